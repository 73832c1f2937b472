import type { Diagnostic } from '../kernel/diagnostic.js';
import type { Read } from '../kernel/result.js';

/** A file as found: its path from the project root with forward slashes, and its bytes. */
export interface FileBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Which files: glob patterns from the project root (`**`, `*`, `?`, `{a,b}`), and patterns to leave out. */
export interface FileSelection {
  readonly paths: readonly string[];
  readonly exclude?: readonly string[];
}

/** What the core asks of a file system. Listings are sorted by code unit; nothing outside the root is reached. */
export interface Files {
  /** Paths that match, sorted. Folders that cannot be read and links that are not followed are findings. */
  list(selection: FileSelection): Read<readonly string[]>;
  /** Text of a UTF-8 file; undefined with a finding when it is absent, unreadable, binary, not UTF-8 or too large. */
  readText(path: string): Read<string | undefined>;
  /** Bytes of a file; undefined with a finding when absent or unreadable. */
  readBytes(path: string): Read<Uint8Array | undefined>;
  exists(path: string): boolean;
  /** When a file was last written, in milliseconds since 1970; undefined when it is not there or nobody knows. */
  modifiedAt(path: string): number | undefined;
  /** Writes to a temporary name, flushes, renames: a reader sees the old bytes or the new, never a part. */
  writeAtomically(path: string, data: string | Uint8Array): readonly Diagnostic[];
  remove(path: string): void;
  /**
   * Replaces a folder as a whole: everything is written and flushed aside, then put in place by renaming. Killed at any
   * moment, the folder is the old one or the new one, or is put back by `recoverFolder`.
   */
  replaceFolder(path: string, contents: ReadonlyMap<string, string | Uint8Array>): readonly Diagnostic[];
  /** Forgets listings, after a program beside this one may have written files. */
  forget(): void;
  /** Puts back a folder that a killed `replaceFolder` had moved aside, and removes what it left. */
  recoverFolder(path: string): void;
}
