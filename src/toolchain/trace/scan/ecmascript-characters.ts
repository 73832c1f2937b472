/*
 * Classes of characters that the ECMAScript lexer tells apart; plain constants, because it asks once per character.
 */
/** White space within a line. @implements LLR-SCN-003 */
export const SPACE = 1;
/** The end of a line. @implements LLR-SCN-003 */
export const LINE = 2;
/** Part of a name, `#` and the backslash of an escape included. @implements LLR-SCN-003 */
export const NAME = 3;
/** A decimal digit. @implements LLR-SCN-003 */
export const DIGIT = 4;
/** A single or double quotation mark. @implements LLR-SCN-003 */
export const QUOTE = 5;
/** The mark of a template. @implements LLR-SCN-003 */
export const BACKQUOTE = 6;
/** Division, regular expression or comment. @implements LLR-SCN-003 */
export const SLASH = 7;
/** Member access, spread or the start of a number. @implements LLR-SCN-003 */
export const DOT = 8;
/** An opening bracket. @implements LLR-SCN-003 */
export const OPEN = 9;
/** A closing bracket. @implements LLR-SCN-003 */
export const CLOSE = 10;
/** Comparison, type argument or JSX element. @implements LLR-SCN-003 */
export const LESS = 11;
/** A mark that starts no longer operator. @implements LLR-SCN-003 */
export const SIMPLE = 12;
/** Any other mark. @implements LLR-SCN-003 */
export const OPERATOR = 0;

/** Class of each ASCII character. */
const asciiClasses = characterClasses();

function characterClasses(): Uint8Array {
  const table = new Uint8Array(128);
  const set = (characters: string, value: number): void => {
    for (const character of characters) table[character.charCodeAt(0)] = value;
  };
  set(' \t\v\f\r\0', SPACE);
  set('\n', LINE);
  set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$\\#', NAME);
  set('0123456789', DIGIT);
  set('\'"', QUOTE);
  set('`', BACKQUOTE);
  set('/', SLASH);
  set('.', DOT);
  set('([{', OPEN);
  set(')]}', CLOSE);
  set('<', LESS);
  set(',;:~@>', SIMPLE);
  return table;
}
/**
 * Class of a character code. Source: ECMA-262 sections 12.2 and 12.3.
 * @implements LLR-SCN-003
 */
export function classOf(code: number): number {
  if (code < 128) return asciiClasses[code] as number;
  if (code === 0x2028 || code === 0x2029) return LINE;
  return isWideSpace(code) ? SPACE : NAME;
}

function isWideSpace(code: number): boolean {
  return (
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x1680 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    (code >= 0x2000 && code <= 0x200a)
  );
}
