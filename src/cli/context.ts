import type { Clock } from '../ports/clock.js';
import type { Files } from '../ports/files.js';
import type { Processes } from '../ports/processes.js';

/**
 * Exit codes of every command: green, red (findings), wrong usage or unreadable input, fault of the tool itself.
 * @implements LLR-CLI-001
 */
export const exitCodes = { green: 0, red: 1, usage: 2, fault: 3 } as const;

/** What a command is given: arguments after its name, options as parsed, and the world. */
export interface CommandContext {
  readonly positionals: readonly string[];
  readonly options: CommandOptions;
  readonly root: string;
  readonly files: Files;
  readonly processes: Processes;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string>>;
  readonly toolVersion: string;
  readonly out: (text: string) => void;
  readonly progress: (line: string) => void;
}

/** Options by name; a switch is true, a value a string. */
export type CommandOptions = Readonly<Record<string, string | boolean | undefined>>;

/** One verb of the command line. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly example: string;
  /** Options beyond those that every command has. */
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly help: string }>>;
  readonly positionals: 'none' | 'any';
  /** Commands of a module, by verb: `ampel afdx bounds`. Their names are both words. */
  readonly verbs?: readonly Command[];
  /** Loads the command's code only when it is called. */
  readonly load: () => Promise<(context: CommandContext) => Promise<number>>;
}

/**
 * The value of an option that takes one; undefined when it was not given.
 * @implements LLR-CLI-001
 */
export function optionText(context: CommandContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
}
