import { leastCommonMultiple } from '../../../kernel/rational.js';
import type { NetworkName } from '../network.generated.js';
import { networkNames } from '../topology.js';
import type { Choice } from './assemble.js';
import type { Carrier } from './carrier.js';
import type { Cut, CutMember } from './cuts.js';
import { virtualLinkCountMax } from './ledger.js';
import type { MessageClass, Problem } from './problem.js';

/** What a query asks beyond the limits: at most so much reserved bandwidth, and at most such a load of each port. */
export interface Aim {
  readonly reservedBitsMax?: bigint;
  /** In bits in 128 ms at a rate that all rates divide; see `loadUnitOf`. */
  readonly loadMax?: bigint;
}

/** A variable of the encoding, and what it says when it is true. */
interface Meaning {
  readonly class: MessageClass;
  readonly carrier?: Carrier;
  readonly first?: number;
  readonly network?: NetworkName;
  readonly tree?: number;
}

/** A query in SMT-LIB 2.6, without `check-sat`, and the names of its Boolean variables. */
export interface Encoding {
  readonly text: string;
  readonly names: readonly string[];
}

/**
 * The rate of which all rates are divisors: loads of ports are compared as bits at this rate.
 *
 * @implements LLR-VLO-018
 */
export function loadUnitOf(problem: Problem): bigint {
  return problem.ports.reduce((unit, { rateBitsPerSecond }) => leastCommonMultiple(unit, BigInt(rateBitsPerSecond)), 1n);
}

/** The choices of a problem as Boolean variables, and its limits as linear constraints over them. */
export class ExactEncoding {
  readonly #problem: Problem;
  readonly #meanings = new Map<string, Meaning>();
  /** Carriers by class with their variables. */
  readonly #carriers: { readonly name: string; readonly class: MessageClass; readonly carrier: Carrier }[] = [];
  readonly #base: readonly string[];

  /**
   * Encodes that each message is in exactly one carrier, that each virtual link has one tree on each network it uses, and the limits of
   * ports, shares, bursts and counts.
   *
   * @implements LLR-VLO-018
   */
  constructor(problem: Problem) {
    this.#problem = problem;
    for (const own of problem.classes) {
      own.carriers.forEach((carrier, index) => {
        const name = `c${own.index}_${index}`;
        this.#meanings.set(name, { class: own, carrier });
        this.#carriers.push({ name, class: own, carrier });
      });
      for (const first of own.messages) {
        for (const network of networkNames) {
          own.trees[network].forEach((_, tree) => {
            this.#meanings.set(treeName(first, network, tree), { class: own, first, network, tree });
          });
        }
      }
    }
    this.#base = [...this.#partition(), ...this.#trees(), ...this.#ports(), ...this.#senders(), ...this.#counts()];
  }

  /**
   * The query for an aim under the cuts found so far.
   *
   * @implements LLR-VLO-018
   */
  query(aim: Aim, cuts: readonly Cut[]): Encoding {
    const names = [...this.#meanings.keys()];
    const { reservedBitsMax, loadMax } = aim;
    const lines = [
      '(set-logic QF_LIA)',
      ...names.map((name) => `(declare-const ${name} Bool)`),
      ...this.#base.map((formula) => `(assert ${formula})`),
      ...cuts.map((cut) => `(assert ${this.#cut(cut)})`),
      ...(reservedBitsMax === undefined ? [] : [`(assert (<= ${sum(this.#reserved())} ${reservedBitsMax}))`]),
      ...(loadMax === undefined ? [] : this.#loads(loadMax).map((formula) => `(assert ${formula})`)),
    ];
    return { text: `${lines.join('\n')}\n`, names };
  }

  /**
   * The choices that a model of a query stands for.
   *
   * @param isTrue the value of a variable in the model
   * @implements LLR-VLO-018
   */
  choicesOf(isTrue: (name: string) => boolean): readonly Choice[] {
    const choices = this.#carriers.flatMap(({ name, class: own, carrier }): readonly Choice[] => {
      if (!isTrue(name)) return [];
      const first = carrier.messages[0] ?? 0;
      const trees: Partial<Record<NetworkName, number>> = {};
      for (const network of networkNames) {
        const tree = own.trees[network].findIndex((_, index) => isTrue(treeName(first, network, index)));
        if (tree >= 0) trees[network] = tree;
      }
      return [{ class: own, carrier, trees }];
    });
    const carried = choices.flatMap(({ carrier }) => carrier.messages);
    if (new Set(carried).size !== carried.length || carried.length !== this.#problem.messages.length) {
      throw new Error('a model of the encoding carries each message once');
    }
    return choices;
  }

