import { basename } from 'node:path';
import { compareText, type Diagnostic } from '../../../kernel/diagnostic.js';
import { loadConfig } from '../../../toolchain/project/load-config.js';
import { readRequirementFile } from '../../../toolchain/requirements/read-requirement-file.js';
import { consistencyRules } from '../../../twin/pdi/verification/consistency.js';
import type { ItemFiles } from '../../../twin/pdi/verification/verify-item.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';

/**
 * The folder of the parameter data of a project: structures/, data/, images/.
 * @implements LLR-PDV-011
 */
export const pdiFolder = 'config-items/pdi';

/**
 * The one folder that a command line names, without a slash at its end, or its default; undefined after wrong usage was told.
 * @implements LLR-PDV-011
 */
export function folderOf({ positionals }: CommandContext, verb: string): string | undefined {
  const [, folder = pdiFolder, ...more] = positionals;
  if (more.length === 0) return folder.replace(/\/+$/, '');
  wrongUsage(`"${more.join(' ')}" is not understood`, `ampel pdi ${verb} [FOLDER]`);
  return undefined;
}

/**
 * Writes what was wrong with a command line.
 * @implements LLR-PDV-011
 */
export function wrongUsage(message: string, fix: string): number {
  process.stderr.write(`error CLI-102: ${message}\n  why: nothing was done\n  fix: ${fix}\n`);
  return exitCodes.usage;
}

/**
 * The items of a folder: each name that has a structure or a data file.
 * @implements LLR-PDV-011
 */
export function readItems(
  { files }: CommandContext,
  folder: string,
): { readonly items: readonly ItemFiles[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const textOf = (path: string) => {
    if (!files.exists(path)) return { path, text: undefined };
    const { value, diagnostics: problems } = files.readText(path);
    diagnostics.push(...problems);
    return { path, text: value };
  };
  const named = (pattern: string, ending: string) =>
    files.list({ paths: [pattern] }).value.map((path) => basename(path).slice(0, -ending.length));
  const names = new Set([...named(`${folder}/structures/*.structure.json`, '.structure.json'), ...named(`${folder}/data/*.json`, '.json')]);
  const items = [...names].sort(compareText).map((name): ItemFiles => {
    const image = `${folder}/images/${name}.pdi`;
    return {
      name,
      structure: textOf(`${folder}/structures/${name}.structure.json`),
      data: textOf(`${folder}/data/${name}.json`),
      image: { path: image, bytes: files.exists(image) ? files.readBytes(image).value : undefined },
      manifest: textOf(`${folder}/images/${name}.manifest.json`),
    };
  });
  return { items, diagnostics };
}

/**
 * The texts of the configuration items that consistency rules compare tables with, by path.
 * @implements LLR-PDV-011
 */
export function comparedTexts({ files }: CommandContext): ReadonlyMap<string, string> {
  const paths = new Set(consistencyRules.flatMap(({ compares }) => compares));
  return new Map([...paths].flatMap((path) => (files.exists(path) ? [[path, files.readText(path).value ?? ''] as const] : [])));
}

/**
 * Whether the project has a requirement; undefined where the folder has no project, so that nothing can be said.
 * @implements LLR-PDV-011
 */
export function requirementFinder(context: CommandContext): ((id: string) => boolean) | undefined {
  const path = optionText(context, 'config') ?? 'ampel.config.yaml';
  if (!context.files.exists(path)) return undefined;
  const { config } = loadConfig(context.files, path);
  if (config === undefined) return () => false;
  const known = new Set<string>();
  for (const file of context.files.list({ paths: config.requirements.flatMap(({ paths }) => paths) }).value)
    for (const { id } of readRequirementFile({ path: file, text: context.files.readText(file).value ?? '' }).value) known.add(id);
  return (id) => known.has(id);
}
