import { canonicalJson, type Json } from '../../../kernel/canonical-json.js';
import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { sha256 } from '../../../kernel/digest.js';
import { atLeast, atMost, below, integer, integerVariable, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Integer, Truth } from '../../../kernel/logic/expression.js';
import type { Assumption, Model, Obligation, ProofInput } from '../../../kernel/logic/obligation.js';
import { all, equal, not, some } from '../../../kernel/logic/truth.js';
import type { Read } from '../../../kernel/result.js';
import type { AfdxNetwork } from '../network.generated.js';
import { readNetwork } from '../read-network.js';
import { assumption, wholeOf } from './proof-context.js';

/** A release of a schedule: frame k of the virtual link at offset + k · gap, in microseconds. */
interface Offset {
  readonly virtualLink: number;
  readonly source: string;
  readonly gap: number;
  readonly offset: number;
}

/**
 * Proof obligations of a release schedule, one for each end system: no two transmissions stand in one slot of 1 ms, and each virtual link has
 * exactly one in each gap. AFDX-364 for a schedule that is none, or one of another network.
 *
 * @param inputs the network file in our JSON form, and the file that `ampel afdx schedule --output` wrote for it
 * @implements LLR-POB-014
 */
export function proofObligations(inputs: readonly ProofInput[]): Read<readonly Obligation[]> {
  const [networkInput, scheduleInput, ...more] = inputs;
  if (networkInput === undefined || scheduleInput === undefined || more.length > 0)
    return { value: [], diagnostics: [fault('ampel.config.yaml', 'a schedule is proved for one network file and one schedule file')] };
  const { network, diagnostics } = readNetwork({ path: networkInput.path, text: networkInput.text });
  if (network === undefined) return { value: [], diagnostics };
  const offsets = offsetsIn(scheduleInput.text, network);
  if (typeof offsets === 'string') return { value: [], diagnostics: [fault(scheduleInput.path, offsets)] };
  const subjects = [networkInput, scheduleInput].map(({ path, sha256: digest }) => ({ name: path, sha256: digest }));
  const sources = [...new Set(offsets.map(({ source }) => source))].sort();
  const value = sources.map((source) =>
    obligationOf(
      source,
      offsets.filter((each) => each.source === source),
      subjects,
    ),
  );
  return { value, diagnostics };
}

const slot = 1000;

const [first, second] = [integerVariable('first'), integerVariable('second')];
const [firstFrame, secondFrame] = [integerVariable('first.frame'), integerVariable('second.frame')];
const [firstAt, secondAt] = [integerVariable('first.at', 'us'), integerVariable('second.at', 'us')];

function obligationOf(source: string, offsets: readonly Offset[], subjects: Obligation['subjects']): Obligation {
  return {
    id: `PO-TTS-${source}`,
    title: `Release schedule of end system ${source}`,
    requirements: ['HLR-POB-009'],
    subjects,
    assumptions: [
      released('first', offsets, { link: first, frame: firstFrame, at: firstAt }),
      released('second', offsets, { link: second, frame: secondFrame, at: secondAt }),
      assumption('apart', some(not(equal(first, second)), below(firstFrame, secondFrame)), {
        text: 'the two are not one and the same frame; the second is of another virtual link, or a later frame of the first',
        justification: 'two transmissions are spoken of, and they may be called first and second in either order',
        traces: [],
      }),
    ],
    claim: `No two transmissions of end system ${source} stand in one slot of 1 ms.`,
    question: {
      method: 'valid',
      claim: some(atMost(sum(firstAt, integer(slot, 'us')), secondAt), atMost(sum(secondAt, integer(slot, 'us')), firstAt)),
    },
    logic: 'QF_LIA',
    faithful: { kind: 'data', where: 'offsets of the schedule file, gaps of the network file' },
    inWords: (model) => meetingWords(source, model),
    replay: (model) => replayed(offsets, model),
  };
}

