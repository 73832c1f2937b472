import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { formatDiagnostic } from '../../../kernel/diagnostic.js';
import { decodedImage } from '../../../twin/pdi/decode-image.js';
import { readStructure } from '../../../twin/pdi/read-structure.js';
import { decimalText } from '../../../twin/pdi/read-values.js';
import { type Field, type PdiValue, type Structure, versionText } from '../../../twin/pdi/structure.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { fileNamed } from '../afdx/read-network.js';
import { pdiFolder, wrongUsage } from './read-items.js';

/**
 * `ampel pdi decode IMAGE`: the elements of an image in their units, or each finding.
 * @implements LLR-PDV-011
 */
export async function pdiDecode(context: CommandContext): Promise<number> {
  const [, path, ...more] = context.positionals;
  if (path === undefined || more.length > 0) return wrongUsage('one image is decoded', 'ampel pdi decode IMAGE [--structure FILE]');
  const named = fileNamed(context, path);
  const { value: bytes, diagnostics: unread } = named.files.readBytes(named.path);
  if (bytes === undefined) {
    complain(unread);
    return exitCodes.usage;
  }
  const structure = structureFor(context, bytes);
  if (structure === undefined) return exitCodes.usage;
  const { value, diagnostics } = decodedImage(structure, path, bytes);
  if (context.options.json === true) {
    context.out(
      prettyJson({
        path,
        structure: structure.name,
        findings: diagnostics,
        item: value?.item ?? null,
        values: value?.values ?? null,
      } as unknown as Json),
    );
  } else {
    const findings = diagnostics.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('');
    const elements = value === undefined ? '' : elementLines(structure.root, value.values, '').join('');
    const said =
      value === undefined
        ? `rejected, ${diagnostics.length} findings`
        : `${structure.name} ${versionText(value.item.version)}, release ${value.item.sequence}`;
    context.out(`${findings}${elements}${value === undefined ? '✗' : '✓'} ${path}: ${said}\n`);
  }
  return value === undefined ? exitCodes.red : exitCodes.green;
}

/** The structure that is named, or the one of the project whose number stands in the header. */
function structureFor(context: CommandContext, bytes: Uint8Array): Structure | undefined {
  const given = optionText(context, 'structure');
  const paths = given === undefined ? context.files.list({ paths: [`${pdiFolder}/structures/*.structure.json`] }).value : [given];
  for (const path of paths) {
    const named = fileNamed(context, path);
    const { value: text, diagnostics } = named.files.readText(named.path);
    if (given !== undefined) complain(diagnostics);
    const name = path.replace(/^.*\//, '').replace(/\.structure\.json$/, '');
    const read = readStructure({ name, path, text: text ?? '' });
    if (given !== undefined) complain(read.diagnostics);
    if (read.value !== undefined && (given !== undefined || read.value.id === (((bytes[16] ?? 0) << 8) | (bytes[17] ?? 0))))
      return read.value;
  }
  if (given === undefined) wrongUsage('no structure of the project has the number that the image names', 'name it: --structure FILE');
  return undefined;
}

function elementLines(field: Field, value: PdiValue, pointer: string): readonly string[] {
  if (field.kind === 'record')
    return field.fields.flatMap((inner) =>
      elementLines(inner, (value as Readonly<Record<string, PdiValue>>)[inner.name] as PdiValue, `${pointer}/${inner.name}`),
    );
  if (field.kind === 'list')
    return (value as readonly PdiValue[]).flatMap((item, index) => elementLines(field.items, item, `${pointer}/${index}`));
  const text = field.kind === 'number' ? `${decimalText(value as number, field.scale.denominator)} ${field.unit}`.trimEnd() : String(value);
  return [`${pointer} = ${text}\n`];
}
