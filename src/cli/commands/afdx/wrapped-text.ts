const columnsMax = 100;

/**
 * One line of text, with a line feed, broken at spaces into lines of at most 100 columns; what follows is indented by four more columns
 * than the line began with. A longer word has a line of its own.
 * @implements LLR-TTS-023
 */
export function wrappedText(text: string): string {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = indent;
  let isEmpty = true;
  for (const word of text.slice(indent.length).split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > columnsMax) {
      lines.push(line);
      line = `${indent}    `;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].map((each) => `${each}\n`).join('');
}
