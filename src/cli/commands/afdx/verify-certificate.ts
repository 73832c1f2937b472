import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { compareDiagnostics, type Diagnostic, formatDiagnostic } from '../../../kernel/diagnostic.js';
import { type CertificateCheck, type CertificateFigures, checkCertificate } from '../../../twin/afdx/certificate/check-certificate.js';
import { type JsonReading, readJson } from '../../../twin/afdx/json-places.js';
import { type CommandContext, exitCodes } from '../../context.js';
import { aircraftNetwork, fileNamed, readAfdxNetwork } from './read-network.js';

/**
 * `ampel afdx verify-certificate CERTIFICATE [NETWORK]`: confirms the bounds of a certificate for a network, the aircraft's own by default.
 * Exit code 0 when confirmed, 1 when not, 2 when one of the files cannot be read.
 * @implements LLR-CCK-017
 */
export async function afdxVerifyCertificate(context: CommandContext): Promise<number> {
  const [, certificatePath, networkPath = aircraftNetwork, ...more] = context.positionals;
  if (certificatePath === undefined || more.length > 0) return wrongUsage(more);
  const certificate = readCertificate(context, certificatePath);
  const { reading } = readAfdxNetwork(context, networkPath);
  const paths = { certificate: certificatePath, network: networkPath };
  if (certificate.json === undefined || reading.network === undefined) {
    report(context, paths, undefined, [...certificate.diagnostics, ...reading.diagnostics].sort(compareDiagnostics));
    return exitCodes.usage;
  }
  const { json } = certificate;
  const placeOf = (pointer: string) => ({ path: certificatePath, ...json.positionOf(pointer) });
  const check = checkCertificate({ network: reading.network, certificate: json.value, path: certificatePath, placeOf });
  report(context, paths, check, check.diagnostics);
  return check.confirmed ? exitCodes.green : exitCodes.red;
}

interface Paths {
  readonly certificate: string;
  readonly network: string;
}

function readCertificate(
  context: CommandContext,
  path: string,
): { readonly json?: JsonReading; readonly diagnostics: readonly Diagnostic[] } {
  const named = fileNamed(context, path);
  const { value: text, diagnostics } = named.files.readText(named.path);
  if (text === undefined) return { diagnostics: diagnostics.map((finding) => ({ ...finding, place: { path, line: 1, column: 1 } })) };
  const json = readJson(text);
  if (json.faults.length === 0) return { json, diagnostics: [] };
  return {
    diagnostics: json.faults.map(({ message, line, column }) => ({
      code: 'AFDX-340',
      severity: 'error',
      message,
      place: { path, line, column },
      why: 'the file is not a JSON text (RFC 8259) with one meaning',
      fix: 'write the certificate anew with ampel afdx bounds --certificate',
    })),
  };
}

function report(context: CommandContext, paths: Paths, check: CertificateCheck | undefined, findings: readonly Diagnostic[]): void {
  const confirmed = check?.confirmed ?? false;
  if (context.options.json === true) {
    const figures = check?.figures;
    const shown = figures === undefined ? null : { ...figures, largestDelay: figures.largestDelay ?? null, method: figures.method ?? null };
    context.out(
      prettyJson({ certificate: paths.certificate, network: paths.network, confirmed, findings, figures: shown } as unknown as Json),
    );
    return;
  }
  const found = findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('');
  context.out(`${found}${check === undefined ? '' : figuresText(check.figures)}${verdictText(paths, confirmed, findings.length)}`);
}

function figuresText({ method, ports, flows, destinations, comparisons, comparisonsNeeded, largestDelay }: CertificateFigures): string {
  const { virtualLink, network, endSystem, picoseconds } = largestDelay ?? {};
  const largest =
    picoseconds === undefined ? 'none' : `${microseconds(picoseconds)} µs, virtual link ${virtualLink} on ${network} to ${endSystem}`;
  return [
    `method        ${method ?? 'unknown'}`,
    `ports         ${ports}`,
    `flows         ${flows} (virtual links, counted on each network)`,
    `destinations  ${destinations}`,
    `comparisons   ${comparisons} of ${comparisonsNeeded} made`,
    `largest delay ${largest}`,
    '',
  ].join('\n');
}

function verdictText({ certificate, network }: Paths, confirmed: boolean, findings: number): string {
  if (confirmed) return `✓ ${certificate}: each bound is confirmed for ${network}\n`;
  return `✗ ${certificate}: not confirmed for ${network}, ${findings} finding${findings === 1 ? '' : 's'}\n`;
}

/** Microseconds with all decimals of a claimed number of picoseconds; an immense one as its size alone. */
function microseconds(picoseconds: string): string {
  if (picoseconds.length > 30) return 'more than 10^23';
  const digits = picoseconds.padStart(7, '0');
  const part = digits.slice(-6).replace(/0+$/, '');
  return `${digits.slice(0, -6)}${part === '' ? '' : `.${part}`}`;
}

function wrongUsage(more: readonly string[]): number {
  const message = more.length > 0 ? `"${more.join(' ')}" is not understood` : 'no certificate is named';
  process.stderr.write(
    `error CLI-102: ${message}\n  why: one certificate is checked against one network, and nothing was done\n  fix: ampel afdx verify-certificate CERTIFICATE [NETWORK]\n`,
  );
  return exitCodes.usage;
}
