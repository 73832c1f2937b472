/**
 * Names of the recorder beside instrumented copies, for modules of each kind.
 * @implements LLR-COV-067
 */
export const runtimeNames = { module: 'ampel-coverage.mjs', script: 'ampel-coverage.cjs' } as const;

/**
 * The recorder as a file that instrumented copies load first. In Node it writes data as a coverage run does; elsewhere, and where Node cannot
 * hand out its file system, data stays in the global `__ampel_coverage__`, whose `text()` is the content of a data file.
 *
 * @param recorder text of the module of the recorder, which imports nothing
 * @param head first line of data
 * @param folder of data, relative to the file that is written
 * @implements LLR-COV-067
 */
export function runtimeText(recorder: string, { head, folder, isModule }: { head: string; folder: string; isModule: boolean }): string {
  const code = recorder.replace(/^export /gm, '').replace(/^\/\/# sourceMappingURL=.*$/gm, '');
  const here = isModule ? 'import.meta.url' : "typeof __filename === 'string' ? 'file://' + __filename : ''";
  return `${code}
(() => {
  const key = Symbol.for('ampel.coverage');
  if (key in globalThis) return;
  const lines = [${JSON.stringify(head)}];
  let write = (text) => void lines.push(text);
  const node = typeof process === 'object' && process.versions?.node !== undefined ? process : undefined;
  const fs = node?.getBuiltinModule?.('node:fs');
  if (fs !== undefined) {
    const folder = new URL(${JSON.stringify(`${folder}/`)}, ${here});
    const name = \`\${node.pid}-\${node.getBuiltinModule('node:worker_threads').threadId}-\${node.hrtime.bigint().toString(36)}.txt\`;
    let handle;
    write = (text) => {
      if (handle === undefined) {
        fs.mkdirSync(folder, { recursive: true });
        handle = fs.openSync(new URL(name, folder), 'a');
        fs.writeSync(handle, lines[0]);
      }
      fs.writeSync(handle, text);
    };
  }
  const recorder = createRecorder((text) => write(text));
  recorder.beginCase(node?.env.AMPEL_COVERAGE_CASE ?? '');
  const beginCase = (id) => {
    if (node !== undefined) node.env.AMPEL_COVERAGE_CASE = id;
    recorder.beginCase(id);
  };
  node?.on('exit', () => recorder.flush());
  Object.defineProperty(globalThis, key, { value: { ...recorder, beginCase }, enumerable: false });
  if (fs === undefined) globalThis.__ampel_coverage__ = { beginCase, text: () => (recorder.flush(), lines.join('')) };
})();
`;
}
