import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { pdiError } from '../findings.js';
import type { ParameterData } from '../read-data.js';
import type { FailoverPolicy } from '../tables/failover-policy.generated.js';
import type { ModelSelection } from '../tables/model-selection.generated.js';
import type { ConsistencyRule, TableSet } from './consistency.js';

const noDigest = '0'.repeat(64);

/**
 * A phase that names a released model names its version and digest, one that names none has 0, one model has one version and digest, and no
 * model may take longer than the end-to-end time of the failover policy: PDI-222. Manifests of models are not part of the project yet.
 *
 * @implements LLR-PDV-007
 */
export const modelAgreement: ConsistencyRule = { name: 'model agreement', table: 'model-selection', compares: [], findings };

type Selection = ModelSelection['selections'][number];

function findings({ items }: TableSet): readonly Diagnostic[] {
  const data = items.get('model-selection');
  if (data === undefined) return [];
  const values = data.values as unknown as ModelSelection;
  const policy = items.get('failover-policy')?.values as unknown as FailoverPolicy | undefined;
  const slow =
    policy !== undefined && values.inferenceTimeMax > policy.timings.endToEndMax
      ? [
          disagreement(
            data,
            '/inferenceTimeMax',
            `a model may take ${values.inferenceTimeMax} ms, and the failover policy leaves ${policy.timings.endToEndMax} ms`,
          ),
        ]
      : [];
  return [...slow, ...values.selections.flatMap((selection, index) => selectionFindings(selection, index, values.selections, data))];
}

function selectionFindings(selection: Selection, index: number, all: readonly Selection[], data: ParameterData): readonly Diagnostic[] {
  const at = `/selections/${index}`;
  const isEmpty = selection.digest === noDigest && selection.versionMajor + selection.versionMinor + selection.versionPatch === 0;
  if (!selection.released)
    return isEmpty
      ? []
      : [disagreement(data, `${at}/released`, `phase ${selection.phase} has no released model and names a version or digest`)];
  if (selection.digest === noDigest)
    return [disagreement(data, `${at}/digest`, `phase ${selection.phase} has a released model and no digest of it`)];
  const other = all
    .slice(0, index)
    .find((each) => each.released && each.model === selection.model && identityOf(each) !== identityOf(selection));
  return other === undefined
    ? []
    : [disagreement(data, at, `phases ${other.phase} and ${selection.phase} name ${selection.model} with two versions or digests`)];
}

function identityOf({ versionMajor, versionMinor, versionPatch, digest }: Selection): string {
  return `${versionMajor}.${versionMinor}.${versionPatch} ${digest}`;
}

function disagreement(data: ParameterData, pointer: string, message: string): Diagnostic {
  return pdiError('PDI-222', data.placeOf(`/values${pointer}`), {
    message,
    why: 'a model is known by its version and the digest of its bytes; a selection that does not fit loads another one, or none in time',
    fix: 'name the released model by version and digest, or set released to false with 0 in each of them',
    subjects: [pointer],
  });
}
