import { dirname, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readIfThere } from '../../../adapters/read-if-there.js';
import { prettyJson } from '../../../kernel/canonical-json.js';
import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { CoverageMap } from '../../../toolchain/coverage/coverage-map.js';
import { instrument } from '../../../toolchain/coverage/instrument/instrument.js';
import { dataHead } from '../../../toolchain/coverage/instrument/runtime-names.js';
import { runtimeNames, runtimeText } from '../../../toolchain/coverage/runtime/built-runtime.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { loadCompiler, measuredFiles } from './instrumented-text.js';
import { keptTypeFacts } from './kept-types.js';
import { patternsIn, settingsOf, typedSettings } from './run.js';
import { type CoverageSettings, coverageFolder, settingsJson } from './settings.js';

/**
 * `ampel coverage build`: instrumented copies of the measured files in a folder, with the recorder and a manifest of what each place
 * stands for, for runtimes whose loader cannot be extended and for audit. Running a copy writes the data that a coverage run writes.
 * @param recorder module of the recorder as JavaScript, which is copied
 * @implements LLR-COV-067
 */
export async function coverageBuild(
  context: CommandContext,
  recorder: URL = new URL('../../../toolchain/coverage/runtime/recorder.js', import.meta.url),
): Promise<number> {
  const folder = folderFrom(optionText(context, 'output'));
  const code = readIfThere(fileURLToPath(recorder));
  if (folder === undefined || code === undefined) {
    process.stderr.write(
      'error CLI-101: ampel coverage build needs --output, a folder below the project\n  why: nothing was written\n  fix: ampel coverage build --output dist-instrumented --include "dist/**"\n',
    );
    return exitCodes.usage;
  }
  const given = settingsOf(context);
  const settings = typedSettings(context, given && { ...given, exclude: [...given.exclude, `${folder}/**`] });
  if (settings === undefined) return exitCodes.usage;
  const { copies, maps, findings } = instrumentedCopies(context, settings, folder);
  if (maps.length === 0) findings.push(nothingMeasured(settings));
  for (const path of context.files.list({ paths: patternsIn(optionText(context, 'with')), exclude: [`${folder}/**`] }).value) {
    const { value, diagnostics } = context.files.readBytes(path);
    findings.push(...diagnostics);
    if (value !== undefined && !copies.has(path)) copies.set(path, value);
  }
  const data = posix.join(relative(folder, '').split('\\').join('/'), coverageFolder, 'data');
  const head = dataHead(settings.isLiteral);
  copies.set(runtimeNames.module, runtimeText(code, { head, folder: data, isModule: true }));
  copies.set(runtimeNames.script, runtimeText(code, { head, folder: data, isModule: false }));
  copies.set('ampel-coverage-manifest.json', manifest(maps));
  for (const [path, text] of copies) findings.push(...context.files.writeAtomically(`${folder}/${path}`, text));
  findings.push(...context.files.writeAtomically(`${coverageFolder}/settings.json`, prettyJson(settingsJson(settings))));
  complain(findings.sort(compareDiagnostics));
  context.out(
    `${findings.length === 0 ? '✓' : '✗'} ${maps.length} files are instrumented in ${folder}; run them, then ampel coverage report\n`,
  );
  return findings.length === 0 ? exitCodes.green : exitCodes.red;
}

function folderFrom(text: string | undefined): string | undefined {
  const folder = posix.normalize((text ?? '').split('\\').join('/')).replace(/\/$/, '');
  return text === undefined || folder === '.' || folder.startsWith('../') || folder === '..' || posix.isAbsolute(folder)
    ? undefined
    : folder;
}

function instrumentedCopies(context: CommandContext, settings: CoverageSettings, folder: string) {
  const compiler = loadCompiler();
  const types = keptTypeFacts(context.files, settings);
  const copies = new Map<string, string | Uint8Array>();
  const maps: CoverageMap[] = [];
  const findings: Diagnostic[] = [];
  for (const path of measuredFiles(context.files, settings)) {
    const { value: text, diagnostics } = context.files.readText(path);
    findings.push(...diagnostics);
    if (text === undefined) continue;
    const up = posix.relative(dirname(posix.join(folder, path)), folder);
    const runtime = (name: string): string => JSON.stringify(`${up === '' ? '.' : up}/${name}`);
    const loading = { module: `import ${runtime(runtimeNames.module)};`, script: `require(${runtime(runtimeNames.script)});` };
    const found = instrument(compiler, { path, text }, { isLiteral: settings.isLiteral, types: types?.get(path), loading });
    if (found === undefined) findings.push(notInstrumented(path));
    else maps.push(found.map);
    copies.set(path, found?.text ?? text);
  }
  const ofPackage = context.files.exists('package.json') ? context.files.readBytes('package.json').value : undefined;
  if (ofPackage !== undefined) copies.set('package.json', ofPackage);
  return { copies, maps, findings };
}

/** What each place of each file stands for, so that data can be read without this tool. */
function manifest(maps: readonly CoverageMap[]): string {
  return prettyJson({
    schema: 'urn:ampel:coverage-manifest:v1',
    files: maps.map(({ path, digest, identity, slotsCount, points, decisions }) => ({
      path,
      digest,
      identity,
      slotsCount,
      points: points.map(({ kind, what, line, column, slot, cause }) => ({ kind, what, line, column, slot, cause: cause && { ...cause } })),
      decisions: decisions.map(({ text, line, column, encoding, firstSlot, conditions }) => ({
        text,
        line,
        column,
        encoding,
        firstSlot,
        conditions: conditions.map((condition) => ({ ...condition })),
      })),
    })),
  });
}

function notInstrumented(path: string): Diagnostic {
  return {
    code: 'COV-105',
    severity: 'error',
    message: `${path} cannot be read as TypeScript or JavaScript`,
    place: { path, line: 1, column: 1 },
    why: 'its copy is not measured',
    fix: 'mend its syntax, or leave it out and analyse it by other means',
  };
}

function nothingMeasured({ include }: CoverageSettings): Diagnostic {
  return {
    code: 'COV-305',
    severity: 'error',
    message: `no file matches ${include.join(', ')}`,
    why: 'there is nothing to instrument',
    fix: 'give --include patterns of TypeScript or JavaScript files',
  };
}
