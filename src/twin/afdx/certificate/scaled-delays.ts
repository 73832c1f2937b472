import { greatestCommonDivisor } from '../../../kernel/rational.js';
import type { ClaimedPort, Priority } from './certificate-claims.js';

/**
 * Longest common denominator of all claimed delays, in bits. It bounds the time that a hostile certificate can ask for; 2500 virtual
 * links of two priorities over 60 switches need 24 000.
 * @implements LLR-CCK-007
 */
export const denominatorBitsMax = 100_000;

/**
 * The claimed delays of all ports as whole multiples of 1 / `scale` ticks.
 *
 * @implements LLR-CCK-007
 */
export class ScaledDelays {
  readonly scale: bigint;
  readonly #ports: readonly (ClaimedPort | undefined)[];
  readonly #known = new Map<string, bigint | undefined>();

  constructor(ports: readonly (ClaimedPort | undefined)[], scale: bigint) {
    this.#ports = ports;
    this.scale = scale;
  }

  /** The claimed delay at a port; `undefined` when it is missing or malformed. */
  of(port: number, priority: Priority): bigint | undefined {
    const key = `${port} ${priority}`;
    if (this.#known.has(key)) return this.#known.get(key);
    const value = this.#ports[port]?.delays.get(priority)?.value;
    const delay = value === undefined ? undefined : value.numerator * (this.scale / value.denominator);
    this.#known.set(key, delay);
    return delay;
  }
}

/**
 * The claimed delays over a common denominator; `undefined` when it is longer than the limit. Delays of later ports have the
 * denominators of earlier ones times a short factor, so that the common divisor is found in few steps.
 * @implements LLR-CCK-007
 */
export function scaledDelaysOf(ports: readonly (ClaimedPort | undefined)[]): ScaledDelays | undefined {
  const limit = 1n << BigInt(denominatorBitsMax);
  let scale = 1n;
  for (const port of ports) {
    for (const { value } of port?.delays.values() ?? []) {
      if (value === undefined) continue;
      const rest = scale % value.denominator;
      if (rest !== 0n) scale *= value.denominator / greatestCommonDivisor(value.denominator, rest);
      if (scale > limit) return undefined;
    }
  }
  return new ScaledDelays(ports, scale);
}
