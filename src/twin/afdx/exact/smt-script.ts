/**
 * Text of an SMT-LIB 2 script in linear real arithmetic, written line by line.
 *
 * @implements LLR-EXA-006
 */
export class SmtScript {
  readonly #lines: string[] = [];
  readonly #names = new Set<string>();

  /** A comment of one line. */
  note(text: string): void {
    this.#lines.push(`; ${text.replace(/[^\x20-\x7e]/g, '?')}`);
  }

  /** Declares a number. Throws when the name is taken: solvers differ in what they make of such a text. */
  real(name: string): string {
    return this.#declare(name, 'Real');
  }

  /** Declares a truth value. Throws when the name is taken. */
  truth(name: string): string {
    return this.#declare(name, 'Bool');
  }

  assert(term: string): void {
    this.#lines.push(`(assert ${term})`);
  }

  text(): string {
    return `(set-logic QF_LRA)\n${this.#lines.join('\n')}\n`;
  }

  #declare(name: string, sort: 'Real' | 'Bool'): string {
    if (this.#names.has(name)) throw new Error(`${name} is declared twice`);
    this.#names.add(name);
    this.#lines.push(`(declare-const ${name} ${sort})`);
    return name;
  }
}

/**
 * A whole number as a term.
 * @implements LLR-EXA-006
 */
export function numeral(value: number): string {
  return value < 0 ? `(- ${-value})` : `${value}`;
}

/**
 * The sum of terms; 0 when there is none. Zeros are left out.
 * @implements LLR-EXA-006
 */
export function sum(...terms: readonly string[]): string {
  const rest = terms.filter((term) => term !== '0');
  return rest.length > 1 ? `(+ ${rest.join(' ')})` : (rest[0] ?? '0');
}

/**
 * a - b.
 * @implements LLR-EXA-006
 */
export function difference(a: string, b: string): string {
  return b === '0' ? a : `(- ${a} ${b})`;
}

/**
 * a ≤ b.
 * @implements LLR-EXA-006
 */
export function atMost(a: string, b: string): string {
  return `(<= ${a} ${b})`;
}

/**
 * a = b.
 * @implements LLR-EXA-006
 */
export function equal(a: string, b: string): string {
  return `(= ${a} ${b})`;
}

/**
 * Each of the terms holds; true when there is none.
 * @implements LLR-EXA-006
 */
export function all(...terms: readonly string[]): string {
  return terms.length > 1 ? `(and ${terms.join(' ')})` : (terms[0] ?? 'true');
}

/**
 * One of the terms holds; false when there is none.
 * @implements LLR-EXA-006
 */
export function some(...terms: readonly string[]): string {
  return terms.length > 1 ? `(or ${terms.join(' ')})` : (terms[0] ?? 'false');
}

/**
 * The term does not hold.
 * @implements LLR-EXA-006
 */
export function not(term: string): string {
  return `(not ${term})`;
}

/**
 * If the first holds, so does the second.
 * @implements LLR-EXA-006
 */
export function implies(condition: string, consequence: string): string {
  return `(=> ${condition} ${consequence})`;
}

/**
 * The first number if the condition holds, else 0.
 * @implements LLR-EXA-006
 */
export function counted(condition: string, value: string): string {
  return condition === 'true' ? value : `(ite ${condition} ${value} 0)`;
}
