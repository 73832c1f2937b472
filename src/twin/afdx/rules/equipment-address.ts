import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { sourceMacAddressOf } from '../addresses.js';
import type { Rule } from './rule.js';

/**
 * AFDX-103: no two end systems have the same source address.
 *
 * @implements LLR-AFDX-005
 */
export const equipmentAddress: Rule = ({ network, placeOf }) => {
  const owners = new Map<string, string>();
  const findings: Diagnostic[] = [];
  network.endSystems.forEach((endSystem, index) => {
    const address = sourceMacAddressOf(endSystem, 'A');
    const owner = owners.get(address);
    if (owner === undefined) owners.set(address, endSystem.id);
    else {
      findings.push({
        code: 'AFDX-103',
        severity: 'error',
        message: `end systems ${owner} and ${endSystem.id} have the same address ${address}`,
        place: placeOf(`/endSystems/${index}/equipmentId`),
        why: 'network id and equipment id make the source MAC and IP addresses, which name the sender of a frame',
        fix: 'choose an equipmentId that no other end system with this networkId has',
        subjects: [endSystem.id, owner],
      });
    }
  });
  return findings;
};
