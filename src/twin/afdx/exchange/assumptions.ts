/**
 * The title that stands for one that is not given.
 *
 * @implements LLR-CNV-005
 */
export const assumedTitle = 'AFDX network';

/**
 * What is filled in when a WoPANets file is read, in plain words and in the order of the list in the network. The first group stands
 * in each network read from such a file, because the form has no place for these values; the second only where a file leaves out
 * what it could say. A writer that finds one of the second group in a network leaves the value out again.
 *
 * @implements LLR-CNV-005
 */
export const assumptionTexts = {
  version: 'the version is 1.0.0',
  oneNetwork: 'the one network of the file is network A; there is no second one, so that the redundancy level is 1 and SkewMax is 0',
  reservations: 'the whole rate of each port is reserved for DAL D and E, and nothing is reserved for DAL A, B and C or as spare',
  criticality: 'each end system and each virtual link has DAL E',
  switchPlaces:
    'a switch stands at a position of its own name and at no known location, and is a core switch when no end system is attached',
  switchPorts: 'a switch has as many ports as the highest port in use',
  buffers: 'each switch port has a buffer of 1 000 000 000 byte, so that the check of buffers says nothing',
  equipment: 'end systems belong to ATA chapter 42, and their network and equipment ids count on from 0 in the order of the file',
  reception: 'end systems need no time between the last bit received and the application',
  propagation: 'signals need no time on the cables',
  messages: 'a virtual link carries one message, as large as its largest payload and sent once each gap',
  purpose: 'the purpose of a virtual link is not known',

  title: `the title is "${assumedTitle}"`,
  technology: 'the technology is AFDX',
  duplex: 'each link carries frames in both directions at its full rate',
  service: 'each output port sends high priority before low priority, and first in, first out within a priority',
  switching: 'switches store and forward: they hold a frame until its last bit has been received',
  names:
    'signs of node names that an identifier cannot hold became underscores; the name as written is that of the end system or the position of the switch',
  ports: 'ports are numbered at each node from 1 in the order of the links',
  transmission: 'end systems need no time between the release of a frame and the queue of their port',
  identifiers: 'virtual links are numbered from 1 in the order of the file',
  minimumFrame:
    'a virtual link without smallest payload may send frames down to 64 byte, or down to its largest frame when that is shorter',
  deadline: 'a virtual link without deadline has the longest that the schema allows, 10 s',
  jitter: 'frames are released without jitter',
  priority: 'a virtual link without priority has low priority',
} as const;

/** The kinds of filling. */
export type Assumption = keyof typeof assumptionTexts;

/**
 * Those of the first group, which hold for each file of the form.
 *
 * @implements LLR-CNV-005
 */
export const permanentAssumptions: readonly Assumption[] = [
  'version',
  'oneNetwork',
  'reservations',
  'criticality',
  'switchPlaces',
  'switchPorts',
  'buffers',
  'equipment',
  'reception',
  'propagation',
  'messages',
  'purpose',
];

/**
 * The texts of the assumptions made, each once, in their order.
 *
 * @implements LLR-CNV-005
 */
export function assumptionsListed(made: ReadonlySet<Assumption>): string[] {
  return (Object.keys(assumptionTexts) as Assumption[]).filter((key) => made.has(key)).map((key) => assumptionTexts[key]);
}
