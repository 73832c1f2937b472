import { resolve } from 'node:path';
import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { compareDiagnostics, type Diagnostic, formatDiagnostic, printableText } from '../../../kernel/diagnostic.js';
import { type Conversion, convertNetwork } from '../../../twin/afdx/exchange/convert-network.js';
import { type NetworkFormat, readForeignNetwork } from '../../../twin/afdx/exchange/read-foreign-network.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { fileNamed } from './read-network.js';

const formatNames: ReadonlyMap<string, NetworkFormat> = new Map([
  ['json', 'json'],
  ['xml', 'wopanets-xml'],
]);

/** What a conversion did, for `--json`; `text` only when it was not written to a file. */
interface ConversionReport {
  readonly path: string;
  readonly from: NetworkFormat;
  readonly format: NetworkFormat;
  readonly counts: Conversion['counts'] | null;
  readonly assumptions: readonly string[];
  readonly notes: readonly string[];
  readonly findings: readonly Diagnostic[];
  readonly output: string | null;
  readonly text?: string;
}

/**
 * `ampel afdx convert FILE [--to json|xml] [--network A|B] [--output OUT]`: a network in the other form. The text goes to standard
 * output when no file is named, and then what was assumed and lost goes to standard error.
 * @implements LLR-CNV-018
 */
export async function afdxConvert(context: CommandContext): Promise<number> {
  const [, path, ...more] = context.positionals;
  const output = optionText(context, 'output');
  const to = optionText(context, 'to');
  const network = optionText(context, 'network') ?? 'A';
  if (path === undefined) return refuse('a file is needed');
  if (more.length > 0) return refuse(`"${more.join(' ')}" is not understood`);
  if (to !== undefined && !formatNames.has(to)) return refuse(`"${to}" is no form`);
  if (network !== 'A' && network !== 'B') return refuse(`"${network}" is no network`);
  if (output !== undefined && resolve(context.root, output) === resolve(context.root, path))
    return refuse('the output would replace its source');
  const source = fileNamed(context, path);
  const { value: text, diagnostics: unreadable } = source.files.readText(source.path);
  if (text === undefined) {
    complain(unreadable);
    return exitCodes.usage;
  }
  const reading = readForeignNetwork({ path, text });
  const format = formatNames.get(to ?? '') ?? (reading.format === 'json' ? 'wopanets-xml' : 'json');
  const converted =
    reading.network === undefined ? undefined : convertNetwork(reading.network, { format, network, placeOf: reading.placeOf });
  const findings = [...reading.diagnostics, ...(converted?.diagnostics ?? [])].sort(compareDiagnostics);
  const conversion = converted?.value;
  const unwritten = conversion === undefined || output === undefined ? [] : written(context, output, conversion.text);
  complain(unwritten);
  if (unwritten.length > 0) return exitCodes.usage;
  show(context, {
    path,
    from: reading.format,
    format,
    counts: conversion?.counts ?? null,
    assumptions: conversion?.assumptions ?? [],
    notes: [...findings.filter(isNote).map(({ message }) => message), ...(conversion?.notes ?? [])],
    findings: findings.filter((finding) => !isNote(finding)),
    output: conversion === undefined ? null : (output ?? null),
    ...(conversion === undefined || output !== undefined ? {} : { text: conversion.text }),
  });
  return conversion === undefined ? exitCodes.red : exitCodes.green;
}

function isNote({ severity }: Diagnostic): boolean {
  return severity === 'note';
}

function refuse(message: string): number {
  process.stderr.write(
    `error CLI-102: ${printableText(message)}\n  why: nothing was converted\n  fix: ampel afdx convert FILE [--to json|xml] [--network A|B] [--output OUT]\n`,
  );
  return exitCodes.usage;
}

function written(context: CommandContext, output: string, text: string): readonly Diagnostic[] {
  const target = fileNamed(context, output);
  return target.files.writeAtomically(target.path, text);
}

function show(context: CommandContext, report: ConversionReport): void {
  if (context.options.json === true) {
    context.out(prettyJson(report as unknown as Json));
    return;
  }
  if (report.text === undefined) context.out(summaryOf(report));
  else {
    context.out(report.text);
    process.stderr.write(summaryOf(report));
  }
}

function summaryOf({ path, counts, assumptions, notes, findings, output }: ConversionReport): string {
  const size =
    counts === null
      ? []
      : [
          [
            countOf(counts.endSystems, 'end system'),
            countOf(counts.switches, 'switch', 'switches'),
            countOf(counts.links, 'link'),
            countOf(counts.virtualLinks, 'virtual link'),
            countOf(counts.destinations, 'destination'),
          ].join(', '),
        ];
  const verdict = counts === null ? `✗ ${path}: not converted` : `✓ ${path}: converted${output === null ? '' : ` to ${output}`}`;
  return [
    ...findings.map((finding) => `${formatDiagnostic(finding)}\n`),
    ...size,
    ...listed('filled in, because the source does not say:', assumptions),
    ...listed('not carried over:', notes),
    printableText(verdict),
    '',
  ].join('\n');
}

function countOf(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

function listed(title: string, texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [] : [title, ...texts.flatMap((text) => wrapped(printableText(text)))];
}

/** A point of a list in lines of at most 100 columns; a longer word has a line of its own. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '  -';
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > 100 && line.trim() !== '-') {
      lines.push(line);
      line = '   ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
