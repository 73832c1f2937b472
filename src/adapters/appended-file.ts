import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A file that is made when the first text comes, and to which each text is handed over to the operating system at once, so that a
 * process that is killed loses none.
 * @implements LLR-COV-012
 */
export class AppendedFile {
  readonly #path: string;
  readonly #head: string;
  #handle: number | undefined;

  /** @param head text that stands first */
  constructor(path: string, head: string) {
    this.#path = path;
    this.#head = head;
  }

  append(text: string): void {
    if (this.#handle === undefined) {
      mkdirSync(dirname(this.#path), { recursive: true });
      this.#handle = openSync(this.#path, 'a');
      writeSync(this.#handle, this.#head);
    }
    writeSync(this.#handle, text);
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }
}
