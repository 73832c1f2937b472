import type { Command } from './context.js';

type OptionHelp = Readonly<Record<string, { readonly type: string; readonly help: string }>>;

/**
 * What `ampel --help` shows: each command with one line.
 * @implements LLR-CLI-002
 */
export function overviewHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const rows = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return [
    'ampel — evidence for airborne software, from text in git',
    '',
    'usage: ampel COMMAND [options]',
    '',
    ...rows,
    '',
    'ampel COMMAND --help shows options and an example',
    'exit codes: 0 green · 1 red (findings) · 2 wrong usage or unreadable input · 3 internal fault',
    '',
  ].join('\n');
}

/**
 * What `ampel COMMAND --help` shows, with an example that can be pasted.
 * @implements LLR-CLI-002
 */
export function commandHelp(command: Command, everywhere: OptionHelp): string {
  const options: OptionHelp = { ...command.options, ...everywhere };
  const names = Object.entries(options).map(
    ([name, option]) => [`--${name}${option.type === 'string' ? ' VALUE' : ''}`, option.help] as const,
  );
  const width = Math.max(...names.map(([name]) => name.length));
  const rows = names.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`);
  return [
    `ampel ${command.name}: ${command.summary}`,
    '',
    `usage: ampel ${command.usage}`,
    '',
    ...rows,
    '',
    'example:',
    `  ${command.example}`,
    '',
  ].join('\n');
}

/**
 * What `ampel MODULE --help` shows: each verb with one line.
 * @implements LLR-CLI-002
 */
export function moduleHelp(module: Command, verbs: readonly Command[]): string {
  const width = Math.max(...verbs.map((verb) => verb.name.length));
  return [
    `ampel ${module.name}: ${module.summary}`,
    '',
    `usage: ampel ${module.usage}`,
    '',
    ...verbs.map((verb) => `  ${verb.name.padEnd(width)}  ${verb.summary}`),
    '',
    `ampel ${module.name} VERB --help shows options and an example`,
    '',
  ].join('\n');
}
