/**
 * Text with white space runs folded to one space, ends trimmed, in Unicode normal form C: reflow, line endings and
 * indentation do not change it.
 * @implements LLR-KRN-003
 */
export function normalText(text: string): string {
  if (!unusual.test(text) && text.charCodeAt(0) !== 32 && text.charCodeAt(text.length - 1) !== 32) return text;
  const folded = needsFolding.test(text) ? text.replace(whiteSpaceRun, ' ').trim() : text;
  return beyondAscii.test(folded) ? folded.normalize('NFC') : folded;
}

/** Anything but printable ASCII with single spaces. */
const unusual = /[^ -~]| {2}/;
const needsFolding = /[^\S ]|\u0085|^ | $| {2}/;
const whiteSpaceRun = /[\s\u0085]+/g;
const beyondAscii = /[^\x00-\x7f]/;
