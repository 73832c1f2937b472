import { spawn } from 'node:child_process';

/** How a program ended: its exit code, or why it has none. */
export interface ForegroundEnd {
  readonly exitCode: number | undefined;
  readonly failure: string;
}

/**
 * Runs a program that shares this one's terminal and environment, with further environment variables.
 * @param command program and arguments; no shell is involved
 * @implements LLR-COV-015
 */
export function runInForeground(
  command: readonly string[],
  { folder, environment }: { readonly folder: string; readonly environment: Readonly<Record<string, string>> },
): Promise<ForegroundEnd> {
  const [program = '', ...words] = command;
  return new Promise((settle) => {
    const child = spawn(program, words, { cwd: folder, stdio: 'inherit', env: { ...process.env, ...environment } });
    child.on('error', (error) => settle({ exitCode: undefined, failure: `${program} cannot be started (${error.message})` }));
    child.on('close', (code, signal) =>
      settle(code === null ? { exitCode: undefined, failure: `${program} was ended by ${signal}` } : { exitCode: code, failure: '' }),
    );
  });
}
