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
    for (const { log, interfaces } of tap.states) {
      const count = interfaces.reduce((sum, { afdxFrames }) => sum + afdxFrames, 0);
      if (count === 0 && log.countOf('AFDX-300') === 0)
        log.add({ code: 'AFDX-332', record: 0, message: 'no frame of the capture is of AFDX' });
    }
    const [first] = tap.states;
    if (first === undefined || tap.streams.size === 0) continue;
    judgeNetworks(tap, first.log);
    judgeAllowances(tap, first.log);
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
  for (const network of captured) {
    if (!seen.includes(network)) {
      log.add({ code: 'AFDX-332', record: 0, kind: network, message: `no frame of a configured virtual link on network ${network}` });
      continue;
    }
    const silent = tap.silent(network);
    if (silent.length === 0) continue;
    const more = silent.length > listedMax ? ` and ${silent.length - listedMax} more` : '';
    const message = `not seen on network ${network}: virtual links ${silent.slice(0, listedMax).join(', ')}${more}`;
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
  const more = ids.length > listedMax ? ` and ${ids.length - listedMax} more` : '';
  const message = `the jitter allowed here is not known; gaps were not judged for virtual links ${ids.slice(0, listedMax).join(', ')}${more}`;
  log.add({ code: 'AFDX-334', record: 0, kind: 'jitter', message });
}
