import { escapedText } from './xml-text.js';

/**
 * A text as the XHTML of a ReqIF attribute value: one `div` with a `p` for each paragraph and `br` for line ends. Text whose white space a
 * reader of XHTML would fold stands in a `pre`, so that it reads back unchanged. Source: schema type XHTML-CONTENT (block content only).
 * @implements LLR-IMP-064
 */
export function xhtmlOf(text: string): string {
  const content = readsBackFromParagraphs(text)
    ? text
        .split('\n\n')
        .map((paragraph) => `<xhtml:p>${escapedText(paragraph).replaceAll('\n', '<xhtml:br/>')}</xhtml:p>`)
        .join('')
    : `<xhtml:pre>${escapedText(text)}</xhtml:pre>`;
  return `<xhtml:div>${content}</xhtml:div>`;
}

function readsBackFromParagraphs(text: string): boolean {
  if (/[\t\r]| {2}| \n|\n |\n{3}/u.test(text)) return false;
  return text !== '' && !/^[ \n]/u.test(text) && !' \n'.includes(text.slice(-1));
}
