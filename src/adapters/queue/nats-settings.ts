import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../../kernel/diagnostic.js';
import type { Read } from '../../kernel/result.js';
import { messageOf } from './queue-notice.js';

/** Where a NATS server is. */
export interface NatsPlace {
  /** Host and port, as shown in messages. */
  readonly place: string;
  /** Whether the connection must be encrypted. */
  readonly secure: boolean;
}

/** How one says who one is. */
export type NatsCredentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'seed'; readonly bytes: Uint8Array }
  | { readonly kind: 'user'; readonly user: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string };

const usualPort = '4222';

/**
 * The place that a URL names: `nats://host:port`, or `tls://host:port` where the connection must be encrypted.
 * @implements LLR-CMP-010
 */
export function natsPlaceOf(url: string): Read<NatsPlace | undefined> {
  const [, scheme, user, host, port = usualPort] =
    /^(nats|tls):\/\/([^@/]*@)?([\w.-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?\/?$/.exec(url) ?? [];
  if (user !== undefined)
    return refused('the address of the queue holds a name or password', 'addresses are shown in lists of processes and in logs');
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535)
    return refused(`the address of the queue is not understood: ${url}`, 'it names no server');
  return { value: { place: `${host}:${port}`, secure: scheme === 'tls' }, diagnostics: [] };
}

function refused(message: string, why: string): Read<undefined> {
  const fix = 'write nats://host:4222, or tls://host:4222; credentials go into a file that AMPEL_QUEUE_CREDENTIALS names';
  return { value: undefined, diagnostics: [{ code: 'CMP-105', severity: 'error', message, why, fix }] };
}

/**
 * The credentials in a file: a NATS credentials file, a seed (`SU…`), `name:password`, or a token, in one line.
 * @implements LLR-CMP-010
 */
export function natsCredentialsIn(path: string): Read<NatsCredentials | undefined> {
  if (path === '') return { value: { kind: 'none' }, diagnostics: [] };
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (thrown) {
    return unreadable(path, `it cannot be read: ${messageOf(thrown)}`);
  }
  const text = bytes.toString('utf8').trim();
  if (/-----BEGIN NATS USER JWT-----/.test(text)) return { value: { kind: 'file', bytes }, diagnostics: [] };
  if (text === '' || /\s/.test(text)) return unreadable(path, 'it is neither a NATS credentials file nor one word in one line');
  if (/^SU[A-Z2-7]{56}$/.test(text)) return { value: { kind: 'seed', bytes: Buffer.from(text) }, diagnostics: [] };
  const colon = text.indexOf(':');
  if (colon < 0) return { value: { kind: 'token', token: text }, diagnostics: [] };
  return { value: { kind: 'user', user: text.slice(0, colon), password: text.slice(colon + 1) }, diagnostics: [] };
}

function unreadable(path: string, why: string): Read<undefined> {
  const message = `the credentials of the queue in ${path} cannot be used`;
  const fix = 'name a file with NATS credentials, a seed, name:password or a token in AMPEL_QUEUE_CREDENTIALS';
  return { value: undefined, diagnostics: [{ code: 'CMP-106', severity: 'error', message, why, fix }] };
}

/**
 * Why a server cannot be used, from the error that the attempt ended with.
 * @implements LLR-CMP-011
 */
export function connectionFault({ place, secure }: NatsPlace, thrown: unknown): Diagnostic {
  const said = messageOf(thrown);
  const name = thrown instanceof Error ? thrown.name : '';
  const severity = 'error';
  if (name === 'JetStreamNotEnabled' || /jetstream is not enabled|jetstream not enabled/i.test(said)) {
    const message = `the NATS server at ${place} does not keep messages`;
    const fix = 'start it with JetStream: nats-server --jetstream --store_dir FOLDER; or enable JetStream for the account';
    return { code: 'CMP-103', severity, message, why: `JetStream is not enabled there (${said})`, fix };
  }
  if (/authorization|authentication|permissions violation|nkeys? /i.test(`${name} ${said}`)) {
    const message = `the NATS server at ${place} refuses the credentials`;
    const fix = 'name the right file in AMPEL_QUEUE_CREDENTIALS, or ask who runs the server for the rights listed in docs/campaigns.md';
    return { code: 'CMP-102', severity, message, why: said, fix };
  }
  if (
    /\btls\b|certificate|self.signed|altname|ssl/i.test(said) ||
    /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(codeOf(thrown))
  ) {
    const message = `no trusted encrypted connection to ${place}`;
    const fix = secure
      ? 'give the certificate of the authority in NODE_EXTRA_CA_CERTS, and the name that the certificate holds in the address'
      : 'write tls:// in the address, and give the certificate of the authority in NODE_EXTRA_CA_CERTS';
    return { code: 'CMP-107', severity, message, why: said, fix };
  }
  const message = `no NATS server can be reached at ${place}`;
  const fix = 'start one there (nats-server --jetstream --store_dir FOLDER), or correct the address and what lies between';
  return { code: 'CMP-101', severity, message, why: said || 'the connection was closed', fix };
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/**
 * A stream of the server cannot be used or made.
 * @implements LLR-CMP-011
 */
export function unsuitable(place: string, what: string, why: string): Diagnostic {
  return {
    code: 'CMP-108',
    severity: 'error',
    message: `${what} at ${place} cannot be used as a queue`,
    why,
    fix: 'remove it if nothing else needs it, raise the limits of the server, or use another account; docs/campaigns.md lists the settings',
  };
}
