import type { Priority } from './certificate-claims.js';
import type { Subject } from './comparisons.js';
import type { ExpectedPort } from './expected-network.js';

/**
 * The claim on a delay at a port, in words.
 * @implements LLR-CCK-003
 */
export function delaySubject({ id }: ExpectedPort, priority: Priority): Subject {
  const why = 'the formula of the method gives more from the claims of the ports before, so that a frame could stay longer than claimed';
  return { code: 'AFDX-346', what: `port ${id}, delay of priority ${priority}`, why };
}

/**
 * The claim on the backlog of a port, in words.
 * @implements LLR-CCK-003
 */
export function backlogSubject({ id }: ExpectedPort): Subject {
  const why =
    'the formula of the method gives more from the claims of the ports before, so that a buffer of the claimed size could overflow';
  return { code: 'AFDX-347', what: `port ${id}, backlog`, why };
}
