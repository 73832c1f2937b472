import ts from 'typescript';

/** A program of the compiler over texts by name, all strict, with the standard library. */
export function programOf(texts: Readonly<Record<string, string>>) {
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const own = (name: string): string | undefined => (name.startsWith('/p/') ? texts[name.slice(3)] : undefined);
  const [read, exists, source] = [host.readFile, host.fileExists, host.getSourceFile];
  host.readFile = (name) => own(name) ?? read(name);
  host.fileExists = (name) => own(name) !== undefined || (!name.startsWith('/p/') && exists(name));
  host.getSourceFile = (name, version, ...rest) => {
    const text = own(name);
    return text === undefined ? source.call(host, name, version, ...rest) : ts.createSourceFile(name, text, version, true);
  };
  const hasFolder = host.directoryExists;
  host.directoryExists = (name) => name === '/p' || (hasFolder?.(name) ?? false);
  host.realpath = (name) => name;
  host.getCurrentDirectory = () => '/p';
  const program = ts.createProgram({ rootNames: Object.keys(texts).map((name) => `/p/${name}`), options, host });
  const fileOf = (name: string): ts.SourceFile => {
    const file = program.getSourceFile(`/p/${name}`);
    if (file === undefined) throw new Error(`${name} is in the program`);
    return file;
  };
  return { program, fileOf };
}
