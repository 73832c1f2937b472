import { present } from '../../../kernel/present.js';
import type { FindingLog } from './finding-log.js';
import type { TapWatch } from './tap-watch.js';

/** Identifiers that a message lists. */
const listedMax = 20;

/**
 * What can be said when all captures have ended: captures without a frame of AFDX, networks without one, virtual links that were not
 * seen (a warning when the end system is known, because then each of them was to pass), and what was not judged for want of a figure.
 *
 * @implements LLR-MON-019
 */
export function closingFindings(taps: readonly TapWatch[]): void {
  for (const tap of taps) {
    const idle = tap.states.filter(
      ({ log, interfaces }) => log.countOf('AFDX-300') === 0 && interfaces.every(({ afdxFrames }) => afdxFrames === 0),
    );
    for (const { log } of idle) log.add({ code: 'AFDX-332', record: 0, message: 'no frame of the capture is of AFDX' });
    if (tap.streams.size === 0) continue;
    const { log } = present(tap.states[0], 'capture of a tap');
    judgeNetworks(tap, log);
    judgeAllowances(tap, log);
    const unnamed = tap.states.find(({ interfaces }) =>
      interfaces.some(({ network, afdxFrames }) => network === undefined && afdxFrames > 0),
    );
    unnamed?.log.add({
      code: 'AFDX-334',
      record: 0,
      kind: 'network',
      message:
        'the network of an interface is not known: that of each frame was taken from its source address, and crossed cables are not seen',
    });
  }
}

function judgeNetworks(tap: TapWatch, log: FindingLog): void {
  const { captured, seen } = tap.networks();
  for (const network of captured.filter((name) => !seen.includes(name)))
    log.add({ code: 'AFDX-332', record: 0, kind: network, message: `no frame of a configured virtual link on network ${network}` });
  const silences = seen.map((network) => ({ network, silent: tap.silent(network) })).filter(({ silent }) => silent.length > 0);
  for (const { network, silent } of silences) {
    const message = `not seen on network ${network}: virtual links ${listed(silent)}`;
    log.add({ code: 'AFDX-328', severity: tap.endSystem === undefined ? 'note' : 'warning', record: 0, kind: network, message });
  }
  const unjudged = [...tap.pairs.values()].reduce((sum, { unjudgedCopies }) => sum + unjudgedCopies, 0);
  if (unjudged === 0) return;
  const message = `${unjudged} copies have no copy on the other network, whose capture does not reach there`;
  log.add({ code: 'AFDX-334', record: 0, kind: 'copies', message });
}

function judgeAllowances(tap: TapWatch, log: FindingLog): void {
  const streams = [...tap.streams.values()].filter(({ contract }) => contract.jitterNanoseconds === undefined);
  if (streams.length === 0) return;
  const ids = [...new Set(streams.map(({ contract }) => contract.virtualLink.id))];
  const message = `the jitter allowed here is not known; gaps were not judged for virtual links ${listed(ids)}`;
  log.add({ code: 'AFDX-334', record: 0, kind: 'jitter', message });
}

function listed(ids: readonly number[]): string {
  const more = ids.length > listedMax ? ` and ${ids.length - listedMax} more` : '';
  return `${ids.slice(0, listedMax).join(', ')}${more}`;
}
