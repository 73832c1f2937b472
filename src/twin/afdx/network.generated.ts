/* generated from network.schema.json by npm run generate; do not edit */

/**
 * Identifier of a switch or an end system: a letter or digit, then letters, digits, hyphens, underscores and full stops.
 */
export type NodeId = string;
/**
 * One of the two redundant networks.
 */
export type NetworkName = 'A' | 'B';
/**
 * Design assurance level of the function, A being the highest.
 */
export type Criticality = 'A' | 'B' | 'C' | 'D' | 'E';
/**
 * Identifier of a link: words of printable ASCII signs, one space between two of them.
 */
export type LinkId = string;

/**
 * Configuration of a redundant AFDX network (ARINC 664 part 7): switches, end systems, links and virtual links.
 */
export interface AfdxNetwork {
  /**
   * Address of this schema, for editors.
   */
  $schema?: string;
  /**
   * Name of the network, for people.
   */
  title: string;
  /**
   * Version of this configuration item, major.minor.patch.
   */
  version: string;
  /**
   * Values that the source of this file did not give and that were filled in, in plain words; absent when each value was given.
   */
  assumptions?: string[];
  reservationsPercent: Reservations;
  /**
   * Added once to each delay bound before it is held against the deadline, in microseconds; 0 when absent.
   */
  jitterAllowanceMicroseconds?: number;
  /**
   * Switches of both networks.
   */
  switches: Switch[];
  /**
   * End systems; each is attached to network A and to network B.
   */
  endSystems: EndSystem[];
  /**
   * Full-duplex cables between two ports.
   */
  links: Link[];
  /**
   * Virtual links in ascending order of their id.
   */
  virtualLinks: VirtualLink[];
}
/**
 * Share of the rate of each output port that a criticality group may use, in percent.
 */
export interface Reservations {
  /**
   * Share of DAL A and B, in percent.
   */
  safetyCritical: number;
  /**
   * Share of DAL C, in percent.
   */
  missionCritical: number;
  /**
   * Share of DAL D and E, in percent.
   */
  nonCritical: number;
  /**
   * Share that stays free, in percent.
   */
  spare: number;
}
/**
 * A store-and-forward switch of one of the two networks.
 */
export interface Switch {
  id: NodeId;
  network: NetworkName;
  /**
   * Place in the topology; the same position exists in A and in B.
   */
  position: string;
  /**
   * Core switches join edge switches; edge switches join end systems.
   */
  kind: 'core' | 'edge';
  /**
   * Zone of the aircraft.
   */
  location: string;
  /**
   * Number of ports that the switch has.
   */
  portCount: number;
  /**
   * Longest time from the last bit received to the frame being queued at the output port, in nanoseconds.
   */
  technologicalLatencyNanoseconds: number;
  /**
   * Memory of one output port for queued frames, in bytes.
   */
  outputBufferBytesPerPort: number;
}
/**
 * Equipment that sends and receives virtual links.
 */
export interface EndSystem {
  id: NodeId;
  /**
   * Name of the equipment, for people.
   */
  name: string;
  /**
   * ATA chapter of the equipment.
   */
  ataChapter: number;
  criticality: Criticality;
  /**
   * Byte 3 of the source MAC address and byte 1 of the source IP address, both counted from 0.
   */
  networkId: number;
  /**
   * Byte 4 of the source MAC address and byte 2 of the source IP address, both counted from 0.
   */
  equipmentId: number;
  /**
   * Longest technological latency of sending, without regulator and queue, in nanoseconds.
   */
  transmissionLatencyNanoseconds: number;
  /**
   * Longest technological latency of receiving, from the last bit to the application port, in nanoseconds.
   */
  receptionLatencyNanoseconds: number;
}
/**
 * A full-duplex cable. Its network is that of the switches it ends at.
 */
export interface Link {
  id: LinkId;
  /**
   * The two ends, in any order.
   *
   * @minItems 2
   * @maxItems 2
   */
  ends: [LinkEnd, LinkEnd];
  /**
   * Rate in each direction, in bits per second.
   */
  rateBitsPerSecond: number;
  /**
   * Signal travel time of the cable, in nanoseconds.
   */
  propagationDelayNanoseconds: number;
}
/**
 * One end of a cable.
 */
