import { compareRationals, type Rational, rational, zero } from '../../../kernel/rational.js';
import { loadWindowMilliseconds } from '../wire.js';
import type { Choice } from './assemble.js';
import { Ledger } from './ledger.js';
import type { Problem } from './problem.js';

/**
 * The bits in 128 ms that choices reserve.
 *
 * @implements LLR-VLO-016
 */
export function reservedBitsOf(choices: readonly Choice[]): bigint {
  return choices.reduce((sum, { carrier }) => sum + BigInt(carrier.reservedBits), 0n);
}

/**
 * The highest load of a port, as a share of its rate, and that port; the first of several. Virtual links that stay count.
 *
 * @implements LLR-VLO-016
 */
export function highestLoadOf(
  problem: Problem,
  choices: readonly Choice[],
): { readonly load: Rational; readonly port: string | undefined } {
  const ledger = new Ledger(problem);
  for (const choice of choices) ledger.add(choice);
  let highest: { load: Rational; port: string | undefined } = { load: zero, port: undefined };
  problem.ports.forEach(({ key, rateBitsPerSecond }, index) => {
    const load = rational(BigInt(ledger.portBits(index)) * 1000n, BigInt(rateBitsPerSecond) * loadWindowMilliseconds);
    if (compareRationals(load, highest.load) > 0) highest = { load, port: key };
  });
  return highest;
}
