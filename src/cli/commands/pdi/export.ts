import { basename } from 'node:path';
import { prettyJson } from '../../../kernel/canonical-json.js';
import { formatDiagnostic } from '../../../kernel/diagnostic.js';
import { adaSpecification } from '../../../twin/pdi/exports/ada-specification.js';
import { cDecoder } from '../../../twin/pdi/exports/c-decoder.js';
import { cHeader } from '../../../twin/pdi/exports/c-header.js';
import { intelHex, sRecords } from '../../../twin/pdi/exports/hex-records.js';
import { layoutDocument } from '../../../twin/pdi/exports/layout-document.js';
import { rustTables } from '../../../twin/pdi/exports/rust-tables.js';
import type { ParameterData } from '../../../twin/pdi/read-data.js';
import { builtItem, type ItemVerification } from '../../../twin/pdi/verification/verify-item.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { fileNamed } from '../afdx/read-network.js';
import { pdiFolder, readItems, wrongUsage } from './read-items.js';

const usage = 'ampel pdi export NAME --format hex|srec|c|ada|rust --output OUT, or ampel pdi export --format layout --output OUT';
const formats = ['hex', 'srec', 'c', 'ada', 'rust', 'layout'];

/**
 * `ampel pdi export`: an image for loaders, or a structure for other languages; with --format c, the decoder is written beside the header.
 * @implements LLR-PDX-009
 */
export async function pdiExport(context: CommandContext): Promise<number> {
  const [, name, ...more] = context.positionals;
  const format = optionText(context, 'format') ?? '';
  const out = optionText(context, 'output');
  if (more.length > 0 || !formats.includes(format) || out === undefined || (name === undefined) !== (format === 'layout'))
    return wrongUsage('a name, a form and a file are needed', usage);
  const built = readItems(context, pdiFolder)
    .items.filter((item) => name === undefined || item.name === name)
    .map(builtItem);
  const findings = built.flatMap(({ diagnostics }) => diagnostics);
  for (const finding of findings) process.stderr.write(`${formatDiagnostic(finding)}\n`);
  if (built.length === 0) return wrongUsage(`there is no item ${name ?? ''}`, `the items are in ${pdiFolder}/data`);
  const written = findings.length > 0 ? undefined : exported(built, format, out);
  if (written === undefined) return exitCodes.red;
  for (const [path, text] of written) {
    const named = fileNamed(context, path);
    const problems = named.files.writeAtomically(named.path, text);
    complain(problems);
    if (problems.length > 0) return exitCodes.usage;
  }
  const paths = written.map(([path]) => path);
  context.out(context.options.json === true ? prettyJson({ format, written: paths }) : `✓ ${paths.join(', ')} written\n`);
  return exitCodes.green;
}

function exported(built: readonly ItemVerification[], format: string, out: string): readonly (readonly [string, string])[] | undefined {
  const sources = built.flatMap(({ data, image }) => (data === undefined || image === undefined ? [] : [{ data, image }]));
  const [first] = sources;
  if (first === undefined) return undefined;
  if (format === 'layout') return [[out, layoutDocument(sources.map(({ data }) => data.structure).sort((a, b) => a.id - b.id))]];
  return one(first.data, first.image, format, out);
}

function one({ structure, values }: ParameterData, image: Uint8Array, format: string, out: string): readonly (readonly [string, string])[] {
  if (format === 'hex') return [[out, intelHex(image)]];
  if (format === 'srec') return [[out, sRecords(image, structure.name)]];
  if (format === 'ada') return [[out, adaSpecification(structure)]];
  if (format === 'rust') return [[out, rustTables(structure, values)]];
  const header = out.replace(/\.[ch]$/, '');
  return [
    [`${header}.h`, cHeader(structure)],
    [`${header}.c`, cDecoder(structure, `${basename(header)}.h`)],
  ];
}