export interface LinkEnd {
  node: NodeId;
  /**
   * Port of the node, counted from 1; an end system has port 1 on network A and port 2 on network B.
   */
  port: number;
}
/**
 * A unidirectional flow from one source to a fixed set of destinations with a contracted rate.
 */
export interface VirtualLink {
  /**
   * Identifier, 16 bit; carried in the destination MAC and IP addresses.
   */
  id: number;
  /**
   * Name of the flow, for people.
   */
  name: string;
  /**
   * What the data is for.
   */
  purpose: string;
  source: NodeId;
  /**
   * End systems that receive the virtual link.
   *
   * @minItems 1
   */
  destinations: [NodeId, ...NodeId[]];
  criticality: Criticality;
  /**
   * Queue of the switch output ports.
   */
  priority: 'high' | 'low';
  /**
   * 2 when each frame is sent on networks A and B, 1 when on one of them.
   */
  redundancyLevel: 1 | 2;
  /**
   * Shortest time between two frames at the regulator output, in milliseconds: a power of two from 1 to 128.
   */
  bandwidthAllocationGapMilliseconds: number;
  /**
   * Smallest Ethernet frame from destination address to check sequence, in bytes.
   */
  minimumFrameBytes: number;
  /**
   * Largest Ethernet frame from destination address to check sequence, in bytes.
   */
  maximumFrameBytes: number;
  /**
   * Longest permitted time from the release at the regulator of the source to the delivery at each destination, in microseconds.
   */
  deadlineMicroseconds: number;
  /**
   * SkewMax: window in which a second copy of a frame is discarded, in microseconds; 0 without redundancy.
   */
  skewMaximumMicroseconds: number;
  /**
   * Jitter that the policer of each switch on the paths allows, in microseconds: the account is Smax (1 + jitter / BAG).
   */
  policerJitterMicroseconds?: number;
  advisoryUse?: AdvisoryUse;
  /**
   * Queues of the virtual link; one entry when it has a single queue.
   *
   * @minItems 1
   * @maxItems 4
   */
  subVirtualLinks:
    | [SubVirtualLink]
    | [SubVirtualLink, SubVirtualLink]
    | [SubVirtualLink, SubVirtualLink, SubVirtualLink]
    | [SubVirtualLink, SubVirtualLink, SubVirtualLink, SubVirtualLink];
  paths: Paths;
}
/**
 * States that destinations of a higher criticality receive this virtual link and do not depend on it.
 */
export interface AdvisoryUse {
  /**
   * The destinations meant.
   *
   * @minItems 1
   */
  destinations: [NodeId, ...NodeId[]];
  /**
   * Why the function of these destinations stays safe when the data is lost or wrong.
   */
  reason: string;
}
/**
 * A queue of a virtual link with the message it carries. The queues of a virtual link are served round robin.
 */
export interface SubVirtualLink {
  /**
   * Name of the message.
   */
  name: string;
  /**
   * Size of the message without any header, in bytes.
   */
  payloadBytes: number;
  /**
   * Largest Ethernet frame of this queue from destination address to check sequence, in bytes.
   */
  maximumFrameBytes: number;
  /**
   * Shortest time between two messages, in milliseconds.
   */
  periodMilliseconds: number;
  /**
   * Longest permitted time from the handing over of a message to its delivery at each destination, in microseconds; the period when absent.
   */
  deadlineMicroseconds?: number;
}
/**
 * Multicast tree on each network; both when the redundancy level is 2, one of them when it is 1.
 */
export interface Paths {
  A?: Routes;
  B?: Routes;
}
/**
 * For each destination the switches passed, in order, from the source to that destination.
 */
export interface Routes {
  /**
   * Switches in the order in which a frame passes them.
   */
  [k: string]: NodeId[];
}