  #partition(): readonly string[] {
    return this.#problem.messages.map((_, index) =>
      exactlyOne(this.#carriers.filter(({ carrier }) => carrier.messages.includes(index)).map(({ name }) => name)),
    );
  }

  #trees(): readonly string[] {
    return this.#problem.classes.flatMap((own) =>
      own.messages.flatMap((first) => {
        const names = networkNames.map((network) => own.trees[network].map((_, tree) => treeName(first, network, tree)));
        return own.redundancyLevel === 2 ? names.map(exactlyOne) : [exactlyOne(names.flat())];
      }),
    );
  }

  /** For each port the terms of the virtual links that pass it, by reservation group. */
  #terms(port: number): readonly { readonly group: string; readonly term: string }[] {
    const network = this.#problem.ports[port]?.network ?? 'A';
    return this.#carriers.flatMap(({ name, class: own, carrier }) => {
      const using = own.trees[network].flatMap(({ ports }, tree) =>
        ports.includes(port) ? [treeName(carrier.messages[0] ?? 0, network, tree)] : [],
      );
      if (using.length === 0) return [];
      const forced = own.redundancyLevel === 2 && using.length === own.trees[network].length;
      return [{ group: own.group, term: `(ite ${forced ? name : `(and ${name} ${anyOf(using)})`} ${carrier.wireBits} 0)` }];
    });
  }

  #ports(): readonly string[] {
    return this.#problem.ports.flatMap(({ capacityBits, shareBits, fixedBits }, port) => {
      const terms = this.#terms(port);
      if (terms.length === 0) return [];
      const fixed = fixedBits.safetyCritical + fixedBits.missionCritical + fixedBits.nonCritical;
      const shares = (['safetyCritical', 'missionCritical', 'nonCritical'] as const).flatMap((group) => {
        const own = terms.filter((each) => each.group === group).map(({ term }) => term);
        return own.length === 0 ? [] : [`(<= ${sum(own)} ${number(shareBits[group] - fixedBits[group])})`];
      });
      return [`(<= ${sum(terms.map(({ term }) => term))} ${number(capacityBits - fixed)})`, ...shares];
    });
  }

  #loads(loadMax: bigint): readonly string[] {
    const unit = loadUnitOf(this.#problem);
    return this.#problem.ports.map(({ rateBitsPerSecond, fixedBits }, port) => {
      const factor = unit / BigInt(rateBitsPerSecond);
      const fixed = BigInt(fixedBits.safetyCritical + fixedBits.missionCritical + fixedBits.nonCritical);
      const room = loadMax - fixed * factor;
      return `(<= ${sum(this.#terms(port).map(({ term }) => term))} ${number(room < 0n ? -1n : room / factor)})`;
    });
  }

  #senders(): readonly string[] {
    return this.#problem.senders.flatMap(({ endSystem, network, burstBitsMax, fixedBurstBits }) => {
      const terms = this.#carriers.flatMap(({ name, class: own, carrier }) => {
        if (own.source !== endSystem || own.trees[network].length === 0) return [];
        const names = own.trees[network].map((_, tree) => treeName(carrier.messages[0] ?? 0, network, tree));
        return [`(ite ${own.redundancyLevel === 2 ? name : `(and ${name} ${anyOf(names)})`} ${carrier.burstBits} 0)`];
      });
      return terms.length === 0 ? [] : [`(<= ${sum(terms)} ${number(burstBitsMax - fixedBurstBits)})`];
    });
  }

  #counts(): readonly string[] {
    return [...new Set(this.#problem.classes.map(({ source }) => source))].map((source) => {
      const terms = this.#carriers.flatMap(({ name, class: own }) => (own.source === source ? [`(ite ${name} 1 0)`] : []));
      return `(<= ${sum(terms)} ${number(virtualLinkCountMax - (this.#problem.fixedCounts.get(source) ?? 0))})`;
    });
  }

  #reserved(): readonly string[] {
    return this.#carriers.map(({ name, carrier }) => `(ite ${name} ${carrier.reservedBits} 0)`);
  }

  #cut({ members, isExact }: Cut): string {
    const literals = members.flatMap((member) => this.#literals(member, isExact));
    return literals.length === 0 ? 'false' : `(not (and ${literals.join(' ')} true))`;
  }

  /** That a member of a cut, or where the cut is not exact one at least as bad, is chosen on that tree. */
  #literals({ choice, network, late }: CutMember, isExact: boolean): readonly string[] {
    const meant = choice.carrier;
    const first = meant.messages[0] ?? 0;
    const worse = this.#carriers.filter(
      ({ carrier }) =>
        carrier === meant ||
        (!isExact &&
          carrier.messages.join('+') === meant.messages.join('+') &&
          carrier.frameBytes >= meant.frameBytes &&
          carrier.gapMilliseconds <= meant.gapMilliseconds &&
          (!late || carrier.deadlineMicroseconds <= meant.deadlineMicroseconds)),
    );
    return [anyOf(worse.map(({ name }) => name)), treeName(first, network, choice.trees[network] ?? 0)];
  }
}

function treeName(first: number, network: NetworkName, tree: number): string {
  return `t${first}${network}${tree}`;
}

function exactlyOne(names: readonly string[]): string {
  return `(= ${sum(names.map((name) => `(ite ${name} 1 0)`))} 1)`;
}

function anyOf(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? 'false') : names.length === 0 ? 'false' : `(or ${names.join(' ')})`;
}

function sum(terms: readonly string[]): string {
  return terms.length === 0 ? '0' : terms.length === 1 ? (terms[0] ?? '0') : `(+ ${terms.join(' ')})`;
}

function number(value: number | bigint): string {
  return value < 0 ? `(- ${-value})` : String(value);
}
