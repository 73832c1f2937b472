import { pageStyle } from './page-style.js';

/**
 * Text safe in HTML content and in attributes in double quotes.
 * @implements LLR-COV-051
 */
export function escaped(value: string | number): string {
  return `${value}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/**
 * A page without script that asks for nothing.
 * @implements LLR-COV-051
 */
export function pageFrame(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<main id="main">
${body}
</main>
</body>
</html>
`;
}

/**
 * Name of the page of a source file, beside the index.
 * @implements LLR-COV-051
 */
export function filePageName(path: string): string {
  return `files/${path
    .replaceAll('_', '_u')
    .replaceAll('/', '__')
    .replace(/[^A-Za-z0-9._-]/g, (one) => `_x${one.codePointAt(0)?.toString(16)}_`)}.html`;
}

/** Where something stands, by shape, word and colour. */
export type Mark = 'met' | 'not-met' | 'awaiting' | 'unknown' | 'none';

const shapes: Readonly<Record<Mark, string>> = { met: '✓', 'not-met': '✗', awaiting: '◐', unknown: '?', none: '–' };

/**
 * A mark with its words.
 * @implements LLR-COV-051
 */
export function markOf(mark: Mark, words: string): string {
  return `<span class="mark ${mark}"><span aria-hidden="true">${shapes[mark]}</span> ${escaped(words)}</span>`;
}

/**
 * `reached/total` for a table, or a dash where there is nothing.
 * @implements LLR-COV-051
 */
export function tallyText({ reached, total }: { readonly reached: number; readonly total: number }): string {
  return total === 0 ? '–' : `${reached}/${total}`;
}

/**
 * Names joined by commas, with a count of what is beyond the first.
 * @implements LLR-COV-051
 */
export function fewOf(names: readonly string[], count: number): string {
  const shown = names.slice(0, count).map(escaped).join(', ');
  return names.length > count ? `${shown} <span class="soft">and ${names.length - count} more</span>` : shown;
}
