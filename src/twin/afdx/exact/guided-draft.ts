import { rationalOfTerm, smtTermsOf } from '../../../kernel/smt-terms.js';
import { type Candidate, groupsOf } from './candidates.js';
import type { Draft } from './draft.js';
import { type ExactQuestion, sendingTicks } from './exact-question.js';
import type { DelayText } from './texts.js';

/** Where a candidate is sent at the port where it comes in: before the busy period of the frame asked for, or in its first or second part. */
type Part = 'before' | 'early' | 'late';

/**
 * The names of what the sums must tell so that a draft can be made of their model.
 *
 * @implements LLR-EXA-011
 */
export function guidingNames({ encoding, text }: DelayText): readonly string[] {
  const wanted = /^\(declare-const ((?:b|c)_\d+|(?:v|h|z)_\w+) /gm;
  return [...text.matchAll(wanted)].map(([, name = '']) => name).filter((name) => encoding.frames.length > 0 && name !== '');
}

/**
 * A draft that lays frames out as a model of the sums says: in each window those that do not go on first, from its begin on, then the others from
 * the instant at which the first of them arrives; the largest first.
 *
 * @param values of the names that `guidingNames` tells
 * @implements LLR-EXA-011
 */
export function guidedDraft(
  question: ExactQuestion,
  { encoding }: DelayText,
  candidates: readonly Candidate[],
  values: ReadonlyMap<string, string>,
): Draft {
  const isTrue = (name: string): boolean => values.get(name) === 'true';
  const ticksOf = (name: string): number | undefined => {
    const [term] = smtTermsOf(values.get(name) ?? '') ?? [];
    const value = term === undefined ? undefined : rationalOfTerm(term);
    return value === undefined ? undefined : Number(value.numerator / value.denominator) * encoding.unitTicks;
  };
  const partOf = ({ flow, position }: Candidate): Part | undefined => {
    const at = position + 1;
    const later = question.path.some((_, index) => index > position && isTrue(`v_f${flow.index}_${index + 1}`));
    if (!isTrue(`v_f${flow.index}_${at}`)) return later ? 'before' : undefined;
    return isTrue(`v_f${flow.index}_${at + 1}`) || isTrue(`h_f${flow.index}_${at + 1}`) ? 'late' : 'early';
  };
  const isFirst = ({ flow, position }: Candidate): boolean => isTrue(`z_f${flow.index}_${position + 2}`);
  const arrivals = new Map<Candidate, number>();
  const order: Candidate[] = [];
  question.path.forEach((port, position) => {
    const here = candidates.filter((candidate) => candidate.position === position);
    const begin = (ticksOf(`b_${position + 1}`) ?? 0) - port.latencyTicks;
    const of = (part: Part): readonly Candidate[] => here.filter((candidate) => partOf(candidate) === part);
    const sentBefore = of('before').reduce((sum, { flow }) => sum + sendingTicks(flow.frameBitsMax, port), 0);
    const instants: Readonly<Record<Part, number>> = {
      before: begin - sentBefore,
      early: begin,
      late: ticksOf(`c_${position + 2}`) ?? begin,
    };
    for (const part of ['before', 'early', 'late'] as const) {
      for (const group of groupsOf(of(part))) {
        const inOrder = [...group].sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
        let next = Math.max(
          instants[part],
          ...[...arrivals].flatMap(([each, ticks]) => (sharesLink(each, group[0]) ? [ticks + (inOrder[0]?.linkTicks ?? 0)] : [])),
        );
        for (const [index, candidate] of inOrder.entries()) {
          if (index > 0) next += candidate.linkTicks;
          arrivals.set(candidate, next);
        }
      }
      order.push(...[...of(part)].sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)) || b.flow.frameBitsMax - a.flow.frameBitsMax));
    }
  });
  return { arrivals, ranks: new Map(order.map((candidate, rank) => [candidate, rank])) };
}

function sharesLink(one: Candidate, other: Candidate | undefined): boolean {
  return other !== undefined && one.from === other.from && one.from >= 0 && one.position === other.position;
}
