import type { Json } from '../../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic, printableText } from '../../../kernel/diagnostic.js';
import type { Bottleneck } from '../../../twin/afdx/reconfiguration/bottlenecks.js';
import { changeTextOf } from '../../../twin/afdx/reconfiguration/change.js';
import type { Effect, ProvedOption } from '../../../twin/afdx/reconfiguration/option-proof.js';
import { worstMarginOf } from '../../../twin/afdx/reconfiguration/reconfiguration-record.js';
import type { Reconfiguration } from '../../../twin/afdx/reconfiguration/reconfigure.js';
import { hopKey } from '../../../twin/afdx/topology.js';
import { wrappedText } from './wrapped-text.js';

/** What the command shows. */
export interface ShownReconfiguration {
  readonly path: string;
  readonly findings: readonly Diagnostic[];
  readonly value: Reconfiguration | undefined;
  /** The candidate file that was written; undefined when none was. */
  readonly output: string | undefined;
}

/** Options of a kind, and changes of an option, that are listed when not all are asked for. */
const shownMax = 10;

/**
 * Where the record of a candidate file stands.
 * @implements LLR-RCF-012
 */
export function recordPathOf(candidatePath: string): string {
  return `${candidatePath.replace(/\.json$/, '')}.record.json`;
}

/**
 * All that the command knows, for other programs.
 * @implements LLR-RCF-013
 */
export function reconfigurationJsonOf({ path, findings, value, output }: ShownReconfiguration): Json {
  return {
    path,
    findings: findings as unknown as Json,
    output: output ?? null,
    bottlenecks: (value?.bottlenecks ?? []).map((bottleneck) => ({ ...bottleneck, hop: hopKey(bottleneck.hop) }) as unknown as Json),
    offered: (value?.offered ?? []).map(optionJson),
    rejected: (value?.rejected ?? []).map(optionJson),
    unexamined: value?.unexamined ?? null,
    worstMarginPartsPerMillion: value === undefined ? null : worstMarginOf(value.before),
  };
}

/**
 * The text for people: findings, bottlenecks, options with their effect, why others were rejected, and the verdict.
 * @implements LLR-RCF-013
 */
export function reconfigurationTextOf({ path, findings, value, output }: ShownReconfiguration, all: boolean): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const head = findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('');
  const name = printableText(path);
  if (value === undefined) return `${head}✗ ${name}: nothing was analysed; ${errors} errors\n`;
  const margin = worstMarginOf(value.before);
  const lines = [
    ...value.bottlenecks.map((bottleneck, index) => `bottleneck ${index + 1}: ${bottleneckText(bottleneck)}`),
    ...offeredLines(value.offered, all),
    ...rejectedLines(value.rejected, all),
    ...(margin === null ? [] : [`least share of a deadline that is left now: ${percent(margin)}`]),
    ...(output === undefined
      ? []
      : [
          `candidate for configuration control written to ${printableText(output)}`,
          `its record written to ${printableText(recordPathOf(output))}`,
        ]),
  ];
  const verdict =
    value.bottlenecks.length === 0
      ? 'no bottleneck'
      : `${value.bottlenecks.length} bottlenecks, ${value.offered.length} options offered, ${value.rejected.length} rejected`;
  return `${head}${lines.map(wrappedText).join('')}${errors === 0 ? '✓' : '✗'} ${name}: ${verdict}; ${errors} errors\n`;
}

function offeredLines(offered: readonly ProvedOption[], all: boolean): readonly string[] {
  const shown = all ? offered : offered.slice(0, shownMax);
  const rest = offered.length - shown.length;
  return [
    ...shown.flatMap((option, index) => [
      `option ${index + 1}, proved:`,
      ...changeLines(option, all),
      ...option.effects.map((effect) => `    ${effectText(effect)}`),
    ]),
    ...(rest > 0 ? [`… ${rest} more options; --all lists them`] : []),
  ];
}

function rejectedLines(rejected: readonly ProvedOption[], all: boolean): readonly string[] {
  const shown = all ? rejected : rejected.slice(0, shownMax);
  const rest = rejected.length - shown.length;
  return [
    ...shown.flatMap((option) => {
      const [first, ...others] = option.rejections;
      const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
      return ['rejected:', ...changeLines(option, all), `    ${first?.code ?? ''}: ${printableText(first?.message ?? '')}${more}`];
    }),
    ...(rest > 0 ? [`… ${rest} more rejected; --all lists them`] : []),
  ];
}

function changeLines({ change }: ProvedOption, all: boolean): readonly string[] {
  const lines = changeTextOf(change).split('\n');
  const shown = all ? lines : lines.slice(0, shownMax);
  return [...shown, ...(shown.length < lines.length ? [`… ${lines.length - shown.length} more changes`] : [])].map((line) => `    ${line}`);
}

function bottleneckText(bottleneck: Bottleneck): string {
  switch (bottleneck.kind) {
    case 'bandwidth':
      return `port ${hopKey(bottleneck.hop)} (${bottleneck.linkId}) is loaded with ${percent(bottleneck.loadPartsPerMillion)}`;
    case 'latency':
      return `virtual link ${bottleneck.virtualLink} keeps ${percent(bottleneck.marginPartsPerMillion)} of its deadline to ${bottleneck.destination} on network ${bottleneck.network}, slowest at ${hopKey(bottleneck.hop)}`;
    case 'named':
      return `link ${bottleneck.linkId}, port ${hopKey(bottleneck.hop)}, is to be relieved`;
  }
}

function effectText({ bottleneck, before, after, savedBitsPerSecond, resolved }: Effect): string {
  const saving = savedBitsPerSecond === 0n ? '' : `, ${savedBitsPerSecond} bit/s saved`;
  return `bottleneck ${bottleneck + 1}: ${percent(before)} -> ${percent(after)}${saving}${resolved ? ', ended' : ''}`;
}

function optionJson(option: ProvedOption): Json {
  return {
    change: option.change as unknown as Json,
    text: changeTextOf(option.change),
    effects: option.effects as unknown as Json,
    rejections: option.rejections as unknown as Json,
    worstMarginPartsPerMillion: worstMarginOf(option.candidate),
  };
}

function percent(partsPerMillion: number): string {
  return `${(partsPerMillion / 10_000).toFixed(2)} %`;
}
