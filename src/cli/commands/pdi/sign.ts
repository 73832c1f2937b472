import { signingKeyFrom, verifyingKeyFrom } from '../../../adapters/node-keys.js';
import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic } from '../../../kernel/diagnostic.js';
import { releaseFindings, signedRelease } from '../../../twin/pdi/loading/signed-release.js';
import { consistencyRules } from '../../../twin/pdi/verification/consistency.js';
import { verifiedItem } from '../../../twin/pdi/verification/verify-item.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { fileNamed } from '../afdx/read-network.js';
import { pdiFolder, readItems, requirementFinder, wrongUsage } from './read-items.js';

const signUsage = 'ampel pdi sign NAME --key PRIVATE.pem --output OUT';
const checkUsage = 'ampel pdi verify-signature ENVELOPE NAME --public-key PUBLIC.pem';

/**
 * `ampel pdi sign NAME`: image and manifest of an item as a signed in-toto statement; an item with findings is not signed.
 * @implements LLR-PDX-015
 */
export async function pdiSign(context: CommandContext): Promise<number> {
  const [, name, ...more] = context.positionals;
  const [keyFile, out] = [optionText(context, 'key'), optionText(context, 'output')];
  if (name === undefined || more.length > 0 || keyFile === undefined || out === undefined)
    return wrongUsage('an item, a key and a file are needed', signUsage);
  const pem = textOf(context, keyFile);
  if (pem === undefined) return exitCodes.usage;
  const key = signingKeyFrom(pem);
  if (key === undefined)
    return wrongUsage(
      `${keyFile} holds no private key of Ed25519 or of ECDSA on P-256 in PEM`,
      'openssl genpkey -algorithm ed25519 makes one; an encrypted key is not read',
    );
  const files = readItems(context, pdiFolder).items.find((item) => item.name === name);
  if (files === undefined) return wrongUsage(`there is no item ${name}`, signUsage);
  const { diagnostics } = verifiedItem(files, consistencyRules, requirementFinder(context));
  const { image, manifest } = files;
  if (diagnostics.length > 0 || image.bytes === undefined || manifest.text === undefined)
    return rejected(context, name, diagnostics, 'an item with findings is not signed');
  const named = fileNamed(context, out);
  const problems = named.files.writeAtomically(named.path, signedRelease({ name, image: image.bytes, manifest: manifest.text }, key));
  complain(problems);
  if (problems.length > 0) return exitCodes.usage;
  context.out(
    context.options.json === true
      ? prettyJson({ name, keyId: key.keyId, written: out })
      : `✓ ${out}: ${name} signed with key ${key.keyId.slice(0, 16)}…\n`,
  );
  return exitCodes.green;
}

/**
 * `ampel pdi verify-signature ENVELOPE NAME`: whether a trusted key signed exactly the image and manifest that are there.
 * @implements LLR-PDX-015
 */
export async function pdiVerifySignature(context: CommandContext): Promise<number> {
  const [, path, name, ...more] = context.positionals;
  const keyFile = optionText(context, 'public-key');
  if (path === undefined || name === undefined || more.length > 0 || keyFile === undefined)
    return wrongUsage('an envelope, an item and a public key are needed', checkUsage);
  const [text, pem] = [textOf(context, path), textOf(context, keyFile)];
  if (text === undefined || pem === undefined) return exitCodes.usage;
  const key = verifyingKeyFrom(pem);
  if (key === undefined)
    return wrongUsage(
      `${keyFile} holds no public key of Ed25519 or of ECDSA on P-256 in PEM`,
      'openssl pkey -in PRIVATE.pem -pubout makes one; a private key is not taken for it',
    );
  const files = readItems(context, pdiFolder).items.find((item) => item.name === name);
  if (files?.image.bytes === undefined || files.manifest.text === undefined)
    return wrongUsage(`there is no built item ${name}`, checkUsage);
  const findings = releaseFindings({ name, image: files.image.bytes, manifest: files.manifest.text }, { path, text }, [key]);
  if (findings.length > 0) return rejected(context, name, findings, 'the release is rejected');
  context.out(
    context.options.json === true
      ? prettyJson({ name, keyId: key.keyId, findings: [] })
      : `✓ ${path}: ${name} was signed with key ${key.keyId.slice(0, 16)}…\n`,
  );
  return exitCodes.green;
}

function textOf(context: CommandContext, path: string): string | undefined {
  const named = fileNamed(context, path);
  const { value, diagnostics } = named.files.readText(named.path);
  complain(diagnostics);
  return value;
}

function rejected(context: CommandContext, name: string, findings: readonly Diagnostic[], verdict: string): number {
  if (context.options.json === true) context.out(prettyJson({ name, findings } as unknown as Json));
  else context.out(`${findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('')}✗ ${name}: ${verdict}\n`);
  return exitCodes.red;
}
