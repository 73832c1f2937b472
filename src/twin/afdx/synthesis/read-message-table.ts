import { compareDiagnostics, type Diagnostic, type Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { AfdxColumns } from './columns.generated.js';
import { type CsvField, type CsvRow, readCsv } from './csv.js';
import { type Message, messageSubject } from './message.js';
import { type MessageSet, repeatedNames } from './read-messages.js';
import {
  criticalityOf,
  deadlineMicrosecondsOf,
  periodMillisecondsOf,
  redundancyLevelOf,
  sizeBytesOf,
  type TableValue,
} from './table-values.js';

type Figure = keyof AfdxColumns['columns'];

/** What the reader needs at each row. */
interface Reading {
  readonly path: string;
  readonly columns: AfdxColumns;
  readonly indexOf: ReadonlyMap<Figure, number>;
  readonly fieldCount: number;
  readonly diagnostics: Diagnostic[];
}

/**
 * Reads messages from a table of separated values with a column mapping. AFDX-242: a mapped column is not in the first row; AFDX-243:
 * form of the table; AFDX-244: a value that is no such figure; AFDX-245: a name used twice, or rows of one message that differ;
 * AFDX-248 (note): a period or deadline rounded to the safe side. Each row is looked at; with any error there is no value.
 *
 * @implements LLR-VLO-003
 */
export function readMessageTable(
  input: { readonly path: string; readonly text: string },
  columns: AfdxColumns,
): Read<MessageSet | undefined> {
  const table = readCsv(input.text, columns.separator);
  const [head, ...rows] = table.rows;
  const diagnostics: Diagnostic[] = table.faults.map(({ message, line, column }) =>
    formFinding(message, { path: input.path, line, column }),
  );
  const reading = {
    path: input.path,
    columns,
    indexOf: indexOf(input.path, columns, head, diagnostics),
    fieldCount: head?.fields.length ?? 0,
    diagnostics,
  };
  const read = rows.flatMap((row) => messageOf(row, reading) ?? []);
  const messages = columns.rows === 'destination' ? joined(read, diagnostics) : read;
  diagnostics.push(...repeatedNames(messages));
  diagnostics.sort(compareDiagnostics);
  const wrong = diagnostics.some(({ severity }) => severity === 'error');
  return { value: wrong ? undefined : { title: input.path, messages }, diagnostics };
}

function indexOf(path: string, { columns }: AfdxColumns, head: CsvRow | undefined, diagnostics: Diagnostic[]): ReadonlyMap<Figure, number> {
  const titles = (head?.fields ?? []).map(({ text }) => text);
  const index = new Map<Figure, number>();
  for (const [figure, title] of Object.entries(columns) as [Figure, string][]) {
    const found = titles.flatMap((text, at) => (text === title ? [at] : []));
    if (found.length === 1) index.set(figure, found[0] as number);
    else if (found.length > 1 || required.has(figure)) {
      diagnostics.push({
        code: 'AFDX-242',
        severity: 'error',
        message: `the table has ${found.length === 0 ? 'no column' : `${found.length} columns`} "${title}" for the figure "${figure}"`,
        place: { path, line: head?.line ?? 1, column: 1 },
        why: `the first row has the titles ${titles.map((text) => `"${text}"`).join(', ') || '(none)'}`,
        fix: 'correct the column mapping, or the separator',
      });
    }
  }
  return index;
}

const required: ReadonlySet<Figure> = new Set(['name', 'source', 'destinations', 'size', 'period']);

function messageOf(row: CsvRow, reading: Reading): Message | undefined {
  const { columns, diagnostics, path } = reading;
  const place = { path, line: row.line, column: 1 };
  if (row.fields.length !== reading.fieldCount) {
    diagnostics.push(formFinding(`the row has ${row.fields.length} fields, the first row has ${reading.fieldCount}`, place));
    return undefined;
  }
  const before = diagnostics.length;
  const field = (figure: Figure): CsvField | undefined => {
    const found = row.fields[reading.indexOf.get(figure) ?? -1];
    return found === undefined || found.text === '' ? undefined : found;
  };
  const figure = <T>(name: Figure, read: (text: string) => TableValue<T>, otherwise?: T): T | undefined => {
    const found = field(name);
    if (found === undefined) {
      if (otherwise === undefined && reading.indexOf.has(name)) diagnostics.push(valueFinding(`the field "${name}" is empty`, place));
      else if (otherwise === undefined && !required.has(name)) diagnostics.push(valueFinding(`nothing gives the figure "${name}"`, place));
      return otherwise;
    }
    const at = { path, line: found.line, column: found.column };
    const result = read(found.text);
    if ('fault' in result) diagnostics.push(valueFinding(result.fault, at));
    else if (result.changed !== undefined) diagnostics.push(roundedNote(result.changed, at));
    return 'fault' in result ? undefined : result.value;
  };
  const text = (value: string): TableValue<string> => ({ value });
  const { units = {}, defaults = {} } = columns;
  const period = figure('period', (value) => periodMillisecondsOf(value, units.period ?? 'ms'));
  const deadlineOtherwise = defaults.deadlineMicroseconds ?? (period === undefined ? 1 : Math.min(period * 1000, 10_000_000));
  const values = {
    name: figure('name', text),
    source: figure('source', text),
    destinations: figure('destinations', text),
    size: figure('size', (value) => sizeBytesOf(value, units.size ?? 'byte')),
    deadline: figure('deadline', (value) => deadlineMicrosecondsOf(value, units.deadline ?? 'ms'), deadlineOtherwise),
    criticality: figure('criticality', (value) => criticalityOf(value, columns.criticalities ?? {}), defaults.criticality),
    redundancy: figure('redundancy', redundancyLevelOf, defaults.redundancyLevel ?? 2),
  };
  if (diagnostics.slice(before).some(({ severity }) => severity === 'error')) return undefined;
  const { name, source, destinations, size, deadline, criticality, redundancy } = values;
  if (name === undefined || source === undefined || destinations === undefined || size === undefined) return undefined;
  if (period === undefined || deadline === undefined || criticality === undefined || redundancy === undefined) return undefined;
  return {
    name,
    purpose: field('purpose')?.text ?? name,
    sizeBytes: size,
    periodMilliseconds: period,
    deadlineMicroseconds: deadline,
    criticality,
    source: endSystemOf(source, columns),
    destinations: destinationsOf(destinations, columns),
    redundancyLevel: redundancy,
    advisoryReason: field('advisoryReason')?.text ?? defaults.advisoryReason,
    place,
  };
}

function destinationsOf(text: string, columns: AfdxColumns): readonly string[] {
  const names = text.split(columns.destinationSeparator ?? ' ').map((name) => name.trim());
  return names.filter((name) => name !== '').map((name) => endSystemOf(name, columns));
}

function endSystemOf(name: string, { endSystems = {} }: AfdxColumns): string {
  return (Object.hasOwn(endSystems, name) ? endSystems[name] : undefined) ?? name;
}

/** Rows with the same name and source as one message; the first row gives its figures, the others must agree. */
function joined(rows: readonly Message[], diagnostics: Diagnostic[]): readonly Message[] {
  const byKey = new Map<string, Message>();
  for (const row of rows) {
    const key = JSON.stringify([row.name, row.source]);
    const first = byKey.get(key);
    if (first === undefined) byKey.set(key, row);
    else if (figuresOf(first) !== figuresOf(row)) {
      diagnostics.push({
        code: 'AFDX-245',
        severity: 'error',
        message: `the rows of the message "${row.name}" give different figures`,
        place: row.place,
        why: `line ${first.place.line} begins the message; its rows differ in their destinations only`,
        fix: 'let the rows agree, or name two messages',
        subjects: [messageSubject(row)],
      });
    } else byKey.set(key, { ...first, destinations: [...first.destinations, ...row.destinations] });
  }
  return [...byKey.values()];
}

function figuresOf({ destinations: _destinations, place: _place, ...figures }: Message): string {
  return JSON.stringify(figures);
}

function formFinding(message: string, place: Place): Diagnostic {
  return {
    code: 'AFDX-243',
    severity: 'error',
    message,
    place,
    why: 'the row cannot be divided into its columns',
    fix: 'correct the quotes and separators of the row',
  };
}

function valueFinding(message: string, place: Place): Diagnostic {
  return {
    code: 'AFDX-244',
    severity: 'error',
    message,
    place,
    why: 'the message cannot be planned without this figure',
    fix: 'correct the field, or the units and words of the column mapping',
  };
}

function roundedNote(message: string, place: Place): Diagnostic {
  return {
    code: 'AFDX-248',
    severity: 'note',
    message,
    place,
    why: 'periods count whole milliseconds and deadlines whole microseconds; both are rounded down, to the safe side',
    fix: 'none is needed when the shorter figure is acceptable',
  };
}
