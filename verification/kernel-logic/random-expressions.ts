import {
  atMost,
  below,
  difference,
  floor,
  integer,
  integerVariable,
  maximum,
  minimum,
  negated,
  product,
  quotient,
  quotientUp,
  real,
  realVariable,
  remainder,
  sum,
  toReal,
} from '../../src/kernel/logic/arithmetic.js';
import { arrayVariable, selected, stored } from '../../src/kernel/logic/arrays.js';
import {
  bitNot,
  bits,
  bitsAtMost,
  bitsBelow,
  bitsJoined,
  bitsPart,
  bitsVariable,
  bitsWidened,
  bitwise,
} from '../../src/kernel/logic/bit-vectors.js';
import { type Value, valueKey } from '../../src/kernel/logic/evaluate.js';
import { type Expression, named, operandsOf } from '../../src/kernel/logic/expression.js';
import { type ArraySort, type Sort, sortText } from '../../src/kernel/logic/sort.js';
import { all, either, equal, exactlyOne, implies, not, some, truth, truthVariable } from '../../src/kernel/logic/truth.js';
import { rational } from '../../src/kernel/rational.js';
import type { SeededRandom } from '../../src/kernel/seeded-random.js';

const narrow = { kind: 'bit-vector', width: 3 } as const;
const wide = { kind: 'bit-vector', width: 8 } as const;
const overWhole: ArraySort = { kind: 'array', index: 'Int', element: 'Real' };
const overWords: ArraySort = { kind: 'array', index: narrow, element: 'Int' };
const overTruths: ArraySort = { kind: 'array', index: 'Bool', element: narrow };
/** Sorts of variables. */
export const sorts: readonly Sort[] = ['Bool', 'Int', 'Real', narrow, wide, overWhole, overWords, overTruths];

/** Expressions, and values of their variables. */
export interface Sample {
  readonly roots: readonly Expression[];
  readonly values: ReadonlyMap<string, Value>;
}

/** A value of a sort, with small and odd ones more likely. */
export function randomValue(random: SeededRandom, sort: Sort): Value {
  if (sort === 'Bool') return random.below(2) === 1;
  if (sort === 'Int') return randomWhole(random);
  if (sort === 'Real') return rational(randomWhole(random), BigInt(1 + random.below(6)));
  if (sort.kind === 'bit-vector') return BigInt(random.nextWord()) % 2n ** BigInt(sort.width);
  const entries = Array.from({ length: random.below(7) }, () => ({
    index: randomValue(random, sort.index),
    element: randomValue(random, sort.element),
  }));
  return { otherwise: randomValue(random, sort.element), exceptions: new Map(entries.map((entry) => [valueKey(entry.index), entry])) };
}

function randomWhole(random: SeededRandom): bigint {
  if (random.below(12) === 0) return (BigInt(random.nextWord()) - 2n ** 31n) * 2n ** 40n + BigInt(random.below(7));
  return BigInt(random.below(21)) - 10n;
}

/** Well-sorted expressions over two variables of each sort, made by `steps` operations that share parts, some of them under a name. */
export function randomSample(random: SeededRandom, name: string, steps: number): Sample {
  const pool = new Map<string, Expression[]>();
  const values = new Map<string, Value>();
  const levels = new Map<Expression, number>();
  const put = (made: Expression): void => {
    const level = 1 + Math.max(-1, ...operandsOf(made).map((operand) => levels.get(operand) ?? 0));
    if (level > 6) return;
    levels.set(made, level);
    pool.set(sortText(made.sort), [...(pool.get(sortText(made.sort)) ?? []), made]);
  };
  for (const [at, sort] of sorts.entries())
    for (const each of ['a', 'b']) {
      put(variableOf(`${each}${at}.${name}`, sort));
      values.set(`${each}${at}.${name}`, randomValue(random, sort));
    }
  const pick = <S extends Sort>(sort: S): Expression<S> => {
    const known = pool.get(sortText(sort)) ?? [];
    // The later half is the deeper one.
    const at = random.below(3) === 0 ? random.below(known.length) : known.length - 1 - random.below(Math.ceil(known.length / 2));
    return known[at] as Expression<S>;
  };
  for (const each of [truth(false), integer(randomWhole(random)), real(rational(1n, 3n)), bits(5, 3), bits(200, 8)]) put(each);
  for (let step = 0; step < steps; step += 1) {
    const builder = builders[random.below(builders.length)] as Builder;
    const made = builder(pick, random);
    put(random.below(8) === 0 ? named(`n${step}.${name}`, made) : made);
  }
  return { roots: sorts.map((sort) => pool.get(sortText(sort))?.at(-1) as Expression), values };
}

function variableOf(name: string, sort: Sort): Expression {
  if (sort === 'Bool') return truthVariable(name);
  if (sort === 'Int') return integerVariable(name);
  if (sort === 'Real') return realVariable(name);
  return sort.kind === 'bit-vector' ? bitsVariable(name, sort.width) : arrayVariable(name, sort.index, sort.element);
}

