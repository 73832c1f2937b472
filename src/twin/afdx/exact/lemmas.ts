import { all, not, SmtScript } from './smt-script.js';

/** A step of the reasoning behind the sums, to be confirmed by a solver: its text has no model when the step is right. */
export interface Lemma {
  readonly name: string;
  readonly claim: string;
  readonly text: string;
}

interface Step {
  readonly name: string;
  readonly claim: string;
  readonly reals: string;
  readonly truths?: string;
  readonly premises: readonly string[];
  readonly conclusion: string;
}

/**
 * The steps. Sizes are symbols, so that each holds for frames of each size; sequences of any length follow by induction over the order in which a
 * port or a link sends (docs/afdx-exact.md, section "Lemmas").
 */
const steps: readonly Step[] = [
  {
    name: 'busy-begin',
    claim: 'The first frame of a busy period starts when it joins, or after one frame of lower priority that was under way.',
    reals: 'begin start lower-start lower-sending lower-end',
    truths: 'blocked',
    premises: [
      '(>= lower-sending 0)',
      '(= lower-end (+ lower-start lower-sending))',
      '(<= lower-start begin)',
      '(<= start (ite (and blocked (< begin lower-end)) lower-end begin))',
    ],
    conclusion: '(<= start (+ begin (ite blocked lower-sending 0)))',
  },
  {
    name: 'busy-next',
    claim: 'While something waits there is no pause: the next start is after the work sent so far, and no later.',
    reals: 'begin work start sending next',
    premises: ['(<= start (+ begin work))', '(<= next (+ start sending))'],
    conclusion: '(<= next (+ begin (+ work sending)))',
  },
  {
    name: 'link-first',
    claim: 'When the first counted frame has come, the work without it is none, and the window has opened.',
    reals: 'opening arrival',
    premises: ['(<= opening arrival)'],
    conclusion: '(<= 0 (- arrival opening))',
  },
  {
    name: 'link-next',
    claim: 'Each further frame of a link comes its sending time after the one before, counted or not.',
    reals: 'opening last work first arrival sending',
    truths: 'counts',
    premises: ['(>= sending 0)', '(<= (- work first) (- last opening))', '(<= (+ last sending) arrival)'],
    conclusion: '(<= (- (+ work (ite counts sending 0)) first) (- arrival opening))',
  },
  {
    name: 'link-last',
    claim: 'What came until the window closes is at most its length and the first frame.',
    reals: 'opening closing last work first',
    premises: ['(<= (- work first) (- last opening))', '(<= last closing)'],
    conclusion: '(<= work (+ first (- closing opening)))',
  },
  {
    name: 'behind',
    claim: 'What comes over a link after the last bit of a frame takes its whole sending time from then on.',
    reals: 'closing last work arrival sending',
    premises: ['(<= work (- last closing))', '(<= (+ last sending) arrival)'],
    conclusion: '(<= (+ work sending) (- arrival closing))',
  },
  {
    name: 'old-stay-in-order',
    claim: 'If a frame sent before a busy period is in the next window, a frame of that busy period which follows it there is so too.',
    reals: 'begin end-old start sending travel arrival-old arrival join-old join next-begin',
    premises: [
      '(>= sending 0)',
      '(<= end-old begin)',
      '(<= begin start)',
      '(= arrival-old (+ end-old travel))',
      '(= arrival (+ start sending travel))',
      '(=> (<= arrival-old arrival) (<= join-old join))',
      '(<= next-begin join-old)',
    ],
    conclusion: '(<= next-begin join)',
  },
  {
    name: 'repetition',
    claim: 'Two frames of a flow in one window are as many gaps apart as they are releases, less the spread of their arrival.',
    reals: 'gaps shortest longest release release-later arrival arrival-later opening closing',
    premises: [
      '(<= (+ release gaps) release-later)',
      '(<= arrival (+ release longest))',
      '(<= (+ release-later shortest) arrival-later)',
      '(<= opening arrival)',
      '(<= arrival-later closing)',
    ],
    conclusion: '(<= (- gaps (- longest shortest)) (- closing opening))',
  },
  {
    name: 'cut-work',
    claim:
      'From the first frame that is also in the next window on, all work before the frame asked for is sent between its end and that start.',
    reals: 'start-first sending-first work start travel next-opening',
    premises: ['(= start (+ start-first work))', '(<= next-opening (+ start-first sending-first travel))'],
    conclusion: '(<= work (+ sending-first (- (+ start travel) next-opening)))',
  },
  {
    name: 'cut-instant',
    claim: 'That work follows the arrival of that frame and the latency.',
    reals: 'instant latency start-first work start',
    premises: ['(= start (+ start-first work))', '(<= (+ instant latency) start-first)'],
    conclusion: '(<= (+ instant latency work) start)',
  },
];

/**
 * The lemmas on which the texts about sums rest, one text each. They are the same for each network.
 *
 * @implements LLR-EXA-013
 */
export const lemmas: readonly Lemma[] = steps.map(({ name, claim, reals, truths = '', premises, conclusion }) => {
  const script = new SmtScript();
  script.note(`lemma ${name}: ${claim}`);
  for (const symbol of reals.split(' ')) script.real(symbol);
  for (const symbol of truths.split(' ').filter((each) => each !== '')) script.truth(symbol);
  for (const premise of premises) script.assert(premise);
  script.note('the opposite of the conclusion');
  script.assert(not(all(conclusion)));
  return { name, claim, text: script.text() };
});
