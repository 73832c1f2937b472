/** A commit as shown to people: abbreviated id, day of the author (`YYYY-MM-DD`), author, first line of the message. */
export interface Commit {
  readonly commit: string;
  readonly date: string;
  readonly author: string;
  readonly subject: string;
}

/** What the core asks of version control. Every question is answered with undefined or empty when the folder is no repository. */
export interface Git {
  /** The commit that is checked out, and whether tracked files differ from it; undefined outside a repository. */
  head(): Promise<{ readonly commit: string; readonly date: string; readonly clean: boolean } | undefined>;
  /** For each line of a file, index 0 for the first, the commit that wrote it; undefined for lines not committed. */
  blame(path: string): Promise<readonly (Commit | undefined)[]>;
  /** Full id of a revision; undefined when there is no such revision. */
  resolve(revision: string): Promise<string | undefined>;
  /** Paths of files at a revision, sorted. */
  pathsAt(revision: string): Promise<readonly string[]>;
  /** Bytes of files at a revision; those that are not there are absent from the answer. */
  contentsAt(revision: string, paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Paths that differ between two revisions, or between a revision and the working tree when `to` is undefined. */
  changedPaths(from: string, to: string | undefined): Promise<readonly string[]>;
}
