import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import type { GateResult } from '../gate.js';

/**
 * The gate's answer as JSON with sorted keys: verdict, counts, findings, exceptions in force.
 * @implements LLR-GAT-004
 */
export function gateJson(result: GateResult, project: string): string {
  return prettyJson({ project, ...result } as unknown as Json);
}
