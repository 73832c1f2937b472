import type { Command } from '../../context.js';

const output = { type: 'string', help: 'file to write' } as const;

/**
 * The verbs of `ampel afdx`, in the order of its help.
 * @implements LLR-CLI-002
 */
export const afdxVerbs: readonly Command[] = [
  {
    name: 'afdx check',
    summary: 'the structural rules on a network configuration',
    usage: 'afdx check [FILE]',
    example: 'ampel afdx check config-items/afdx/network.json',
    options: {},
    positionals: 'any',
    load: async () => (await import('./check.js')).afdxCheck,
  },
  {
    name: 'afdx bounds',
    summary: 'delay, backlog, jitter and skew bounds against deadlines and buffers, with a certificate',
    usage: 'afdx bounds [FILE] [--method frame|grouped|total-flow] [--certificate OUT]',
    example: 'ampel afdx bounds config-items/afdx/network.json --certificate certificate.json',
    options: {
      method: { type: 'string', help: 'method that is judged by (frame, the finest)' },
      certificate: { ...output, help: 'file to write the certificate of the bounds to' },
      all: { type: 'boolean', help: 'list each destination, not the tightest alone' },
    },
    positionals: 'any',
    load: async () => (await import('./bounds.js')).afdxBounds,
  },
  {
    name: 'afdx report',
    summary: 'topology with loads, bounds against deadlines, and where the time goes, as one HTML page',
    usage: 'afdx report [FILE] [--output OUT]',
    example: 'ampel afdx report config-items/afdx/network.json --output afdx-report.html',
    options: { output: { ...output, help: 'page to write (afdx-report.html)' } },
    positionals: 'any',
    load: async () => (await import('./report.js')).afdxReport,
  },
];
