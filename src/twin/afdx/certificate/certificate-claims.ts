import { countFrom, type Fraction, fractionFrom, type NumberReading, wholeFrom } from './claimed-numbers.js';
import { type Findings, quoted } from './findings.js';

/** The form of certificate that is understood. */
const knownFormat = 'ampel360-afdx-certificate/1';

export type Priority = 'high' | 'low';
export type Method = 'total-flow' | 'grouped' | 'frame' | 'path';

/** A number of the certificate; `undefined` when it is malformed, which has been reported. */
export interface Claim {
  readonly pointer: string;
  readonly value: Fraction | undefined;
}

/** What a certificate says of an output port. A priority that it does not mention is absent. */
export interface ClaimedPort {
  readonly pointer: string;
  readonly port: string;
  readonly delays: ReadonlyMap<Priority, Claim>;
  readonly backlog: Claim;
}

/** What a certificate says of a virtual link on one network. */
export interface ClaimedFlow {
  readonly pointer: string;
  readonly virtualLink: number;
  readonly network: string;
  readonly jitters: readonly { readonly port: string; readonly claim: Claim }[];
  readonly destinations: readonly {
    readonly pointer: string;
    readonly endSystem: string;
    readonly delay: Claim;
    readonly shortest: Claim;
  }[];
}

/** A certificate as far as it has the form of one. */
export interface Claims {
  readonly method: Method;
  readonly title: unknown;
  readonly version: unknown;
  readonly sha256: unknown;
  readonly ticksPerSecond: unknown;
  readonly ports: readonly ClaimedPort[];
  readonly flows: readonly ClaimedFlow[];
}

/**
 * Reads the form of a certificate. Each departure is a finding AFDX-340 and what it concerns is left out or `undefined`; there are no
 * claims at all when the value is no object, of another format or of a method that is not known.
 * @implements LLR-CCK-001
 */
export function claimsOf(certificate: unknown, findings: Findings): Claims | undefined {
  return new ClaimReader(findings).certificate(certificate);
}

/** Reads one certificate. */
class ClaimReader {
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  certificate(value: unknown): Claims | undefined {
    const top = this.#object(value ?? null, '', ['format', 'method', 'network', 'ticksPerSecond', 'ports', 'flows']);
    if (top === undefined) return undefined;
    const [format, method] = [top.get('format'), top.get('method')];
    if (format !== undefined && format !== knownFormat) this.#malformed('/format', format, `is not ${quoted(knownFormat)}`);
    if (method !== undefined && !isMethod(method)) this.#malformed('/method', method, 'is not total-flow, grouped, frame or path');
    if (format !== knownFormat || !isMethod(method)) return undefined;
    const network = this.#object(top.get('network'), '/network', ['title', 'version', 'sha256']);
    return {
      method,
      title: network?.get('title'),
      version: network?.get('version'),
      sha256: network?.get('sha256'),
      ticksPerSecond: top.get('ticksPerSecond'),
      ports: this.#list(top.get('ports'), '/ports').flatMap((port, at) => this.#port(port, `/ports/${at}`, method)),
      flows: this.#list(top.get('flows'), '/flows').flatMap((flow, at) => this.#flow(flow, `/flows/${at}`, method)),
    };
  }

