import type { Faithfulness, ProofQuestion } from '../../kernel/logic/obligation.js';

/** What the formal analysis of one method rests on and gives credit for, in the terms of DO-333. */
export interface Soundness {
  /** Why a verdict `proved` means that the claim holds. */
  readonly statement: string;
  /** What the proof can stand in for. */
  readonly replaces: string;
  /** What stays to be shown by other means. */
  readonly leaves: string;
}

const statements: Readonly<Record<ProofQuestion['method'], string>> = {
  valid: 'Assumptions and denied claim have no common values; so the claim holds for each value that the assumptions admit.',
  satisfiable: 'The values found were computed with: they satisfy assumptions and claim.',
  optimal: 'The optimum is reached by the values found, and no values satisfy the assumptions and go beyond it.',
  'all-models': 'Each combination found satisfies the assumptions, and no other one does.',
  equivalent: 'No values that satisfy the assumptions give the two expressions different values.',
  'exact-range':
    'No values that satisfy the assumptions let an intermediate result leave the range, so the program computes what the formula says.',
  bounded: 'No run of so many steps from an initial state violates the property. Nothing is said of longer runs.',
  invariant:
    'The property holds in the first states of each run, and where it has held it goes on to hold; so it holds in each state that can be reached.',
  infeasible: 'No values satisfy the statements together; the ones named suffice for that and none of them can be left out.',
};

const links: Readonly<Record<Faithfulness['kind'], string>> = {
  'one-definition': 'the running code computes with the very expressions of the proof',
  'differential-test': 'code and expressions are two; a test compares them on many random inputs',
  data: 'the formulas speak of data alone, read from the subject named by its digest',
};

/**
 * The soundness of a method and what the verdict does and does not replace. Source: DO-333, in own words; the numbers are not repeated.
 *
 * @implements LLR-PRF-015
 */
export function soundnessOf(method: ProofQuestion['method'], faithful: Faithfulness): Soundness {
  return {
    statement: `${statements[method]} This rests on the correctness of the solver, which a second solver confirms with the same file (ampel prove --recheck), and on the link to the code: ${links[faithful.kind]}.`,
    replaces:
      'Reviews and analyses of the claim on the level of requirements and source, and tests of the claim for the values covered by the assumptions.',
    leaves:
      'That the assumptions hold (each is justified and traced), that the requirement says what is wanted, that object code keeps what the source has, compatibility with the target, and tests on the target.',
  };
}
