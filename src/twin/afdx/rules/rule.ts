import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { AfdxNetwork } from '../network.generated.js';
import type { Topology } from '../topology.js';

/** What a structural rule looks at: a network that conforms to the schema, and the way back to its text. */
export interface RuleContext {
  readonly network: AfdxNetwork;
  readonly topology: Topology;
  /** The place of the value at a JSON pointer. */
  placeOf(pointer: string): Place;
}

/** A structural rule: every finding of its code, or none. Linear in the size of the network. */
export type Rule = (context: RuleContext) => readonly Diagnostic[];

/**
 * How a virtual link is called in a message.
 *
 * @implements LLR-AFDX-003
 */
export function virtualLinkLabel(virtualLink: { readonly id: number; readonly name: string }): string {
  return `virtual link ${virtualLink.id} "${virtualLink.name}"`;
}

/**
 * How an end system, a switch or a virtual link is named among the subjects of a finding.
 *
 * @implements LLR-AFDX-003
 */
export function virtualLinkSubject(virtualLink: { readonly id: number }): string {
  return `VL-${virtualLink.id}`;
}