  #port(value: unknown, pointer: string, method: Method): readonly ClaimedPort[] {
    const members = this.#object(value, pointer, ['port', 'delayTicks', 'backlogBits']);
    const port = this.#text(members?.get('port'), `${pointer}/port`);
    if (members === undefined || port === undefined) return [];
    const delayMembers =
      this.#object(members.get('delayTicks'), `${pointer}/delayTicks`, [], ['high', 'low']) ?? new Map<string, unknown>();
    const read = countsFrames(method) ? wholeFrom : fractionFrom;
    const delays = new Map<Priority, Claim>();
    for (const priority of ['high', 'low'] as const) {
      const delay = delayMembers.get(priority);
      if (delay !== undefined) delays.set(priority, this.#number(delay, `${pointer}/delayTicks/${priority}`, read));
    }
    return [{ pointer, port, delays, backlog: this.#number(members.get('backlogBits'), `${pointer}/backlogBits`, countFrom) }];
  }

  #flow(value: unknown, pointer: string, method: Method): readonly ClaimedFlow[] {
    const jitterNames = countsFrames(method) ? ['jitterTicks'] : [];
    const members = this.#object(value, pointer, ['virtualLink', 'network', ...jitterNames, 'destinations']);
    const virtualLink = this.#number(members?.get('virtualLink'), `${pointer}/virtualLink`, countFrom).value;
    const network = this.#text(members?.get('network'), `${pointer}/network`);
    if (members === undefined || virtualLink === undefined || network === undefined) return [];
    const jitters = countsFrames(method) ? this.#list(members.get('jitterTicks'), `${pointer}/jitterTicks`) : [];
    const destinations = this.#list(members.get('destinations'), `${pointer}/destinations`);
    return [
      {
        pointer,
        virtualLink: Number(virtualLink.numerator),
        network,
        jitters: jitters.flatMap((jitter, at) => this.#jitter(jitter, `${pointer}/jitterTicks/${at}`)),
        destinations: destinations.flatMap((destination, at) => this.#destination(destination, `${pointer}/destinations/${at}`)),
      },
    ];
  }

  #jitter(value: unknown, pointer: string): ClaimedFlow['jitters'] {
    const members = this.#object(value, pointer, ['port', 'ticks']);
    const port = this.#text(members?.get('port'), `${pointer}/port`);
    if (members === undefined || port === undefined) return [];
    return [{ port, claim: this.#number(members.get('ticks'), `${pointer}/ticks`, countFrom) }];
  }

  #destination(value: unknown, pointer: string): ClaimedFlow['destinations'] {
    const members = this.#object(value, pointer, ['endSystem', 'delayPicoseconds', 'shortestPicoseconds']);
    const endSystem = this.#text(members?.get('endSystem'), `${pointer}/endSystem`);
    if (members === undefined || endSystem === undefined) return [];
    const delay = this.#number(members.get('delayPicoseconds'), `${pointer}/delayPicoseconds`, wholeFrom);
    const shortest = this.#number(members.get('shortestPicoseconds'), `${pointer}/shortestPicoseconds`, wholeFrom);
    return [{ pointer, endSystem, delay, shortest }];
  }

  /** The members of an object that has the named ones and no other, apart from the optional ones. */
  #object(value: unknown, pointer: string, names: readonly string[], optional: readonly string[] = []): Map<string, unknown> | undefined {
    if (value === undefined) return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#malformed(pointer, value, 'is not an object');
      return undefined;
    }
    const members = new Map<string, unknown>(Object.entries(value));
    for (const name of names) if (members.get(name) === undefined) this.#malformed(pointer, value, `lacks the member ${quoted(name)}`);
    for (const name of members.keys())
      if (!names.includes(name) && !optional.includes(name)) this.#malformed(pointer, value, `has the unknown member ${quoted(name)}`);
    return members;
  }

  #list(value: unknown, pointer: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    if (value !== undefined) this.#malformed(pointer, value, 'is not a list');
    return [];
  }

  #text(value: unknown, pointer: string): string | undefined {
    if (typeof value === 'string') return value;
    if (value !== undefined) this.#malformed(pointer, value, 'is not a string');
    return undefined;
  }

  #number(value: unknown, pointer: string, read: (value: unknown) => NumberReading): Claim {
    if (value === undefined) return { pointer, value: undefined };
    const reading = read(value);
    if ('value' in reading) return { pointer, value: reading.value };
    this.#malformed(pointer, value, reading.fault);
    return { pointer, value: undefined };
  }

  #malformed(pointer: string, value: unknown, fault: string): void {
    this.#findings.add({
      code: 'AFDX-340',
      pointer,
      message: `${pointer === '' ? 'the certificate' : pointer}: ${quoted(value)} ${fault}`,
      why: 'a certificate has the form that docs/afdx-bounds.md describes, and a part of another form confirms nothing',
      fix: 'write the certificate anew with ampel afdx bounds --certificate',
    });
  }
}

/**
 * Whether the ports of a certificate are those of method frame: whole delays, and jitters.
 * @implements LLR-CCK-001
 */
export function countsFrames(method: Method): method is 'frame' | 'path' {
  return method === 'frame' || method === 'path';
}

function isMethod(value: unknown): value is Method {
  return value === 'total-flow' || value === 'grouped' || value === 'frame' || value === 'path';
}