type Pick = <S extends Sort>(sort: S) => Expression<S>;
type Builder = (pick: Pick, random: SeededRandom) => Expression;

const divisorOf = (random: SeededRandom) => integer([-7, -3, -1, 1, 2, 5, 4096][random.below(7)] ?? 1);
const numeric = (random: SeededRandom): 'Int' | 'Real' => (random.below(2) === 0 ? 'Int' : 'Real');
const word = (random: SeededRandom) => (random.below(2) === 0 ? narrow : wide);
const anySort = (random: SeededRandom): Sort => sorts[random.below(sorts.length)] as Sort;

/** Each function of the folder that makes an expression from others. */
const builders: readonly Builder[] = [
  (pick) => not(pick('Bool')),
  (pick) => all(pick('Bool'), pick('Bool'), pick('Bool')),
  (pick) => some(pick('Bool'), pick('Bool')),
  (pick) => implies(pick('Bool'), pick('Bool')),
  (pick) => exactlyOne(pick('Bool'), pick('Bool'), pick('Bool')),
  (pick, random) => {
    const sort = anySort(random);
    return either(pick('Bool'), pick(sort), pick(sort));
  },
  (pick, random) => {
    const sort = anySort(random);
    return equal(pick(sort), pick(sort));
  },
  (pick, random) => {
    const sort = numeric(random);
    return atMost<'Int' | 'Real'>(pick(sort), pick(sort));
  },
  (pick, random) => {
    const sort = numeric(random);
    return below<'Int' | 'Real'>(pick(sort), pick(sort));
  },
  (pick, random) => {
    const sort = numeric(random);
    return sum<'Int' | 'Real'>(pick(sort), pick(sort), pick(sort));
  },
  (pick, random) => {
    const sort = numeric(random);
    return difference<'Int' | 'Real'>(pick(sort), pick(sort));
  },
  (pick, random) => {
    const sort = numeric(random);
    return product<'Int' | 'Real'>(pick(sort), pick(sort));
  },
  (pick, random) => negated<'Int' | 'Real'>(pick(numeric(random))),
  (pick) => maximum(pick('Int'), pick('Int')),
  (pick) => minimum(pick('Real'), pick('Real')),
  (pick, random) => quotient(pick('Int'), divisorOf(random)),
  (pick, random) => remainder(pick('Int'), divisorOf(random)),
  (pick, random) => quotientUp(pick('Int'), integer(1 + random.below(9))),
  (pick) => toReal(pick('Int')),
  (pick) => floor(pick('Real')),
  (pick, random) => bitNot(pick(word(random))),
  ...(['bit-and', 'bit-or', 'bit-xor', 'bit-sum', 'bit-product', 'bit-left', 'bit-right'] as const).map(
    (operator): Builder =>
      (pick, random) => {
        const sort = word(random);
        return bitwise(operator, pick(sort), pick(sort));
      },
  ),
  (pick, random) => {
    const sort = word(random);
    return bitsBelow(pick(sort), pick(sort));
  },
  (pick, random) => {
    const sort = word(random);
    return bitsAtMost(pick(sort), pick(sort));
  },
  (pick) => bitsPart(bitsJoined(pick(narrow), pick(wide)), 9, 2),
  (pick) => bitsWidened(pick(narrow), 8),
  (pick, random) => {
    const to = random.below(6);
    return bitsPart(pick(wide), to + 2, to);
  },
  (pick) => selected(pick(overWhole), pick('Int'), 'Real'),
  (pick) => selected(pick(overWords), pick(narrow), 'Int'),
  (pick) => selected(pick(overTruths), pick('Bool'), narrow),
  (pick) => stored(pick(overWhole), pick('Int'), pick('Real')),
  (pick) => stored(pick(overWords), pick(narrow), pick('Int')),
  (pick) => stored(pick(overTruths), pick('Bool'), pick(narrow)),
  (pick) => stored(stored(pick(overTruths), not(pick('Bool')), pick(narrow)), pick('Bool'), pick(narrow)),
];

/** A value as an SMT-LIB term, written apart from the code under test. */
export function termOf(value: Value, sort: Sort): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'bigint') {
    if (typeof sort === 'object' && sort.kind === 'bit-vector') return `#b${value.toString(2).padStart(sort.width, '0')}`;
    return value < 0n ? `(- ${-value})` : String(value);
  }
  if ('numerator' in value) return `(/ ${termOf(value.numerator, 'Int')} ${value.denominator})`.replace(/\b\d+\b/g, '$&.0');
  const { index, element } = sort as ArraySort;
  return [...value.exceptions.values()].reduce(
    (array, exception) => `(store ${array} ${termOf(exception.index, index)} ${termOf(exception.element, element)})`,
    `((as const ${sortText(sort)}) ${termOf(value.otherwise, element)})`,
  );
}
