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
  {
    name: 'afdx verify-certificate',
    summary: 'confirm the bounds of a certificate by an independent checker',
    usage: 'afdx verify-certificate CERTIFICATE [NETWORK]',
    example: 'ampel afdx verify-certificate certificate.json config-items/afdx/network.json',
    options: {},
    positionals: 'any',
    load: async () => (await import('./verify-certificate.js')).afdxVerifyCertificate,
  },
  {
    name: 'afdx simulate',
    summary: 'play frames through a network by seed, with policing, redundancy and faults',
    usage: 'afdx simulate [FILE] [--seconds N] [--seed N] [--pattern NAME] [--target VL] [--rounds N] [--faults FILE] [--capture OUT]',
    example: 'ampel afdx simulate config-items/afdx/network.json --seconds 2 --seed 7',
    options: {
      seconds: { type: 'string', help: 'time to play, in seconds (1)' },
      seed: { type: 'string', help: 'seed of each random choice (1)' },
      pattern: { type: 'string', help: 'periodic-random-offset, sporadic, synchronous-burst, messages or adversarial' },
      target: { type: 'string', help: 'virtual link that --pattern adversarial is turned against' },
      rounds: { type: 'string', help: 'rounds of the search for its worst case (0)' },
      faults: { type: 'string', help: 'JSON file with faults to inject' },
      capture: { ...output, help: 'pcapng file to write the frames to' },
      at: { type: 'string', help: 'end system whose received frames are captured (the sent frames of each source)' },
    },
    positionals: 'any',
    load: async () => (await import('./simulate.js')).afdxSimulate,
  },
  {
    name: 'afdx monitor',
    summary: 'captures against a network configuration: frames, gaps, jitter, redundancy, latency',
    usage: 'afdx monitor CAPTURE… [--config FILE] [--tap source|destination] [--at END-SYSTEM]',
    example: 'ampel afdx monitor bench.pcapng --tap destination --at FCC-1',
    options: {
      config: { type: 'string', help: 'network configuration (that of the aircraft)' },
      tap: { type: 'string', help: 'link where frames were taken: source or destination, one for all captures or one each' },
      at: { type: 'string', help: 'end system at that link, one for all captures or one each' },
      networks: { type: 'string', help: 'network of each capture, or of each interface of a single one: A,B' },
      timestamps: { type: 'string', help: 'instant that times stand for: first-bit or last-bit (last-bit)' },
      fcs: { type: 'string', help: 'present or absent, where the capture does not say' },
      all: { type: 'boolean', help: 'list each finding and each row' },
    },
    positionals: 'any',
    load: async () => (await import('./monitor.js')).afdxMonitor,
  },
  {
    name: 'afdx schedule',
    summary: 'release offsets over the hyperperiod, and the compressed schedule table',
    usage: 'afdx schedule [FILE] [--scope SCOPE] [--grid MICROSECONDS] [--steps N] [--seed N] [--output OUT]',
    example: 'ampel afdx schedule --grid 100 --output table.json',
    options: {
      scope: { type: 'string', help: 'links that are kept free of conflicts: end-systems or all (end-systems)' },
      grid: { type: 'string', help: 'distance of possible offsets in microseconds; divides 1 ms (1000)' },
      steps: { type: 'string', help: 'most steps of the search' },
      seed: { type: 'string', help: 'seed of the search (1)' },
      output: { ...output, help: 'file to write the table to' },
    },
    positionals: 'any',
    load: async () => (await import('./schedule.js')).afdxSchedule,
  },
  {
    name: 'afdx reconfigure',
    summary: 'bottlenecks, and changes that relieve them, each proved before it is offered',
    usage: 'afdx reconfigure [FILE] [--link ID] [--load-limit PERCENT] [--margin-limit PERCENT] [--output OUT]',
    example: 'ampel afdx reconfigure --load-limit 5 --output candidate.json',
    options: {
      link: { type: 'string', help: 'look at this link alone' },
      'load-limit': { type: 'string', help: 'load of a port, in percent, from which it is a bottleneck' },
      'margin-limit': { type: 'string', help: 'margin of a deadline, in percent, below which it is a bottleneck' },
      proofs: { type: 'string', help: 'most options that are proved' },
      option: { type: 'string', help: 'number of the option to write (1)' },
      output: { ...output, help: 'file to write the candidate to, for configuration control' },
    },
    positionals: 'any',
    load: async () => (await import('./reconfigure.js')).afdxReconfigure,
  },
  {
    name: 'afdx convert',
    summary: 'a network as our JSON or as WoPANets XML',
    usage: 'afdx convert FILE [--to json|xml] [--network A|B] [--output OUT]',
    example: 'ampel afdx convert network.xml --output network.json',
    options: {
      to: { type: 'string', help: 'form to write: json or xml (the other one)' },
      network: { type: 'string', help: 'network to write as XML: A or B (A)' },
      output: { ...output, help: 'file to write (standard output)' },
    },
    positionals: 'any',
    load: async () => (await import('./convert.js')).afdxConvert,
  },
];
