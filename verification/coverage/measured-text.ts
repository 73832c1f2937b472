import vm from 'node:vm';
import ts from 'typescript';
import { instrument } from '../../src/toolchain/coverage/instrument/instrument.js';
import { dataHead, recorderKey } from '../../src/toolchain/coverage/instrument/runtime-names.js';
import { type FileCoverage, fileCoverage } from '../../src/toolchain/coverage/report/file-coverage.js';
import { recordedData } from '../../src/toolchain/coverage/runtime/recorded-data.js';
import { createRecorder, type Recorder } from '../../src/toolchain/coverage/runtime/recorder.js';

/** What a text shows when it was instrumented and run. */
export interface Measured {
  readonly coverage: FileCoverage;
  readonly data: string;
  readonly globals: Record<string, unknown>;
}

/** Runs a script, in TypeScript or JavaScript, and then a script that drives it; `beginCase('TC-…')` may be called by both. */
export function measured(text: string, drive = '', { path = 'x.ts', isLiteral = false } = {}): Measured {
  const instrumented = instrument(ts, { path, text }, { isLiteral });
  if (instrumented === undefined) throw new Error('the text of a test can be read');
  let data = dataHead(isLiteral);
  const recorder: Recorder = createRecorder((lines) => {
    data += lines;
  });
  const context = vm.createContext({ beginCase: recorder.beginCase });
  const globals = vm.runInContext('globalThis', context) as Record<PropertyKey, unknown>;
  globals[Symbol.for(recorderKey)] = recorder;
  const target = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.None };
  vm.runInContext(ts.transpileModule(instrumented.text, { compilerOptions: target }).outputText, context);
  vm.runInContext(drive, context);
  recorder.flush();
  const { value, diagnostics } = recordedData(new Map([['data', data]]), new Map([[path, instrumented.map]]), isLiteral);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return { coverage: fileCoverage(instrumented.map, value.get(path)), data, globals };
}

/** The branches of a file that were taken, and those that were not, by what they are. */
export function branches({ coverage }: Measured): { readonly taken: readonly string[]; readonly missed: readonly string[] } {
  const some = (isReached: boolean): readonly string[] =>
    coverage.points.filter((point) => point.kind === 'branch' && point.isReached === isReached).map(({ what }) => what);
  return { taken: some(true), missed: some(false) };
}
