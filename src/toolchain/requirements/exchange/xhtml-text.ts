import type { XmlElement } from './xml-tree.js';

const blocks = new Set([
  'div',
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'dl',
  'dt',
  'dd',
  'table',
  'pre',
  'blockquote',
  'address',
  'li',
  'caption',
  'tr',
  'hr',
]);

/** Blocks of text under way, and the inline content since the last block: whole lines, and pieces of the line begun. */
interface Writer {
  readonly parts: string[];
  lines: string[];
  pieces: string[];
  /** White space at this place means nothing: a line begins, or the text before it ends in a space. */
  isFresh: boolean;
}

/**
 * The text of an XHTML value as Markdown-like plain text: paragraphs apart by a blank line, `br` as a line end, lists with `- ` or `1. `,
 * nested lists indented by two spaces, table rows with ` | ` between cells, objects as `[object: name]`. White space is folded but in `pre`.
 * Source: XHTML Modularization 1.1; ReqIF 1.2 section 10.5 for the modules that a value may hold.
 * @implements LLR-IMP-042
 */
export function xhtmlTextOf(value: XmlElement): string {
  return blocksOf(value).join('\n\n');
}

/** The blocks inside an element, none of them empty. */
function blocksOf(element: XmlElement): readonly string[] {
  const writer: Writer = { parts: [], lines: [], pieces: [], isFresh: true };
  addContent(writer, element);
  flush(writer);
  return writer.parts;
}

function addContent(writer: Writer, element: XmlElement): void {
  for (const child of element.children) {
    if (typeof child === 'string') addInline(writer, child);
    else if (child.name === 'br') endLine(writer);
    else if (child.name === 'object') addObject(writer, child);
    else if (blocks.has(child.name)) addBlock(writer, child);
    else addContent(writer, child);
  }
}

function addInline(writer: Writer, text: string): void {
  const folded = text.replace(/[ \t\r\n]+/gu, ' ');
  const piece = writer.isFresh && folded.startsWith(' ') ? folded.slice(1) : folded;
  if (piece === '') return;
  writer.pieces.push(piece);
  writer.isFresh = piece.endsWith(' ');
}

function endLine(writer: Writer): void {
  writer.lines.push(trimmedEnd(writer.pieces.join('')));
  writer.pieces = [];
  writer.isFresh = true;
}

function flush(writer: Writer): void {
  endLine(writer);
  addIfAny(writer, trimmedEnd(writer.lines.join('\n')).replace(/^\n+/u, ''));
  writer.lines = [];
}

function addBlock(writer: Writer, element: XmlElement): void {
  flush(writer);
  switch (element.name) {
    case 'pre':
      writer.parts.push(rawTextOf(element));
      return;
    case 'ul':
    case 'ol':
      addIfAny(
        writer,
        itemsOf(element)
          .map((item, index) => listItem(item, element.name === 'ol' ? `${index + 1}. ` : '- '))
          .join('\n'),
      );
      return;
    case 'table':
      addIfAny(writer, rowsOf(element).join('\n'));
      return;
    default:
      // One by one, since a spread call is limited in its number of arguments.
      for (const block of blocksOf(element)) writer.parts.push(block);
  }
}

function addIfAny(writer: Writer, text: string): void {
  if (text !== '') writer.parts.push(text);
}

function itemsOf(list: XmlElement): readonly XmlElement[] {
  return list.children.filter((child) => typeof child !== 'string');
}

function listItem(item: XmlElement, mark: string): string {
  const nested = item.name === 'ul' || item.name === 'ol';
  const text = (nested ? blocksOf({ ...item, children: [item] }) : blocksOf(item)).join('\n');
  return (nested ? `  ${text}` : mark + text).replaceAll('\n', '\n  ');
}

function rowsOf(table: XmlElement): readonly string[] {
  return itemsOf(table).flatMap((child) => {
    if (child.name === 'tr')
      return [
        itemsOf(child)
          .map((cell) => blocksOf(cell).join(' ').replaceAll('\n', ' '))
          .join(' | '),
      ];
    return child.name === 'caption' ? [blocksOf(child).join(' ')] : rowsOf(child);
  });
}

/** An embedded object is named; where it holds a readable alternative, that is taken as well. */
function addObject(writer: Writer, element: XmlElement): void {
  const name = element.attributes.get('data') ?? element.attributes.get('name') ?? '';
  const alternative = blocksOf(element).join(' ');
  const description = [name, alternative].filter((part) => part !== '').join(' ');
  addInline(writer, `[object: ${description}]`);
}

function rawTextOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : child.name === 'br' ? '\n' : rawTextOf(child))).join('');
}

/** Without XML white space at the end; a loop, since a regular expression would take quadratic time. */
function trimmedEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n'.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}
