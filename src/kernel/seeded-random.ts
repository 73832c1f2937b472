/** A stream of numbers that a seed determines. Randomness reaches the core only as such a value. */
export interface SeededRandom {
  /** The next whole number from 0 to 2^32 - 1. */
  nextWord(): number;
  /** A whole number from 0 to `limit` - 1, each equally likely; `limit` is from 1 to 2^32. */
  below(limit: number): number;
}

/**
 * The xoshiro128** generator (Blackman and Vigna, 2018), its state filled from the seed by splitmix32 steps.
 * @param seed any whole number; its low 32 bits count
 * @implements LLR-KRN-009
 */
export function seededRandom(seed: number): SeededRandom {
  let mix = seed >>> 0;
  const word = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let value = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad);
    value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
    return (value ^ (value >>> 15)) >>> 0;
  };
  return xoshiro128([word(), word(), word(), word()]);
}

/**
 * The xoshiro128** generator from a state of four words, not all of them 0.
 * @implements LLR-KRN-009
 */
export function xoshiro128(state: readonly [number, number, number, number]): SeededRandom {
  let [a, b, c, d] = state;
  const nextWord = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const below = (limit: number): number => {
    const ceiling = 2 ** 32 - (2 ** 32 % limit);
    for (;;) {
      const value = nextWord();
      if (value < ceiling) return value % limit;
    }
  };
  return { nextWord, below };
}
