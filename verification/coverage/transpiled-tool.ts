import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const project = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A module of the tool and what it imports, as JavaScript in a folder, for processes that start without a TypeScript loader.
 * @param loadedByName further modules, which it loads at run time
 * @returns the URL of the module there
 */
export function transpiledModule(folder: string, module: string, loadedByName: readonly string[]): string {
  const done = new Set<string>();
  const pending = [module, ...loadedByName].map((path) => join(project, path));
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (done.has(path)) continue;
    done.add(path);
    const text = readFileSync(path, 'utf8');
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
    const { outputText } = ts.transpileModule(text, { compilerOptions });
    const target = join(folder, relative(project, path)).replace(/\.ts$/, '.js');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
    for (const [, name = ''] of outputText.matchAll(/from '(\.[^']+)\.js'/g)) pending.push(join(dirname(path), `${name}.ts`));
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  return pathToFileURL(join(folder, module).replace(/\.ts$/, '.js')).href;
}
