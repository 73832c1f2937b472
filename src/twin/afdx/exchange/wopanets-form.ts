/** What the reader does with the attributes of one kind of element. */
export interface ElementForm {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Attributes without a meaning for the network, whose loss is noted. */
  readonly dropped: readonly string[];
  readonly children: readonly string[];
}

/** Why an attribute that other tools know is refused. */
export interface RefusedAttribute {
  readonly why: string;
  readonly fix: string;
}

/**
 * The elements and attributes of the WoPANets form as files of WoPANets and Open-Timaeus-Net have them.
 *
 * @implements LLR-CNV-006
 */
export const elementForms: ReadonlyMap<string, ElementForm> = new Map<string, ElementForm>([
  ['elements', { required: [], optional: [], dropped: [], children: ['network', 'station', 'switch', 'link', 'flow'] }],
  [
    'network',
    {
      required: ['overhead'],
      optional: ['name', 'technology', 'transmission-capacity', 'x-type'],
      dropped: ['shortest-path-policy'],
      children: [],
    },
  ],
  [
    'station',
    { required: ['name'], optional: ['transmission-capacity', 'service-policy', 'tech-latency'], dropped: ['x', 'y'], children: [] },
  ],
  [
    'switch',
    {
      required: ['name', 'tech-latency'],
      optional: ['transmission-capacity', 'service-policy', 'switching-technique'],
      dropped: ['x', 'y'],
      children: [],
    },
  ],
  ['link', { required: ['name', 'from', 'to'], optional: ['fromPort', 'toPort', 'transmission-capacity'], dropped: [], children: [] }],
  [
    'flow',
    {
      required: ['name', 'source', 'max-payload', 'period'],
      optional: ['min-payload', 'deadline', 'jitter', 'priority'],
      dropped: [],
      children: ['target'],
    },
  ],
  ['target', { required: [], optional: ['name', 'mode'], dropped: [], children: ['path'] }],
  ['path', { required: ['node'], optional: [], dropped: [], children: [] }],
]);

const bucket: RefusedAttribute = {
  why: 'a leaky bucket permits frames closer together than any bandwidth allocation gap, and says nothing of frame sizes',
  fix: 'describe the flow by period, max-payload and min-payload',
};
const serviceCurve: RefusedAttribute = {
  why: 'an output port of the network serves at the rate of its link after the latency of its node, and has no other service curve',
  fix: 'describe the node by tech-latency, and the link by transmission-capacity',
};
const packetSize: RefusedAttribute = {
  why: 'tools disagree whether this size holds the overhead',
  fix: 'give max-payload and min-payload of each flow',
};

/**
 * Attributes that Saihu and xTFA know in this form and that would change the meaning of the network if they were left out.
 *
 * @implements LLR-CNV-006
 */
export const refusedAttributes: ReadonlyMap<string, RefusedAttribute> = new Map([
  ['arrival-curve', bucket],
  ['lb-burst', bucket],
  ['lb-rate', bucket],
  ['service-latency', serviceCurve],
  ['service-rate', serviceCurve],
  ['maximum-packet-size', packetSize],
  ['minimum-packet-size', packetSize],
  [
    'redundancy',
    {
      why: 'the form has no agreed way to tell the two networks apart',
      fix: 'give each of the two networks a file of its own',
    },
  ],
]);
