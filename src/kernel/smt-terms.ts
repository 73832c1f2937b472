import { type Rational, rational, rationalFrom } from './rational.js';

/** A term of SMT-LIB: a symbol, number or text as written, or a list. */
export type SmtTerm = string | readonly SmtTerm[];

/** Symbols, numbers, text in "…" and symbols in |…|; brackets; comments to the end of the line. */
const token = /;[^\n]*|\s+|[()]|"(?:[^"]|"")*"|\|[^|]*\||[^\s()|";]+/gy;

/**
 * The terms of an SMT-LIB text, one after the other; `undefined` when a bracket or a quote is not closed or closes nothing.
 *
 * @implements LLR-EXA-002
 */
export function smtTermsOf(text: string): readonly SmtTerm[] | undefined {
  const open: SmtTerm[][] = [[]];
  let end = 0;
  for (const match of text.matchAll(token)) {
    const [word] = match;
    if (match.index !== end) return undefined;
    end += word.length;
    if (word === '(') open.push([]);
    else if (word === ')') {
      const list = open.pop();
      const outer = open.at(-1);
      if (list === undefined || outer === undefined) return undefined;
      outer.push(list);
    } else if (!word.startsWith(';') && word.trim() !== '') open.at(-1)?.push(word);
  }
  return end === text.length && open.length === 1 ? open[0] : undefined;
}

/**
 * A term as SMT-LIB text, on one line.
 *
 * @implements LLR-EXA-002
 */
export function smtText(term: SmtTerm): string {
  return typeof term === 'string' ? term : `(${term.map(smtText).join(' ')})`;
}

/**
 * The number that a value of sort Real or Int stands for, such as `4.0`, `(- 3)` or `(/ (- 1.0) 2.0)`; `undefined` for any other term.
 *
 * @implements LLR-EXA-002
 */
export function rationalOfTerm(term: SmtTerm): Rational | undefined {
  if (typeof term === 'string') return /^\d+(\.\d+)?$/.test(term) ? rationalFrom(term) : undefined;
  const [head, ...parts] = term;
  const [first, second] = parts.map(rationalOfTerm);
  if (head === '-' && first !== undefined && parts.length === 1) return rational(-first.numerator, first.denominator);
  if (head !== '/' || parts.length !== 2 || first === undefined || second === undefined || second.numerator === 0n) return undefined;
  return rational(first.numerator * second.denominator, first.denominator * second.numerator);
}
