/**
 * The lines of a text without their ends (LF, CR LF or CR) and without a byte order mark.
 * @implements LLR-IMP-002
 */
export function linesOf(text: string): readonly string[] {
  return withoutByteOrderMark(text).split(/\r\n|\n|\r/u);
}

/**
 * The text without a leading U+FEFF.
 * @implements LLR-IMP-002
 */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/**
 * Lines joined, without blank lines at both ends.
 * @implements LLR-IMP-002
 */
export function blockText(lines: readonly string[]): string {
  let first = 0;
  let last = lines.length;
  while (first < last && lines[first]?.trim() === '') first += 1;
  while (last > first && lines[last - 1]?.trim() === '') last -= 1;
  return lines
    .slice(first, last)
    .map((line) => line.trimEnd())
    .join('\n');
}