interface Release {
  readonly link: Integer;
  readonly frame: Integer;
  readonly at: Integer;
}

function released(name: string, offsets: readonly Offset[], { link, frame, at }: Release): Assumption {
  const choices = offsets.map(
    ({ virtualLink, gap, offset }): Truth =>
      all(equal(link, integer(virtualLink)), equal(at, sum(integer(offset, 'us'), product(integer(gap, 'us'), frame)))),
  );
  return assumption(name, all(atLeast(frame, integer(0)), some(...choices)), {
    text: `the ${name} is frame k of a virtual link, released at its offset and k gaps`,
    justification: 'the end system releases each virtual link by the schedule, exactly once in each gap',
    traces: ['SYS-NET-047'],
  });
}

function meetingWords(source: string, model: Model): readonly string[] {
  const of = (name: string): string => `virtual link ${wholeOf(model, name)} at ${wholeOf(model, `${name}.at`)} us`;
  return [`${source} would send in one slot: ${of('first')} and ${of('second')}`];
}

/** Lists the releases of both virtual links over two hyperperiods and looks for a pair within a slot. */
function replayed(offsets: readonly Offset[], model: Model): { readonly confirmed: boolean; readonly seen: string } {
  const timesOf = (id: bigint): readonly number[] => {
    const found = offsets.find(({ virtualLink }) => BigInt(virtualLink) === id);
    return found === undefined
      ? []
      : Array.from({ length: Math.ceil(256_000 / found.gap) }, (_, frame) => found.offset + frame * found.gap);
  };
  const [a, b] = [wholeOf(model, 'first'), wholeOf(model, 'second')];
  for (const [index, one] of timesOf(a).entries())
    for (const [other, two] of timesOf(b).entries())
      if ((a !== b || index < other) && Math.abs(one - two) < slot) return { confirmed: true, seen: `releases at ${one} us and ${two} us` };
  return { confirmed: false, seen: 'no two releases of them are less than a slot apart in 256 ms' };
}

/** The offsets of a schedule file with the gaps of the network, or what is wrong with it. */
function offsetsIn(text: string, network: AfdxNetwork): readonly Offset[] | string {
  let file: { readonly scope?: unknown; readonly network?: { readonly sha256?: unknown }; readonly virtualLinks?: unknown };
  try {
    file = JSON.parse(text) as typeof file;
  } catch {
    return 'the schedule is no JSON text';
  }
  if (typeof file !== 'object' || file === null || !Array.isArray(file.virtualLinks)) return 'the file is no schedule';
  if (file.network?.sha256 !== sha256(canonicalJson(network as unknown as Json))) return 'the schedule is one of another network';
  const offsetOf = new Map<number, number>();
  for (const entry of file.virtualLinks as readonly { readonly virtualLink?: unknown; readonly offsetMicroseconds?: unknown }[]) {
    const offset = Number(entry?.offsetMicroseconds);
    if (!Number.isSafeInteger(entry?.virtualLink) || !Number.isSafeInteger(offset) || offset < 0)
      return 'an entry of the schedule has no virtual link or no whole offset';
    offsetOf.set(entry.virtualLink as number, offset);
  }
  const offsets: Offset[] = [];
  for (const { id, source, bandwidthAllocationGapMilliseconds } of network.virtualLinks) {
    const offset = offsetOf.get(id);
    const gap = bandwidthAllocationGapMilliseconds * 1000;
    if (offset === undefined) return `the schedule has no offset for virtual link ${id}`;
    if (offset >= gap) return `the offset of virtual link ${id} is not within its gap`;
    offsets.push({ virtualLink: id, source, gap, offset });
  }
  return offsets;
}

function fault(path: string, message: string): Diagnostic {
  return {
    code: 'AFDX-364',
    severity: 'error',
    message,
    place: { path, line: 1, column: 1 },
    why: 'a proof of another schedule says nothing of this network',
    fix: 'run ampel afdx schedule NETWORK --output SCHEDULE again, and name both files in this order',
  };
}
