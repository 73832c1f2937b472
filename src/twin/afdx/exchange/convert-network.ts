import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { AfdxNetwork, NetworkName } from '../network.generated.js';
import { networkNames, routesOf } from '../topology.js';
import { countsOf, type NetworkCounts } from './network-counts.js';
import type { NetworkFormat } from './read-foreign-network.js';
import { writeWopanets } from './write-wopanets.js';

/** A network in another form. */
export interface Conversion {
  readonly text: string;
  /** How much the text holds. */
  readonly counts: NetworkCounts;
  /** What was filled in when the network was first read from a form that says less. */
  readonly assumptions: readonly string[];
  /** What of the network the text lacks. */
  readonly notes: readonly string[];
}

/** What to write. */
export interface ConversionTarget {
  readonly format: NetworkFormat;
  /** The network that goes into a form which holds one. */
  readonly network: NetworkName;
  /** The place of the value at a JSON pointer, for findings. */
  readonly placeOf: (pointer: string) => Place;
}

/**
 * A network in the form asked for. AFDX-213 when the form holds one network and no virtual link has a route on the one asked for,
 * AFDX-102 when identifiers are used twice; then there is no text.
 *
 * @implements LLR-CNV-017
 */
export function convertNetwork(network: AfdxNetwork, target: ConversionTarget): Read<Conversion | undefined> {
  const assumptions = network.assumptions ?? [];
  if (target.format === 'json') return { value: { ...writtenJson(network), assumptions, notes: [] }, diagnostics: [] };
  const isEmpty = network.virtualLinks.length > 0 && network.virtualLinks.every((each) => routesOf(each, target.network).length === 0);
  if (isEmpty) return { value: undefined, diagnostics: [nothingThere(target)] };
  const { value, diagnostics } = writeWopanets(network, target.network, target.placeOf);
  return { value: value === undefined ? undefined : { ...value, assumptions }, diagnostics };
}

function writtenJson(network: AfdxNetwork): Pick<Conversion, 'text' | 'counts'> {
  return { text: prettyJson(network as unknown as Json), counts: countsOf(network, networkNames) };
}

function nothingThere({ network, placeOf }: ConversionTarget): Diagnostic {
  const other = network === 'A' ? 'B' : 'A';
  return {
    code: 'AFDX-213',
    severity: 'error',
    message: `no virtual link has a route on network ${network}`,
    place: placeOf('/virtualLinks'),
    why: 'the XML form holds one network, and this one would be empty',
    fix: `convert network ${other}`,
  };
}