/** The schema itself (JSON Schema 2020-12). */
export const afdxNetworkSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel360:schema:afdx-network:1",
  "title": "AfdxNetwork",
  "description": "Configuration of a redundant AFDX network (ARINC 664 part 7): switches, end systems, links and virtual links.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "title",
    "version",
    "reservationsPercent",
    "switches",
    "endSystems",
    "links",
    "virtualLinks"
  ],
  "properties": {
    "$schema": {
      "type": "string",
      "description": "Address of this schema, for editors."
    },
    "title": {
      "type": "string",
      "minLength": 1,
      "description": "Name of the network, for people."
    },
    "version": {
      "type": "string",
      "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$",
      "description": "Version of this configuration item, major.minor.patch."
    },
    "assumptions": {
      "type": "array",
      "items": {
        "type": "string",
        "minLength": 1
      },
      "description": "Values that the source of this file did not give and that were filled in, in plain words; absent when each value was given."
    },
    "reservationsPercent": {
      "$ref": "#/$defs/reservations"
    },
    "jitterAllowanceMicroseconds": {
      "type": "integer",
      "minimum": 0,
      "maximum": 10000,
      "description": "Added once to each delay bound before it is held against the deadline, in microseconds; 0 when absent."
    },
    "switches": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/switch"
      },
      "description": "Switches of both networks."
    },
    "endSystems": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/endSystem"
      },
      "description": "End systems; each is attached to network A and to network B."
    },
    "links": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/link"
      },
      "description": "Full-duplex cables between two ports."
    },
    "virtualLinks": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/virtualLink"
      },
      "description": "Virtual links in ascending order of their id."
    }
  },
  "$defs": {
    "nodeId": {
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]*$",
      "maxLength": 64,
      "description": "Identifier of a switch or an end system: a letter or digit, then letters, digits, hyphens, underscores and full stops."
    },
    "linkId": {
      "type": "string",
      "pattern": "^[!-~]+( [!-~]+)*$",
      "maxLength": 64,
      "description": "Identifier of a link: words of printable ASCII signs, one space between two of them."
    },
    "networkName": {
      "type": "string",
      "enum": [
        "A",
        "B"
      ],
      "description": "One of the two redundant networks."
    },
    "criticality": {
      "type": "string",
      "enum": [
        "A",
        "B",
        "C",
        "D",
        "E"
      ],
      "description": "Design assurance level of the function, A being the highest."
    },
    "reservations": {
      "title": "Reservations",
      "description": "Share of the rate of each output port that a criticality group may use, in percent.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "safetyCritical",
        "missionCritical",
        "nonCritical",
        "spare"
      ],
      "properties": {
        "safetyCritical": {
          "type": "integer",
          "minimum": 0,
          "maximum": 100,
          "description": "Share of DAL A and B, in percent."
        },
        "missionCritical": {
          "type": "integer",
          "minimum": 0,
          "maximum": 100,
          "description": "Share of DAL C, in percent."
        },
        "nonCritical": {
          "type": "integer",
          "minimum": 0,
          "maximum": 100,
          "description": "Share of DAL D and E, in percent."
        },
        "spare": {
          "type": "integer",
          "minimum": 0,
          "maximum": 100,
          "description": "Share that stays free, in percent."
        }
      }
    },
    "switch": {
      "title": "Switch",
      "description": "A store-and-forward switch of one of the two networks.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "network",
        "position",
        "kind",
        "location",
        "portCount",
        "technologicalLatencyNanoseconds",
        "outputBufferBytesPerPort"
      ],
      "properties": {
        "id": {
          "$ref": "#/$defs/nodeId"
        },
        "network": {
          "$ref": "#/$defs/networkName"
        },
        "position": {
          "type": "string",
          "minLength": 1,
          "description": "Place in the topology; the same position exists in A and in B."
        },
        "kind": {
          "type": "string",
          "enum": [
            "core",
            "edge"
          ],
          "description": "Core switches join edge switches; edge switches join end systems."
        },
        "location": {
          "type": "string",
          "minLength": 1,
          "description": "Zone of the aircraft."
        },
        "portCount": {
          "type": "integer",
          "minimum": 1,
          "maximum": 255,
          "description": "Number of ports that the switch has."
        },
        "technologicalLatencyNanoseconds": {
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000000,
          "description": "Longest time from the last bit received to the frame being queued at the output port, in nanoseconds."
        },
        "outputBufferBytesPerPort": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000000000,
          "description": "Memory of one output port for queued frames, in bytes."
        }
      }
    },
    "endSystem": {
      "title": "EndSystem",
      "description": "Equipment that sends and receives virtual links.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "name",
        "ataChapter",
        "criticality",
        "networkId",
        "equipmentId",
        "transmissionLatencyNanoseconds",
        "receptionLatencyNanoseconds"
      ],
      "properties": {
        "id": {
          "$ref": "#/$defs/nodeId"
        },
        "name": {
          "type": "string",
          "minLength": 1,
          "description": "Name of the equipment, for people."
        },
        "ataChapter": {
          "type": "integer",
          "minimum": 1,
          "maximum": 99,
          "description": "ATA chapter of the equipment."
        },
        "criticality": {
          "$ref": "#/$defs/criticality"
        },
        "networkId": {
          "type": "integer",
          "minimum": 0,
          "maximum": 255,
          "description": "Byte 3 of the source MAC address and byte 1 of the source IP address, both counted from 0."
        },
        "equipmentId": {
          "type": "integer",
          "minimum": 0,
          "maximum": 255,
          "description": "Byte 4 of the source MAC address and byte 2 of the source IP address, both counted from 0."
        },
        "transmissionLatencyNanoseconds": {
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000000,
          "description": "Longest technological latency of sending, without regulator and queue, in nanoseconds."
        },
        "receptionLatencyNanoseconds": {
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000000,
          "description": "Longest technological latency of receiving, from the last bit to the application port, in nanoseconds."
        }
      }
    },
    "linkEnd": {
      "title": "LinkEnd",
      "description": "One end of a cable.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "node",
        "port"
      ],
      "properties": {
        "node": {
          "$ref": "#/$defs/nodeId"
        },
        "port": {
          "type": "integer",
          "minimum": 1,
          "maximum": 255,
          "description": "Port of the node, counted from 1; an end system has port 1 on network A and port 2 on network B."
        }
      }
    },
    "link": {
      "title": "Link",
      "description": "A full-duplex cable. Its network is that of the switches it ends at.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "ends",
        "rateBitsPerSecond",
        "propagationDelayNanoseconds"
      ],
      "properties": {
        "id": {
          "$ref": "#/$defs/linkId"
        },
        "ends": {
          "type": "array",
          "minItems": 2,
          "maxItems": 2,
          "items": {
            "$ref": "#/$defs/linkEnd"
          },
          "description": "The two ends, in any order."
        },
        "rateBitsPerSecond": {
          "type": "integer",
          "minimum": 1000000,
          "maximum": 10000000000,
          "description": "Rate in each direction, in bits per second."
        },
        "propagationDelayNanoseconds": {
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "description": "Signal travel time of the cable, in nanoseconds."
        }
      }
    },
    "subVirtualLink": {
      "title": "SubVirtualLink",
      "description": "A queue of a virtual link with the message it carries. The queues of a virtual link are served round robin.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name",
        "payloadBytes",
        "maximumFrameBytes",
        "periodMilliseconds"
      ],
      "properties": {
        "name": {
          "type": "string",
          "minLength": 1,
          "description": "Name of the message."
        },
        "payloadBytes": {
          "type": "integer",
          "minimum": 1,
          "maximum": 65535,
          "description": "Size of the message without any header, in bytes."
        },
        "maximumFrameBytes": {
          "type": "integer",
          "minimum": 1,
          "maximum": 65535,
          "description": "Largest Ethernet frame of this queue from destination address to check sequence, in bytes."
        },
        "periodMilliseconds": {
          "type": "integer",
          "minimum": 1,
          "maximum": 3600000,
          "description": "Shortest time between two messages, in milliseconds."
        },
        "deadlineMicroseconds": {
          "type": "integer",
          "minimum": 1,
          "maximum": 3600000000,
          "description": "Longest permitted time from the handing over of a message to its delivery at each destination, in microseconds; the period when absent."
        }
      }
    },
    "routes": {
      "title": "Routes",
      "description": "For each destination the switches passed, in order, from the source to that destination.",
      "type": "object",
      "propertyNames": {
        "$ref": "#/$defs/nodeId"
      },
      "additionalProperties": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/nodeId"
        },
        "description": "Switches in the order in which a frame passes them."
      }
    },
    "virtualLink": {
      "title": "VirtualLink",
      "description": "A unidirectional flow from one source to a fixed set of destinations with a contracted rate.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "name",
        "purpose",
        "source",
        "destinations",
        "criticality",
        "priority",
        "redundancyLevel",
        "bandwidthAllocationGapMilliseconds",
        "minimumFrameBytes",
        "maximumFrameBytes",
        "deadlineMicroseconds",
        "skewMaximumMicroseconds",
        "subVirtualLinks",
        "paths"
      ],
      "properties": {
        "id": {
          "type": "integer",
          "minimum": 0,
          "maximum": 65535,
          "description": "Identifier, 16 bit; carried in the destination MAC and IP addresses."
        },
        "name": {
          "type": "string",
          "minLength": 1,
          "description": "Name of the flow, for people."
        },
        "purpose": {
          "type": "string",
          "minLength": 1,
          "description": "What the data is for."
        },
        "source": {
          "$ref": "#/$defs/nodeId"
        },
        "destinations": {
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": {
            "$ref": "#/$defs/nodeId"
          },
          "description": "End systems that receive the virtual link."
        },
        "criticality": {
          "$ref": "#/$defs/criticality"
        },
        "priority": {
          "type": "string",
          "enum": [
            "high",
            "low"
          ],
          "description": "Queue of the switch output ports."
        },
        "redundancyLevel": {
          "type": "integer",
          "enum": [
            1,
            2
          ],
          "description": "2 when each frame is sent on networks A and B, 1 when on one of them."
        },
        "bandwidthAllocationGapMilliseconds": {
          "type": "integer",
          "minimum": 1,
          "maximum": 65535,
          "description": "Shortest time between two frames at the regulator output, in milliseconds: a power of two from 1 to 128."
        },
        "minimumFrameBytes": {
          "type": "integer",
          "minimum": 1,
          "maximum": 65535,
          "description": "Smallest Ethernet frame from destination address to check sequence, in bytes."
        },
        "maximumFrameBytes": {
          "type": "integer",
          "minimum": 1,
          "maximum": 65535,
          "description": "Largest Ethernet frame from destination address to check sequence, in bytes."
        },
        "deadlineMicroseconds": {
          "type": "integer",
          "minimum": 1,
          "maximum": 10000000,
          "description": "Longest permitted time from the release at the regulator of the source to the delivery at each destination, in microseconds."
        },
        "skewMaximumMicroseconds": {
          "type": "integer",
          "minimum": 0,
          "maximum": 10000000,
          "description": "SkewMax: window in which a second copy of a frame is discarded, in microseconds; 0 without redundancy."
        },
        "policerJitterMicroseconds": {
          "type": "integer",
          "minimum": 0,
          "maximum": 10000000,
          "description": "Jitter that the policer of each switch on the paths allows, in microseconds: the account is Smax (1 + jitter / BAG)."
        },
        "advisoryUse": {
          "title": "AdvisoryUse",
          "description": "States that destinations of a higher criticality receive this virtual link and do not depend on it.",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "destinations",
            "reason"
          ],
          "properties": {
            "destinations": {
              "type": "array",
              "minItems": 1,
              "uniqueItems": true,
              "items": {
                "$ref": "#/$defs/nodeId"
              },
              "description": "The destinations meant."
            },
            "reason": {
              "type": "string",
              "minLength": 1,
              "description": "Why the function of these destinations stays safe when the data is lost or wrong."
            }
          }
        },
        "subVirtualLinks": {
          "type": "array",
          "minItems": 1,
          "maxItems": 4,
          "items": {
            "$ref": "#/$defs/subVirtualLink"
          },
          "description": "Queues of the virtual link; one entry when it has a single queue."
        },
        "paths": {
          "title": "Paths",
          "description": "Multicast tree on each network; both when the redundancy level is 2, one of them when it is 1.",
          "type": "object",
          "additionalProperties": false,
          "minProperties": 1,
          "properties": {
            "A": {
              "$ref": "#/$defs/routes"
            },
            "B": {
              "$ref": "#/$defs/routes"
            }
          }
        }
      }
    }
  }
} as const;
