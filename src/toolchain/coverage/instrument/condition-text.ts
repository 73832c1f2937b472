import { type DecisionPaths, type PathTarget, stepOfTrue } from './decision-paths.js';
import type { Temporaries, Work } from './work.js';

/**
 * Conditions that one number holds: each takes a digit of base 3, and one bit is the outcome.
 * @implements LLR-COV-007
 */
export const conditionsOfWord = 32;

/** How a decision is recorded, with what its text needs for it. Nothing is recorded of the conditions of `none`. */
export type Recording =
  | { readonly kind: 'none' }
  | { readonly kind: 'outcomes'; readonly slotWhenTrue: number; readonly paths: DecisionPaths }
  | { readonly kind: 'paths'; readonly base: number; readonly paths: DecisionPaths; readonly names: Temporaries }
  | { readonly kind: 'table'; readonly base: number; readonly names: Temporaries }
  | { readonly kind: 'digits'; readonly isWide: boolean; readonly names: Temporaries };

/** What a condition does when it is true and when it is false: expressions that are true, empty for nothing. */
export interface Actions {
  readonly whenTrue: string;
  readonly whenFalse: string;
}

/**
 * What a condition of a decision does with its value. With `paths` it goes on to a later condition, or records the way that ends here:
 * a number known from the text where one way alone leads to the condition, and otherwise what a variable holds.
 * @implements LLR-COV-007
 */
export function actionsOf(work: Work, recording: Recording, index: number): Actions {
  switch (recording.kind) {
    case 'none':
      return { whenTrue: '', whenFalse: '' };
    case 'outcomes': {
      const { slotWhenTrue, paths } = recording;
      const end = (target: PathTarget | undefined): string => work.probe(slotWhenTrue + (target === 'true' ? 0 : 1));
      return { whenTrue: end(paths.steps[index]?.onTrue), whenFalse: end(paths.steps[index]?.onFalse) };
    }
    case 'paths':
      return pathActions(work, recording, index);
    case 'table':
    case 'digits': {
      const word = index < conditionsOfWord ? recording.names.low : recording.names.high;
      const weight = 3 ** (index % conditionsOfWord) * (recording.kind === 'table' ? 2 : 1);
      return { whenTrue: `${word}+=${2 * weight}`, whenFalse: `${word}+=${weight}` };
    }
  }
}

function pathActions(work: Work, { base, paths, names }: Recording & { kind: 'paths' }, index: number): Actions {
  const { steps, waysTo } = paths;
  const isOne = (target: number): boolean => waysTo[target] === 1;
  const known = base + (isOne(index) ? waysBefore(paths, index) : 0);
  const action = (target: PathTarget | undefined, step: number): string => {
    const isEnd = typeof target !== 'number';
    if (isOne(index)) {
      if (isEnd) return work.probe(known + step);
      return isOne(target) ? '' : `${names.low}=${known + step}`;
    }
    const added = step === 0 ? names.low : `${names.low}+=${step}`;
    if (isEnd) return work.probe(added, names.low);
    return step === 0 ? '' : added;
  };
  return { whenTrue: action(steps[index]?.onTrue, stepOfTrue(paths, index)), whenFalse: action(steps[index]?.onFalse, 0) };
}

/** The number with which the one way reaches a condition. */
function waysBefore(paths: DecisionPaths, index: number): number {
  if (index === 0) return 0;
  const before = paths.steps.findIndex(({ onTrue, onFalse }) => onTrue === index || onFalse === index);
  return waysBefore(paths, before) + (paths.steps[before]?.onTrue === index ? stepOfTrue(paths, before) : 0);
}

/**
 * A condition with what it does. `isTruth`: only its truth counts; otherwise its value is passed on through a temporary. Operators rather
 * than `?:`, because engines go on from them straight to what follows.
 * @param text the condition, whose value may be anything
 * @implements LLR-COV-007
 */
export function actingText(text: string, { whenTrue, whenFalse }: Actions, isTruth: boolean, value: string): string {
  if (whenTrue === '' && whenFalse === '') return ` (${text})`;
  const asked = isTruth ? `(${text})` : `(${value}=(${text}))`;
  const ifTrue = whenTrue === '' ? '' : `&&(${whenTrue})`;
  if (isTruth) return ` (${asked}${ifTrue}${whenFalse === '' ? '' : `||!(${whenFalse})`})`;
  return ` (${asked}${ifTrue}${whenFalse === '' ? '' : `||(${whenFalse})`},${value})`;
}
