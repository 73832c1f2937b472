/**
 * Loaded first in each process and worker thread of a run, by `NODE_OPTIONS=--import`: puts the recorder on the global object and the
 * loader hooks below those of the test runner. It loads no more than it must, because each process pays for it.
 */
import Module, { register } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import { AppendedFile } from '../../../adapters/appended-file.js';
import { subjectFolderName } from '../../../toolchain/coverage/evidence/data-folder.js';
import { dataHead, recorderKey } from '../../../toolchain/coverage/instrument/runtime-names.js';
import { createRecorder } from '../../../toolchain/coverage/runtime/recorder.js';
import { toldPaths } from './cached-text.js';
import { measuredText } from './load-measured.js';
import { caseVariable, coverageFolder, type ProcessSettings, processSettingsFrom, settingsVariable, subjectVariable } from './settings.js';

/** What later versions of Node have: hooks that need no thread of their own. */
interface SynchronousHooks {
  readonly registerHooks?: (hooks: { readonly load: (url: string, context: unknown, next: NextLoad) => Loaded }) => void;
}
type NextLoad = (url: string, context: unknown) => Loaded;
interface Loaded {
  readonly format?: string;
  readonly source?: string | Uint8Array | null;
}

const settings = processSettingsFrom(process.env[settingsVariable] ?? '');
if (settings !== undefined && !(Symbol.for(recorderKey) in globalThis)) begin(settings);

function begin(given: ProcessSettings): void {
  const name = `${process.pid}-${threadId}-${process.hrtime.bigint().toString(36)}.txt`;
  const data = new AppendedFile(join(given.root, dataFolderOf(given), name), dataHead(given.isLiteral));
  const recorder = createRecorder((lines) => data.append(lines));
  const beginCase = (id: string): void => {
    process.env[caseVariable] = id;
    recorder.beginCase(id);
  };
  recorder.beginCase(process.env[caseVariable] ?? '');
  process.on('exit', () => recorder.flush());
  Object.defineProperty(globalThis, Symbol.for(recorderKey), { value: { ...recorder, beginCase }, enumerable: false });
  const measured = toldPaths(given);
  const { registerHooks } = Module as SynchronousHooks;
  if (registerHooks !== undefined) measureScripts(given, measured, registerHooks);
  if (registerHooks === undefined || !given.isScriptOnly) register<ProcessSettings>('./loader-hooks.js', import.meta.url, { data: given });
  measureCommonJs(given, measured);
}

/**
 * Hooks of the thread itself, which see JavaScript modules that `require` asks for too. What TypeScript loaders give is passed on: they
 * were handed the instrumented text.
 */
function measureScripts(
  given: ProcessSettings,
  measured: ReturnType<typeof toldPaths>,
  registerHooks: NonNullable<SynchronousHooks['registerHooks']>,
): void {
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const path =
        url.startsWith('file:') && loaded.format === 'module' && /\.m?jsx?$/.test(url) ? measured(fileURLToPath(url)) : undefined;
      if (path === undefined || loaded.source === undefined || loaded.source === null) return loaded;
      const text = typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source).toString('utf8');
      return { ...loaded, source: measuredText(given, { path, text }) };
    },
  });
}

/** The folder for the data of this process: that of the procedure file that it runs, or that its parent told it. */
function dataFolderOf({ root, procedure, procedureFiles }: ProcessSettings): string {
  if (procedure === undefined) return `${coverageFolder}/data`;
  const { folder } = procedure;
  const told = process.env[subjectVariable] ?? '';
  const script = relative(root, process.argv[1] ?? '')
    .split(sep)
    .join('/');
  const subject = told !== '' ? told : procedureFiles.some((pattern) => new RegExp(pattern).test(script)) ? script : undefined;
  if (subject === undefined) return folder;
  process.env[subjectVariable] = subject;
  return `${folder}/${subjectFolderName(subject)}`;
}

/** Modules of CommonJS do not pass through the hooks; their text does through a method that loaders of other languages use too. */
function measureCommonJs(given: ProcessSettings, measured: ReturnType<typeof toldPaths>): void {
  const prototype = Module.prototype as { _compile?: (text: string, path: string, ...rest: unknown[]) => unknown };
  const compile = prototype._compile;
  if (compile === undefined) return;
  prototype._compile = function (text, file, ...rest) {
    const path = /\.c?js$/.test(file) ? measured(file) : undefined;
    return compile.call(this, path === undefined ? text : measuredText(given, { path, text }), file, ...rest);
  };
}
