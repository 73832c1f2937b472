import { spawnSync } from 'node:child_process';
import { type SimpleGit, simpleGit } from 'simple-git';
import { compareText } from '../kernel/diagnostic.js';
import type { Commit, Git } from '../ports/git.js';

/**
 * Version control through the git program. Paths are counted from the root given, which may be a folder of a larger repository.
 * @implements LLR-PRJ-006
 */
export class SimpleGitRepository implements Git {
  readonly #git: SimpleGit;
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
    this.#git = simpleGit({ baseDir: root, maxConcurrentProcesses: 4, trimmed: false });
  }

  async head(): Promise<{ readonly commit: string; readonly date: string; readonly clean: boolean } | undefined> {
    const line = await this.#ask(['log', '-1', '--format=%H %cs']);
    const [commit = '', date = ''] = line.trim().split(' ');
    if (commit === '') return undefined;
    const changes = await this.#ask(['status', '--porcelain', '--untracked-files=no']);
    return { commit, date, clean: changes.trim() === '' };
  }

  async blame(path: string): Promise<readonly (Commit | undefined)[]> {
    const text = await this.#ask(['blame', '--porcelain', '-w', '--', path]);
    const commits = new Map<string, { author: string; date: string; subject: string }>();
    const lines: (Commit | undefined)[] = [];
    let id = '';
    for (const line of text.split('\n')) {
      const header = /^([0-9a-f]{40}) \d+ \d+/.exec(line);
      if (header?.[1] !== undefined) {
        id = header[1];
        if (!commits.has(id)) commits.set(id, { author: '', date: '', subject: '' });
        continue;
      }
      const commit = commits.get(id);
      if (commit === undefined) continue;
      if (line.startsWith('author ')) commit.author = line.slice(7);
      else if (line.startsWith('author-time ')) commit.date = new Date(Number(line.slice(12)) * 1000).toISOString().slice(0, 10);
      else if (line.startsWith('summary ')) commit.subject = line.slice(8);
      else if (line.startsWith('\t')) lines.push(/^0+$/.test(id) ? undefined : { commit: id.slice(0, 12), ...commit });
    }
    return lines;
  }

  async resolve(revision: string): Promise<string | undefined> {
    if (revision.startsWith('-')) return undefined;
    const id = (await this.#ask(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`])).trim();
    return id === '' ? undefined : id;
  }

  async pathsAt(revision: string): Promise<readonly string[]> {
    const text = await this.#ask(['ls-tree', '-r', '-z', '--name-only', revision]);
    return nulSeparated(text);
  }

  async contentsAt(revision: string, paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const wanted = paths.filter((path) => !path.includes('\n'));
    const input = wanted.map((path) => `${revision}:./${path}\n`).join('');
    const answer = spawnSync('git', ['cat-file', '--batch'], { cwd: this.#root, input, maxBuffer: 1024 * 1024 * 1024 });
    const contents = new Map<string, Uint8Array>();
    if (answer.status !== 0) return contents;
    let at = 0;
    for (const path of wanted) {
      const end = answer.stdout.indexOf(10, at);
      const [, kind, size] = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(answer.stdout.toString('utf8', at, end)) ?? [];
      at = end + 1;
      if (size === undefined) continue;
      if (kind === 'blob') contents.set(path, answer.stdout.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return contents;
  }

  async changedPaths(from: string, to: string | undefined): Promise<readonly string[]> {
    const text = await this.#ask(['diff', '--name-only', '--no-renames', '--relative', '-z', from, ...(to === undefined ? [] : [to])]);
    return nulSeparated(text);
  }

  /** Output of a git command; empty when it fails, as it does outside a repository. */
  async #ask(words: string[]): Promise<string> {
    try {
      return await this.#git.raw(words);
    } catch {
      return '';
    }
  }
}

function nulSeparated(text: string): readonly string[] {
  return text
    .split('\0')
    .filter((path) => path !== '')
    .sort(compareText);
}
