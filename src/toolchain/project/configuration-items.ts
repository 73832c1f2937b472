import { canonicalJson, type Json } from '../../kernel/canonical-json.js';
import type { Diagnostic } from '../../kernel/diagnostic.js';
import { sha256 } from '../../kernel/digest.js';
import type { Files } from '../../ports/files.js';
import type { CodeUnit } from '../trace/model.js';
import type { ProjectConfig } from './config.generated.js';
import { configurationFile } from './load-config.js';

/**
 * The configuration items of a project as units of its trace. JSON keeps its fingerprint when it is laid out anew; any other
 * file has the digest of its bytes. A file that is not there is a finding.
 * @implements LLR-PRJ-012
 */
export function readConfigurationItems(files: Files, config: ProjectConfig, diagnostics: Diagnostic[]): readonly CodeUnit[] {
  return (config.configurationItems ?? []).flatMap((item): readonly CodeUnit[] => {
    const { value: bytes, diagnostics: problems } = files.readBytes(item.path);
    diagnostics.push(...problems);
    if (bytes === undefined) return [];
    const text = new TextDecoder().decode(bytes);
    return [
      {
        name: item.path,
        kind: 'configuration item',
        exported: true,
        language: 'data',
        implements: item.implements.map((id) => ({ id, place: { path: configurationFile, line: 1, column: 1 } })),
        place: { path: item.path, line: 1, column: 1 },
        lastLine: text.split('\n').length,
        fingerprint: item.path.endsWith('.json') ? jsonFingerprint(text, bytes) : sha256(bytes),
      },
    ];
  });
}

function jsonFingerprint(text: string, bytes: Uint8Array): string {
  try {
    return sha256(canonicalJson(JSON.parse(text) as Json));
  } catch {
    return sha256(bytes);
  }
}
