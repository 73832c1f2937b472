import { basename } from 'node:path';
import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { formatDiagnostic } from '../../../kernel/diagnostic.js';
import { changesBetween, type ElementChange, type ElementTexts } from '../../../twin/pdi/change/change-report.js';
import { readExactJson } from '../../../twin/pdi/exact-json.js';
import { readData, structureNameIn } from '../../../twin/pdi/read-data.js';
import { readStructure } from '../../../twin/pdi/read-structure.js';
import { type Structure, versionText } from '../../../twin/pdi/structure.js';
import { elementsOfSource } from '../../../twin/pdi/verification/elements.js';
import { type CommandContext, exitCodes } from '../../context.js';
import { complain } from '../../open-project.js';
import { fileNamed } from '../afdx/read-network.js';
import { pdiFolder, wrongUsage } from './read-items.js';

/** Objectives of DO-178C that new content of a parameter data item touches: its file, its correctness, its completeness, its release. */
const touched = ['A-2-7', 'A-5-8', 'A-5-9', 'A-8-5', 'A-9-5'];

/** One version of an item as read. */
interface Side {
  readonly structure: Structure;
  readonly version: string;
  readonly elements: ElementTexts;
}

/**
 * `ampel pdi diff OLD NEW`: elements that changed between two data files of one structure.
 * @implements LLR-PDV-011
 */
export async function pdiDiff(context: CommandContext): Promise<number> {
  const [, old, young, ...more] = context.positionals;
  if (old === undefined || young === undefined || more.length > 0)
    return wrongUsage('two data files are compared', 'ampel pdi diff OLD NEW');
  const [before, after] = [sideOf(context, old), sideOf(context, young)];
  if (before === undefined || after === undefined) return exitCodes.usage;
  if (before.structure.id !== after.structure.id)
    return wrongUsage(`${basename(old)} and ${basename(young)} are of two structures`, 'compare two versions of one item');
  const changes = changesBetween(after.structure, before.elements, after.elements);
  const requirements = [...new Set(changes.flatMap((change) => change.requirements))].sort();
  const objectives = changes.length === 0 ? [] : touched;
  const isUnreleased = changes.length > 0 && before.version === after.version;
  if (context.options.json === true)
    context.out(
      prettyJson({
        structure: after.structure.name,
        before: before.version,
        after: after.version,
        changes,
        requirements,
        objectives,
      } as unknown as Json),
    );
  else {
    context.out(changes.map(changeText).join(''));
    if (changes.length > 0) context.out(`requirements: ${requirements.join(', ')}\nobjectives: ${objectives.join(', ')}\n`);
    if (isUnreleased)
      context.out(`the version is ${after.version} in both: raise version and sequence of the item before it is released\n`);
    context.out(
      `${isUnreleased ? '✗' : '✓'} ${after.structure.name} ${before.version} to ${after.version}: ${changes.length} elements changed\n`,
    );
  }
  return isUnreleased ? exitCodes.red : exitCodes.green;
}

function changeText({ element, before, after, requirements }: ElementChange): string {
  return `${element}: ${before ?? 'absent'} → ${after ?? 'absent'}  (${requirements.join(', ')})\n`;
}

function sideOf(context: CommandContext, path: string): Side | undefined {
  const named = fileNamed(context, path);
  const { value: text, diagnostics } = named.files.readText(named.path);
  complain(diagnostics);
  if (text === undefined) return undefined;
  const structure = structureOf(context, structureNameIn(text) ?? basename(path, '.json'));
  if (structure === undefined) return undefined;
  const read = readData(structure, { path, text });
  for (const finding of read.diagnostics) process.stderr.write(`${formatDiagnostic(finding)}\n`);
  if (read.value === undefined) return undefined;
  const elements = elementsOfSource(structure, readExactJson(path, text, 'PDI-110'));
  return {
    structure,
    version: versionText(read.value.item.version),
    elements: new Map(elements.map((element) => [element.pointer, element.text])),
  };
}

function structureOf(context: CommandContext, name: string): Structure | undefined {
  const path = `${pdiFolder}/structures/${name}.structure.json`;
  const { value: text, diagnostics } = context.files.readText(path);
  complain(diagnostics);
  if (text === undefined) return undefined;
  const { value, diagnostics: problems } = readStructure({ name, path, text });
  complain(problems);
  return value;
}
