/**
 * Loaded first in each process and worker thread of a run, by `NODE_OPTIONS=--import`: puts the recorder on the global object and the
 * loader hooks below those of the test runner.
 */
import Module, { register } from 'node:module';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { AppendedFile } from '../../../adapters/appended-file.js';
import { NodeFiles } from '../../../adapters/node-files.js';
import { recorderKey } from '../../../toolchain/coverage/instrument/runtime-names.js';
import { dataHead } from '../../../toolchain/coverage/runtime/recorded-data.js';
import { createRecorder } from '../../../toolchain/coverage/runtime/recorder.js';
import { instrumentedText, measuredPaths } from './instrumented-text.js';
import { type CoverageSettings, coverageFolder, settingsFrom, settingsVariable } from './settings.js';

/** Tells the processes that a test case starts which case it is. */
const caseVariable = 'AMPEL_COVERAGE_CASE';

const settings = settingsFrom(process.env[settingsVariable] ?? '');
if (settings !== undefined && !(Symbol.for(recorderKey) in globalThis)) begin(settings);

function begin(given: CoverageSettings): void {
  const name = `${process.pid}-${threadId}-${process.hrtime.bigint().toString(36)}.txt`;
  const data = new AppendedFile(join(given.root, coverageFolder, 'data', name), dataHead(given.isLiteral));
  const recorder = createRecorder((lines) => data.append(lines));
  const beginCase = (id: string): void => {
    process.env[caseVariable] = id;
    recorder.beginCase(id);
  };
  recorder.beginCase(process.env[caseVariable] ?? '');
  process.on('exit', () => recorder.flush());
  Object.defineProperty(globalThis, Symbol.for(recorderKey), { value: { ...recorder, beginCase }, enumerable: false });
  register<CoverageSettings>('./loader-hooks.js', import.meta.url, { data: given });
  measureCommonJs(given);
}

/** Modules of CommonJS do not pass through the hooks; their text does through a method that loaders of other languages use too. */
function measureCommonJs(given: CoverageSettings): void {
  const measured = measuredPaths(given);
  const prototype = Module.prototype as { _compile?: (text: string, path: string, ...rest: unknown[]) => unknown };
  const compile = prototype._compile;
  if (compile === undefined) return;
  prototype._compile = function (text, file, ...rest) {
    const path = /\.c?js$/.test(file) ? measured(file) : undefined;
    const source = path === undefined ? text : instrumentedText(new NodeFiles(given.root), given, { path, text });
    return compile.call(this, source, file, ...rest);
  };
}
