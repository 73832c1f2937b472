import { type Diagnostic, formatDiagnostic } from '../../kernel/diagnostic.js';
import { generatedMark, matricesOf } from '../../toolchain/trace/matrices.js';
import { type CommandContext, exitCodes } from '../context.js';
import { complain, isReadInPart, withProject } from '../open-project.js';

/**
 * Folder of the matrices, under version control.
 * @implements LLR-CLI-006
 */
export const traceFolder = 'trace';

/**
 * `ampel trace`: writes the matrices; with `--check`, writes nothing and ends with 1 when one is not current.
 * @implements LLR-CLI-006
 */
export function trace(context: CommandContext): Promise<number> {
  return withProject(context, (project) => {
    if (isReadInPart(project)) return exitCodes.usage;
    const files = matricesOf(project.graph);
    const stale = files.filter((file) => context.files.readText(`${traceFolder}/${file.path}`).value !== file.text);
    const known = new Set(files.map((file) => `${traceFolder}/${file.path}`));
    const extra = leftOvers(context, known);
    if (context.options.check === true) {
      const findings = [...stale.map((file) => notCurrent(`${traceFolder}/${file.path}`)), ...extra.map(leftOver)];
      context.out(findings.map((finding) => `${formatDiagnostic(finding)}\n`).join(''));
      context.out(
        findings.length === 0
          ? `✓ ${files.length} matrices are current\n`
          : `✗ ${findings.length} of ${files.length} matrices are not current\n`,
      );
      return findings.length === 0 ? exitCodes.green : exitCodes.red;
    }
    const problems = stale.flatMap((file) => context.files.writeAtomically(`${traceFolder}/${file.path}`, file.text));
    for (const path of extra) context.files.remove(path);
    complain(problems);
    context.out(`${files.length} matrices in ${traceFolder}/: ${stale.length} written, ${files.length - stale.length} unchanged\n`);
    return problems.length === 0 ? exitCodes.green : exitCodes.usage;
  });
}

/** Matrices of an earlier trace that this one no longer has. Files that `ampel trace` did not write are nobody's matrix. */
function leftOvers(context: CommandContext, known: ReadonlySet<string>): readonly string[] {
  const tables = context.files.list({ paths: [`${traceFolder}/*.md`] }).value.filter((path) => !known.has(path));
  const generated = tables.filter((path) => context.files.readText(path).value?.includes(generatedMark) === true);
  return generated.flatMap((path) => [path.replace(/md$/, 'csv'), path].filter((file) => context.files.exists(file)));
}

function notCurrent(path: string): Diagnostic {
  return {
    code: 'TRC-150',
    severity: 'error',
    message: `${path} is not current`,
    place: { path, line: 1, column: 1 },
    why: 'a committed matrix that differs from the trace misleads its reader',
    fix: 'run: ampel trace, and commit the result',
  };
}

function leftOver(path: string): Diagnostic {
  return { ...notCurrent(path), message: `${path} belongs to no matrix of this project` };
}
