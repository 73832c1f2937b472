import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Processes, ProcessLimits, ProcessResult } from '../ports/processes.js';

/** Most bytes of output that are kept of one program. */
const outputBytesMaximum = 256 * 1024 * 1024;

const passedOn = [
  'PATH',
  'Path',
  'HOME',
  'USERPROFILE',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SYSTEMROOT',
  'SystemRoot',
  'COMSPEC',
  'PATHEXT',
  'APPDATA',
  'LOCALAPPDATA',
];

interface Started {
  readonly isShell: boolean;
  readonly added: Readonly<Record<string, string>>;
}

/**
 * Programs as children of this process, in one folder, with the same environment on each run.
 * @implements LLR-PRJ-004
 * @implements LLR-COV-068
 */
export class NodeProcesses implements Processes {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  run(command: readonly string[], limits: ProcessLimits): Promise<ProcessResult> {
    const [program = '', ...rest] = command;
    const own = program === 'node';
    return new Promise((settle) => {
      const isShell = process.platform === 'win32' && !own;
      const child = this.#start(own ? process.execPath : program, rest, { isShell, added: limits.environment ?? {} });
      if (typeof child === 'string') return settle({ exitCode: undefined, failure: child, stdout: '', stderr: '' });
      const output: { readonly stdout: Buffer[]; readonly stderr: Buffer[] } = { stdout: [], stderr: [] };
      let bytes = 0;
      let failure = '';
      const stop = (why: string): void => {
        if (failure === '') failure = why;
        killGroup(child.pid);
        child.stdout.destroy();
        child.stderr.destroy();
      };
      const collect = (into: Buffer[]) => (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > outputBytesMaximum) stop('it wrote more than 256 MiB');
        else into.push(chunk);
      };
      child.stdout.on('data', collect(output.stdout));
      child.stderr.on('data', collect(output.stderr));
      const timer = setTimeout(() => stop(`it ran longer than ${limits.timeoutSeconds} s`), limits.timeoutSeconds * 1000);
      const interrupted = (): void => stop('it was interrupted');
      process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
      const end = (exitCode: number | undefined): void => {
        clearTimeout(timer);
        process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
        settle({ exitCode, failure, stdout: textOf(output.stdout), stderr: textOf(output.stderr) });
      };
      child.once('error', (error: NodeJS.ErrnoException) => {
        failure = error.code === 'ENOENT' ? `program ${program} was not found` : error.message;
        end(undefined);
      });
      child.once('close', (code, signal) => {
        if (signal !== null && failure === '') failure = `it was killed by ${signal}`;
        end(code ?? undefined);
      });
    });
  }

  /** The started child, or why it cannot be started. */
  #start(program: string, words: readonly string[], { isShell, added }: Started): ChildProcessByStdio<null, Readable, Readable> | string {
    try {
      return spawn(program, words, {
        cwd: this.#folder,
        env: { ...fixedEnvironment(), ...added },
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: isShell,
        detached: process.platform !== 'win32',
      });
    } catch (thrown) {
      return `program ${JSON.stringify(program)} cannot be started: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    }
  }
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}

function fixedEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8', TZ: 'UTC', NO_COLOR: '1', CI: '1' };
  for (const name of passedOn) if (process.env[name] !== undefined) environment[name] = process.env[name];
  return { ...environment, ...coverageVariables() };
}

/** What carries a coverage run on into the program, and nothing when there is none: of NODE_OPTIONS only the loader of the run. */
function coverageVariables(): NodeJS.ProcessEnv {
  const { AMPEL_COVERAGE, AMPEL_COVERAGE_CASE, AMPEL_COVERAGE_SUBJECT, NODE_OPTIONS = '' } = process.env;
  if (AMPEL_COVERAGE === undefined) return {};
  const loader = /--import=[^"\s]+\/coverage\/register\.js/.exec(NODE_OPTIONS)?.[0];
  if (loader === undefined) return {};
  return {
    AMPEL_COVERAGE,
    NODE_OPTIONS: loader,
    ...(AMPEL_COVERAGE_CASE === undefined ? {} : { AMPEL_COVERAGE_CASE }),
    ...(AMPEL_COVERAGE_SUBJECT === undefined ? {} : { AMPEL_COVERAGE_SUBJECT }),
  };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
}
