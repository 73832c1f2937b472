/** What a program did: its exit code (or why it has none), and what it wrote. */
export interface ProcessResult {
  readonly exitCode: number | undefined;
  /** Empty, or why the program did not end by itself: not found, timed out, killed by a signal, output too large. */
  readonly failure: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Limits of a program, and what is added to its fixed environment. */
export interface ProcessLimits {
  readonly timeoutSeconds: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs programs, without a shell, in the project root and with a fixed locale and time zone. */
export interface Processes {
  /** @param limits seconds after which the program is killed, and variables added to its environment */
  run(command: readonly string[], limits: ProcessLimits): Promise<ProcessResult>;
}
