import { dirname, relative, sep } from 'node:path';
import { prettyJson } from '../../../kernel/canonical-json.js';
import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { sha256 } from '../../../kernel/digest.js';
import type { Read } from '../../../kernel/result.js';
import type { Files } from '../../../ports/files.js';
import type { Compiler } from '../../../toolchain/coverage/instrument/boolean-syntax.js';
import { typeFactsOf } from '../../../toolchain/coverage/instrument/type-facts.js';
import { loadCompiler } from './instrumented-text.js';
import { typesPath } from './kept-types.js';

/** A program of the compiler with its checker. */
export interface TypedProgram {
  readonly compiler: Compiler;
  readonly program: ReturnType<Compiler['createProgram']>;
}

/**
 * The program of a project as its tsconfig.json says, or undefined with findings.
 * @param root absolute path of the project
 * @implements LLR-COV-062
 */
export function typedProgram(root: string): Read<TypedProgram | undefined> {
  const compiler = loadCompiler();
  const configPath = compiler.findConfigFile(root, compiler.sys.fileExists);
  if (configPath === undefined) return { value: undefined, diagnostics: [noTypes('there is no tsconfig.json')] };
  const { config, error } = compiler.readConfigFile(configPath, compiler.sys.readFile);
  const parsed = compiler.parseJsonConfigFileContent(config, compiler.sys, dirname(configPath));
  const problem = error ?? parsed.errors.find(({ category }) => category === compiler.DiagnosticCategory.Error);
  if (problem !== undefined)
    return { value: undefined, diagnostics: [noTypes(compiler.flattenDiagnosticMessageText(problem.messageText, ' '))] };
  const { options } = parsed;
  if (!(options.strictNullChecks ?? options.strict ?? false))
    return { value: undefined, diagnostics: [noTypes('strictNullChecks is off, so that each boolean may be undefined')] };
  const program = compiler.createProgram({ rootNames: parsed.fileNames, options: { ...options, noEmit: true, incremental: false } });
  return { value: { compiler, program }, diagnostics: [] };
}

/**
 * Asks the compiler for the types of the measured files, and keeps what it told for the processes of the run and the report.
 * @returns SHA-256 of what was kept; undefined with a finding where there are no types to ask for
 * @implements LLR-COV-062
 */
export function askTypes(files: Files, root: string, measured: (absolute: string) => string | undefined): Read<string | undefined> {
  const { value: typed, diagnostics } = typedProgram(root);
  if (typed === undefined) return { value: undefined, diagnostics };
  const { compiler, program } = typed;
  const checker = program.getTypeChecker();
  const facts: Record<string, { digest: string; booleans: readonly string[]; others: readonly string[] }> = {};
  for (const file of program.getSourceFiles()) {
    const path = file.isDeclarationFile ? undefined : measured(file.fileName.split('/').join(sep));
    if (path !== undefined) facts[path] = { ...typeFactsOf(compiler, checker, file) };
  }
  if (Object.keys(facts).length === 0)
    return { value: undefined, diagnostics: [noTypes(`no measured file belongs to the program of ${relative(root, 'tsconfig.json')}`)] };
  const text = prettyJson({ schema: 'urn:ampel:coverage-types:v1', files: facts });
  const problems = files.writeAtomically(typesPath, text);
  return { value: problems.length > 0 ? undefined : sha256(text), diagnostics: problems };
}

function noTypes(message: string): Diagnostic {
  return {
    code: 'COV-301',
    severity: 'error',
    message: `types cannot be asked for: ${message}`,
    place: undefined,
    why: 'operands of === and others whose type another file declares are not told to be Boolean',
    fix: 'mend tsconfig.json, or run without --types',
  };
}
