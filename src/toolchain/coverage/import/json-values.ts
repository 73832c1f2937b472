import { countFrom, isLine } from './file-draft.js';
import type { ImportFindings } from './import-finding.js';

/** An object of a JSON file with the path by which a finding names it. */
export interface JsonObject {
  readonly path: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/**
 * Whether a value is a JSON object.
 * @implements LLR-CVI-002
 */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Typed views of a JSON file that was not written here: what has another type is a finding with its path, and is left out.
 * @implements LLR-CVI-002
 */
export class JsonValues {
  readonly #findings: ImportFindings;

  constructor(findings: ImportFindings) {
    this.#findings = findings;
  }

  /** The objects of a list; none where the member is absent. */
  objects({ path, members }: JsonObject, key: string): readonly JsonObject[] {
    return this.list({ path, members }, key).flatMap((value, index) => {
      const here = `${path}.${key}[${index}]`;
      if (isJsonObject(value)) return [{ path: here, members: value }];
      this.#wrong(here, 'an object');
      return [];
    });
  }

  /** The objects by their keys. */
  objectsByKey({ path, members }: JsonObject, key: string): ReadonlyMap<string, JsonObject> {
    const found = new Map<string, JsonObject>();
    const value = members[key];
    if (value !== undefined && !isJsonObject(value)) this.#wrong(`${path}.${key}`, 'an object');
    if (!isJsonObject(value)) return found;
    for (const [name, one] of Object.entries(value)) {
      const here = `${path}.${key}[${JSON.stringify(name)}]`;
      if (isJsonObject(one)) found.set(name, { path: here, members: one });
      else this.#wrong(here, 'an object');
    }
    return found;
  }

  /** A list; empty where the member is absent. */
  list({ path, members }: JsonObject, key: string): readonly unknown[] {
    const value = members[key];
    if (Array.isArray(value)) return value as readonly unknown[];
    if (value !== undefined) this.#wrong(`${path}.${key}`, 'a list');
    return [];
  }

  /** A text. */
  text({ path, members }: JsonObject, key: string): string | undefined {
    const value = members[key];
    if (typeof value === 'string' && value !== '') return value;
    this.#wrong(`${path}.${key}`, 'a text');
    return undefined;
  }

  /** The number of a line. */
  line({ path, members }: JsonObject, key: string): number | undefined {
    const value = members[key];
    if (isLine(value)) return value;
    this.#wrong(`${path}.${key}`, 'the number of a line');
    return undefined;
  }

  /** A count. */
  count({ path, members }: JsonObject, key: string): number | undefined {
    const count = countFrom(members[key]);
    if (count === undefined) this.#wrong(`${path}.${key}`, 'a count');
    return count;
  }

  #wrong(path: string, expected: string): void {
    this.#findings.add('CVI-104', `${path} is not ${expected}`);
  }
}
