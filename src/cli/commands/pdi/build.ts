import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { formatDiagnostic } from '../../../kernel/diagnostic.js';
import { sha256 } from '../../../kernel/digest.js';
import { builtItem } from '../../../twin/pdi/verification/verify-item.js';
import { type CommandContext, exitCodes } from '../../context.js';
import { complain } from '../../open-project.js';
import { folderOf, readItems } from './read-items.js';

/**
 * `ampel pdi build [FOLDER]`: images and manifests of the items whose source is right; those of the others are left as they are.
 * @implements LLR-PDV-011
 */
export async function pdiBuild(context: CommandContext): Promise<number> {
  const folder = folderOf(context, 'build');
  if (folder === undefined) return exitCodes.usage;
  const { items, diagnostics } = readItems(context, folder);
  const findings = [...diagnostics];
  const written: { readonly path: string; readonly bytes: number; readonly sha256: string }[] = [];
  for (const files of items) {
    const { image, manifest, diagnostics: problems } = builtItem(files);
    findings.push(...problems);
    if (image === undefined || manifest === undefined) continue;
    const failed = [
      ...context.files.writeAtomically(files.image.path, image),
      ...context.files.writeAtomically(files.manifest.path, manifest),
    ];
    complain(failed);
    if (failed.length > 0) return exitCodes.usage;
    written.push({ path: files.image.path, bytes: image.length, sha256: sha256(image) });
  }
  const isGreen = findings.length === 0 && items.length > 0;
  if (context.options.json === true) context.out(prettyJson({ folder, findings, written } as unknown as Json));
  else {
    const rows = written.map(({ path, bytes, sha256: digest }) => `${String(bytes).padStart(8)} bytes  ${digest.slice(0, 16)}…  ${path}\n`);
    const told = `${findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('')}${rows.join('')}`;
    context.out(`${told}${isGreen ? '✓' : '✗'} ${folder}: ${written.length} of ${items.length} images built\n`);
  }
  if (items.length === 0) return exitCodes.usage;
  return isGreen ? exitCodes.green : exitCodes.red;
}
