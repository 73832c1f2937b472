import type { Command } from '../../context.js';

/**
 * The verbs of `ampel pdi`, in the order of its help.
 * @implements LLR-CLI-002
 */
export const pdiVerbs: readonly Command[] = [
  {
    name: 'pdi build',
    summary: 'build the image and manifest of each parameter data item from its source',
    usage: 'pdi build [FOLDER]',
    example: 'ampel pdi build',
    options: {},
    positionals: 'any',
    load: async () => (await import('./build.js')).pdiBuild,
  },
  {
    name: 'pdi verify',
    summary: 'verify parameter data apart from the program: ranges, constraints, consistency, elements, images',
    usage: 'pdi verify [FOLDER]',
    example: 'ampel pdi verify config-items/pdi',
    options: {},
    positionals: 'any',
    load: async () => (await import('./verify.js')).pdiVerify,
  },
  {
    name: 'pdi decode',
    summary: 'what an image says, or each reason why it says nothing',
    usage: 'pdi decode IMAGE [--structure FILE]',
    example: 'ampel pdi decode config-items/pdi/images/failover-policy.pdi',
    options: { structure: { type: 'string', help: 'structure file (the one of the project with the number that the image names)' } },
    positionals: 'any',
    load: async () => (await import('./decode.js')).pdiDecode,
  },
  {
    name: 'pdi diff',
    summary: 'what changed between two versions of an item, with the requirements and objectives touched',
    usage: 'pdi diff OLD NEW',
    example: 'ampel pdi diff old/failover-policy.json config-items/pdi/data/failover-policy.json',
    options: {},
    positionals: 'any',
    load: async () => (await import('./diff.js')).pdiDiff,
  },
  {
    name: 'pdi coverage',
    summary: 'elements of each table traced to requirements, and how their values were verified',
    usage: 'pdi coverage [FOLDER]',
    example: 'ampel pdi coverage',
    options: { all: { type: 'boolean', help: 'list each element that an assumption alone holds' } },
    positionals: 'any',
    load: async () => (await import('./coverage.js')).pdiCoverage,
  },
  {
    name: 'pdi compat',
    summary: 'whether the version of a structure rose as its change demands',
    usage: 'pdi compat OLD-STRUCTURE NEW-STRUCTURE',
    example: 'ampel pdi compat old.structure.json config-items/pdi/structures/failover-policy.structure.json',
    options: {},
    positionals: 'any',
    load: async () => (await import('./compat.js')).pdiCompat,
  },
  {
    name: 'pdi export',
    summary: 'images as Intel HEX or S-records; structures as C99, Ada 2012, Rust or layout document',
    usage: 'pdi export NAME --format hex|srec|c|ada|rust | --format layout, with --output OUT',
    example: 'ampel pdi export failover-policy --format c --output failover_policy.h',
    options: { output: { type: 'string', help: 'file to write; with --format c the header, and the decoder beside it' } },
    positionals: 'any',
    load: async () => (await import('./export.js')).pdiExport,
  },
  {
    name: 'pdi sign',
    summary: 'image and manifest of a verified item as a signed in-toto statement (DSSE)',
    usage: 'pdi sign NAME --key PRIVATE.pem --output OUT',
    example: 'ampel pdi sign failover-policy --key release.pem --output failover-policy.dsse.json',
    options: {
      key: { type: 'string', help: 'private key in PEM: Ed25519, or ECDSA on P-256' },
      output: { type: 'string', help: 'envelope to write' },
    },
    positionals: 'any',
    load: async () => (await import('./sign.js')).pdiSign,
  },
  {
    name: 'pdi verify-signature',
    summary: 'whether a trusted key signed exactly the image and manifest of an item',
    usage: 'pdi verify-signature ENVELOPE NAME --public-key PUBLIC.pem',
    example: 'ampel pdi verify-signature failover-policy.dsse.json failover-policy --public-key release.pub.pem',
    options: { 'public-key': { type: 'string', help: 'public key in PEM of who releases' } },
    positionals: 'any',
    load: async () => (await import('./sign.js')).pdiVerifySignature,
  },
];
