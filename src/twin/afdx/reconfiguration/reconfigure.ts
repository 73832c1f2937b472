import { compareDiagnostics, compareText, type Diagnostic, type Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { AfdxNetwork } from '../network.generated.js';
import { type Bottleneck, type BottleneckLimits, bottlenecksOf } from './bottlenecks.js';
import { type Change, changeTextOf, type SingleChange, singleChangesOf } from './change.js';
import { type ProvedNetwork, type ProvedOption, provedNetworkOf, provedOptionOf, type TimingProof } from './option-proof.js';
import { ideasOf } from './option-search.js';
import { reconfigurationFindingsOf, unknownLinkFindingOf } from './reconfiguration-findings.js';

/** What started an analysis. */
export interface Trigger {
  readonly kind: 'request' | 'anomaly' | 'degradation';
  readonly detail: string;
}

/** What is to be reconfigured, within which limits, and how much may be proved. */
export interface ReconfigurationOrder {
  readonly trigger: Trigger;
  readonly limits: BottleneckLimits;
  readonly placeOf: (pointer: string) => Place;
  readonly timing: TimingProof;
  /** Candidates proved at most. */
  readonly proofsMax: number;
}

/** Bottlenecks of a network and what was found against them. Nothing here changes a network that flies. */
export interface Reconfiguration {
  readonly trigger: Trigger;
  readonly before: ProvedNetwork;
  readonly bottlenecks: readonly Bottleneck[];
  /** Proved without a finding, the best first. */
  readonly offered: readonly ProvedOption[];
  /** With the findings that reject them. */
  readonly rejected: readonly ProvedOption[];
  /** Changes that were thought of and not proved, because of `proofsMax`. */
  readonly unexamined: number;
}

/**
 * Looks for bottlenecks and for changes that relieve them; each change is made in the model and proved before it is offered. Where no
 * single change ends a bottleneck, the best ones for it are combined. Findings, sorted: the structural errors of the network, and then
 * nothing else; AFDX-262 a loaded port, AFDX-263 a small margin, AFDX-265 a bottleneck without an offer, AFDX-266 an unknown link, AFDX-269
 * changes left unexamined.
 *
 * @implements LLR-RCF-008
 */
export function reconfigurationOf(network: AfdxNetwork, order: ReconfigurationOrder): Read<Reconfiguration | undefined> {
  const { limits, placeOf, timing, trigger } = order;
  if (limits.linkId !== undefined && !network.links.some(({ id }) => id === limits.linkId)) {
    return { value: undefined, diagnostics: [unknownLinkFindingOf(limits.linkId, placeOf(''))] };
  }
  const prove = (candidate: AfdxNetwork): ProvedNetwork => provedNetworkOf(candidate, placeOf, timing);
  const before = prove(network);
  if (before.bounds === undefined) return { value: undefined, diagnostics: [...before.findings].sort(compareDiagnostics) };
  const bottlenecks = bottlenecksOf(network, before.bounds, limits);
  const bench = new Bench(before, { bottlenecks, limits }, prove, order.proofsMax);
  const unexamined = bench.proveAll();
  bench.combineForEach();
  bench.combineForAll();
  const options = [...bench.options].sort(compareOptions);
  const offered = options.filter(({ rejections }) => rejections.length === 0);
  const rejected = options.filter(({ rejections }) => rejections.length > 0);
  const value = { trigger, before, bottlenecks, offered, rejected, unexamined };
  return { value, diagnostics: [...reconfigurationFindingsOf(value, placeOf)].sort(compareDiagnostics) };
}

const noChange: Change = { kind: 'combination', changes: [] };

/** Whether two changes cannot be made together, because they change the same thing. */
const isSame = (a: SingleChange, b: SingleChange): boolean =>
  a.virtualLink === b.virtualLink && a.kind === b.kind && (a.kind === 'gap' || b.kind === 'gap' || a.network === b.network);

class Bench {
  readonly options: ProvedOption[] = [];
  readonly #before: ProvedNetwork;
  readonly #goal: { readonly bottlenecks: readonly Bottleneck[]; readonly limits: BottleneckLimits };
  readonly #prove: (network: AfdxNetwork) => ProvedNetwork;
  #left: number;

  constructor(
    before: ProvedNetwork,
    goal: { readonly bottlenecks: readonly Bottleneck[]; readonly limits: BottleneckLimits },
    prove: (network: AfdxNetwork) => ProvedNetwork,
    proofsMax: number,
  ) {
    this.#before = before;
    this.#goal = goal;
    this.#prove = prove;
    this.#left = proofsMax;
  }

  /** Proves each single change, as far as the number of proofs goes; how many are left out. */
  proveAll(): number {
    const ideas = ideasOf(this.#before.network, this.#goal.bottlenecks);
    const proved = ideas.slice(0, this.#left);
    for (const { change, targets } of proved) this.options.push(this.#proved(change, targets));
    return ideas.length - proved.length;
  }

  /** For each bottleneck that no single option ends, adds its options together, the strongest first, until they do. */
  combineForEach(): void {
    this.#goal.bottlenecks.forEach((_, target) => {
      const singles = this.options.filter(({ change }) => change.kind !== 'combination');
      const ended = this.options.some((option) => option.rejections.length === 0 && effectOn(option, target)?.resolved === true);
      if (ended) return;
      const pool = singles.filter((option) => effectOn(option, target)?.relieved === true && this.#addsNoFault(option));
      pool.sort((a, b) => strengthOn(b, target) - strengthOn(a, target) || compareText(changeTextOf(a.change), changeTextOf(b.change)));
      const combined = this.#combined(pool, target);
      if (combined !== undefined) this.options.push(combined);
    });
  }

  /** Joins the best options of the single bottlenecks, unless one option ends all of them. */
  combineForAll(): void {
    const targets = this.#goal.bottlenecks.map((_, target) => target);
    const endsAll = ({ effects, rejections }: ProvedOption): boolean =>
      rejections.length === 0 && effects.filter(({ resolved }) => resolved).length === targets.length;
    if (targets.length < 2 || this.options.some(endsAll)) return;
    const offered = this.options.filter(({ rejections }) => rejections.length === 0).sort(compareOptions);
    let best: ProvedOption | undefined;
    for (const target of targets) {
      if (this.#left <= 0) break;
      if (best !== undefined && effectOn(best, target)?.resolved === true) continue;
      const chosen = best === undefined ? [] : singleChangesOf(best.change);
      const option = [...offered].sort((a, b) => strengthOn(b, target) - strengthOn(a, target))[0];
      const added = singleChangesOf(option?.change ?? noChange).filter((change) => !chosen.some((other) => isSame(other, change)));
      if (option === undefined || effectOn(option, target)?.relieved !== true || added.length === 0) continue;
      const next = this.#proved({ kind: 'combination', changes: [...chosen, ...added] }, targets);
      if (next.rejections.length === 0) best = next;
    }
    if (best !== undefined && !this.options.some(({ change }) => changeTextOf(change) === changeTextOf(best.change)))
      this.options.push(best);
  }

  #combined(pool: readonly ProvedOption[], target: number): ProvedOption | undefined {
    let best: ProvedOption | undefined = pool[0];
    for (const { change } of pool.slice(1)) {
      if (best === undefined || this.#left <= 0 || effectOn(best, target)?.resolved === true) break;
      const single = change as SingleChange;
      const chosen = singleChangesOf(best.change);
      if (chosen.some((other) => isSame(other, single))) continue;
      const next = this.#proved({ kind: 'combination', changes: [...chosen, single] }, [target]);
      if (this.#addsNoFault(next) && strengthOn(next, target) > strengthOn(best, target)) best = next;
    }
    return best?.change.kind === 'combination' ? best : undefined;
  }

  /** Whether an option has no finding but those that the network has without it. */
  #addsNoFault({ rejections }: ProvedOption): boolean {
    const known = new Set(this.#before.findings.map(faultKey));
    return rejections.every((finding) => known.has(faultKey(finding)));
  }

  #proved(change: Change, targets: readonly number[]): ProvedOption {
    this.#left -= 1;
    return provedOptionOf(this.#before, change, { ...this.#goal, targets }, this.#prove);
  }
}

function faultKey({ code, subjects = [] }: Diagnostic): string {
  return `${code} ${subjects.join(' ')}`;
}

function effectOn({ effects }: ProvedOption, target: number): ProvedOption['effects'][number] | undefined {
  return effects.find(({ bottleneck }) => bottleneck === target);
}

/** How much an option gains at a bottleneck, in parts per million. */
function strengthOn(option: ProvedOption, target: number): number {
  const { before = 0, after = 0 } = effectOn(option, target) ?? {};
  return Math.max(before - after, after - before);
}

function compareOptions(a: ProvedOption, b: ProvedOption): number {
  const count = ({ effects }: ProvedOption, of: 'resolved' | 'relieved'): number => effects.filter((effect) => effect[of]).length;
  const strength = ({ effects }: ProvedOption): number =>
    effects.reduce((sum, { before, after }) => sum + Math.max(before - after, after - before), 0);
  return (
    count(b, 'resolved') - count(a, 'resolved') ||
    singleChangesOf(a.change).length - singleChangesOf(b.change).length ||
    count(b, 'relieved') - count(a, 'relieved') ||
    strength(b) - strength(a) ||
    compareText(changeTextOf(a.change), changeTextOf(b.change))
  );
}
