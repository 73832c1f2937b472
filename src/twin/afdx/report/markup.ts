/**
 * Text made safe for the content and the quoted attributes of HTML and SVG.
 *
 * @implements LLR-RPT-004
 */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/**
 * A share in percent with two decimals, rounded up.
 *
 * @implements LLR-RPT-004
 */
export function percentText(percent: number): string {
  return `${(Math.ceil(percent * 100 - 1e-9) / 100).toFixed(2)} %`;
}

/**
 * The class that colours a load: low below 30 %, middle below 70 %, high from there on.
 *
 * @implements LLR-RPT-004
 */
export function loadClassOf(percent: number): 'low' | 'middle' | 'high' {
  if (percent < 30) return 'low';
  return percent < 70 ? 'middle' : 'high';
}

/**
 * Picoseconds as microseconds with two decimals; a bound rounds up, a margin down.
 *
 * @implements LLR-RPT-004
 */
export function microsecondsFixed(picoseconds: bigint, direction: 'up' | 'down'): string {
  const unit = 10_000n;
  const floor = picoseconds >= 0n || picoseconds % unit === 0n ? picoseconds / unit : picoseconds / unit - 1n;
  const hundredths = direction === 'down' || floor * unit === picoseconds ? floor : floor + 1n;
  const digits = (hundredths < 0n ? -hundredths : hundredths).toString().padStart(3, '0');
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
