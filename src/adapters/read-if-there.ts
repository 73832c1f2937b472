import { readFileSync } from 'node:fs';

/**
 * The text of a file, or undefined where it cannot be read. It loads nothing but Node's own file system, for processes whose start-up
 * counts.
 * @implements LLR-COV-015
 */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
