import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import { type Expression, variablesOf } from '../../../kernel/logic/expression.js';
import type { Model, Obligation, ProofInput, ProofSubject } from '../../../kernel/logic/obligation.js';
import { truth } from '../../../kernel/logic/truth.js';
import type { Read } from '../../../kernel/result.js';
import { compiledConstraint } from '../compile-constraints.js';
import type { AcceptedStructure, EnvelopeFile, NeedForm } from '../envelope-file.generated.js';
import { readExactJson } from '../exact-json.js';
import { pdiError, startOf } from '../findings.js';
import { readStructure } from '../read-structure.js';
import { schemaFaults } from '../schema-faults.js';
import { type Structure, versionText } from '../structure.js';
import { fixedCounts, permittedValues, totalledLists } from './permitted-values.js';

/**
 * The proof obligations of an envelope, as `ampel prove` asks for them: each table that a loader accepts gives each thing that the executable needs,
 * and there is such a table. PDI-231: the envelope is of another form or of another structure than the project has; PDI-232: a need that cannot be
 * stated. No obligation is made for what has a finding.
 *
 * @param inputs the envelope file, then structure files
 * @implements LLR-PDV-013
 */
export function proofObligations(inputs: readonly ProofInput[]): Read<readonly Obligation[]> {
  const [envelopeInput, ...structureInputs] = inputs;
  if (envelopeInput === undefined)
    return {
      value: [],
      diagnostics: [wrong('PDI-231', 'ampel.config.yaml', 'the proofs of an envelope need the envelope file and structure files')],
    };
  const json = readExactJson(envelopeInput.path, envelopeInput.text, 'PDI-231');
  const faults = json.diagnostics.length > 0 ? [] : schemaFaults('envelope', json.value);
  const unread = [
    ...json.diagnostics,
    ...faults.map(({ pointer, message }) => wrong('PDI-231', envelopeInput.path, `${pointer} ${message}`)),
  ];
  if (unread.length > 0) return { value: [], diagnostics: unread };
  const envelope = json.value as EnvelopeFile;
  const structures = structureInputs.map((input) => {
    const name = input.path.replace(/^.*\//, '').replace(/\.structure\.json$/, '');
    return { input, read: readStructure({ name, path: input.path, text: input.text }) };
  });
  const diagnostics: Diagnostic[] = structures.flatMap(({ read }) => read.diagnostics);
  const value = envelope.accepts.flatMap((accepted) => {
    const own = structures.find(({ read }) => read.value?.name === accepted.structure);
    const problem = matchProblem(accepted, own?.read.value);
    if (problem !== '' || own?.read.value === undefined) {
      diagnostics.push(wrong('PDI-231', envelopeInput.path, problem));
      return [];
    }
    const subjects = [envelopeInput, own.input].map(({ path, sha256 }): ProofSubject => ({ name: path, sha256 }));
    return obligationsOf(
      accepted,
      own.read.value,
      subjects,
      (message) => void diagnostics.push(wrong('PDI-232', envelopeInput.path, message)),
    );
  });
  return { value, diagnostics: diagnostics.sort(compareDiagnostics) };
}

function matchProblem({ structure: name, version, fingerprint }: AcceptedStructure, structure: Structure | undefined): string {
  if (structure === undefined) return `the executable accepts ${name}, and the project has no such structure`;
  if (versionText(structure.version) !== version)
    return `the executable was verified with ${name} ${version}, and the project has ${versionText(structure.version)}`;
  const found = structure.fingerprint.slice(0, 24);
  return found === fingerprint
    ? ''
    : `the executable was verified with ${name} of fingerprint ${fingerprint}, and the project has ${found}`;
}

function obligationsOf(
  accepted: AcceptedStructure,
  structure: Structure,
  subjects: readonly ProofSubject[],
  complain: (message: string) => void,
): readonly Obligation[] {
  const scopes = new Set<string | undefined>([undefined, ...accepted.needs.map(({ each }) => each)]);
  const witnesses = [...scopes].map((each) => witnessObligation(structure, subjects, each)).filter((made) => made !== undefined);
  const needs = accepted.needs.flatMap((need) => {
    const made = needObligation(need, structure, subjects);
    if (typeof made !== 'string') return [made];
    complain(`${structure.name}: need ${need.id}: ${made}`);
    return [];
  });
  return [...witnesses, ...needs];
}

const faithful = {
  kind: 'one-definition',
  where:
    'src/twin/pdi/constraint-forms.ts: the decoder computes with the formulas that the solver is given; ranges are those that it compares with',
} as const;

/** That some table is permitted at all; without it each need would hold of nothing. */
function witnessObligation(structure: Structure, subjects: readonly ProofSubject[], each: string | undefined): Obligation | undefined {
  const { assumptions } = permittedValues(structure, truth(true), each);
  if (assumptions.length === 0) return undefined;
  return {
    id: `PO-PDI-${structure.name}.${each ?? 'whole'}.permitted`,
    title: `Some values of ${structure.name} are permitted${each === undefined ? '' : `, of each element of ${each}`}`,
    requirements: ['HLR-PDV-006'],
    subjects,
    assumptions,
    claim: `There are values of ${structure.name} that each range and each constraint permits.`,
    question: { method: 'satisfiable', claim: truth(true) },
    logic: 'QF_LIRA',
    faithful,
  };
}

function needObligation(need: NeedForm, structure: Structure, subjects: readonly ProofSubject[]): Obligation | string {
  const compiled = compiledConstraint({ ...need, trace: need.trace as [string, ...string[]] }, structure.root);
  if (typeof compiled === 'string') return compiled;
  const counts = fixedCounts(structure);
  const open = totalledLists(compiled.meaning).find((list) => !counts.has(list));
  if (open !== undefined) return `it adds up ${open}, whose number of elements is not fixed`;
  const claim = compiled.holds?.(counts) ?? truth(false);
  return {
    id: `PO-PDI-${structure.name}.${need.id}`,
    title: `${structure.name}: ${need.text}`,
    requirements: ['HLR-PDV-006'],
    subjects,
    assumptions: permittedValues(structure, claim, need.each).assumptions,
    claim: `${need.text} This holds for each table of ${structure.name} ${versionText(structure.version)} that a loader accepts (${need.trace.join(', ')}).`,
    question: { method: 'valid', claim },
    logic: 'QF_LIRA',
    faithful,
    inWords: (model) => wordsOf(claim, model),
  };
}

function wordsOf(claim: Expression, model: Model): readonly string[] {
  return variablesOf([claim]).map(({ form }) => `${form.name} = ${String(model.get(form.name))} steps`);
}

function wrong(code: 'PDI-231' | 'PDI-232', path: string, message: string): Diagnostic {
  return pdiError(code, startOf(path), {
    message,
    why: 'a program may load what it was verified for, and nothing else',
    fix:
      code === 'PDI-231'
        ? 'verify the program with the structure as it is, and state that in the envelope'
        : 'state the need over fields that each table has',
  });
}
