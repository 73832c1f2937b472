/* generated from messages.schema.json by npm run generate; do not edit */

/**
 * Identifier of an end system of the topology.
 */
export type NodeId = string;

/**
 * Messages that end systems exchange, as input of the virtual link optimiser.
 */
export interface AfdxMessages {
  /**
   * Address of this schema, for editors.
   */
  $schema?: string;
  /**
   * Name of the message set, for people.
   */
  title: string;
  /**
   * The messages; their order is that of the virtual links made of them.
   */
  messages: MessageRequirement[];
}
/**
 * A message that is sent at most once in each period from one end system to one or more others. It has exactly one of the two deadlines.
 */
export interface MessageRequirement {
  /**
   * Name of the message, used once.
   */
  name: string;
  /**
   * What the data is for; the name when absent.
   */
  purpose?: string;
  /**
   * Largest size of the message without any header, in bytes.
   */
  sizeBytes: number;
  /**
   * Shortest time between two messages, in milliseconds.
   */
  periodMilliseconds: number;
  /**
   * Longest permitted time from the sending of the message by the application to the delivery of its last byte at each destination, in microseconds.
   */
  deadlineMicroseconds?: number;
  /**
   * The same in milliseconds.
   */
  deadlineMilliseconds?: number;
  /**
   * Design assurance level, A being the highest.
   */
  criticality: 'A' | 'B' | 'C' | 'D' | 'E';
  source: NodeId;
  /**
   * End systems that receive the message.
   *
   * @minItems 1
   */
  destinations: [NodeId, ...NodeId[]];
  /**
   * 2 (when absent) to send on networks A and B, 1 to send on one of them.
   */
  redundancyLevel?: 1 | 2;
  /**
   * Why destinations of a higher criticality do not depend on the message; needed when there are such destinations of DAL A or B.
   */
  advisoryReason?: string;
}

/** The schema itself (JSON Schema 2020-12). */
export const afdxMessagesSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel360:schema:afdx-messages:1",
  "title": "AfdxMessages",
  "description": "Messages that end systems exchange, as input of the virtual link optimiser.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "title",
    "messages"
  ],
  "properties": {
    "$schema": {
      "type": "string",
      "description": "Address of this schema, for editors."
    },
    "title": {
      "type": "string",
      "minLength": 1,
      "description": "Name of the message set, for people."
    },
    "messages": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/message"
      },
      "description": "The messages; their order is that of the virtual links made of them."
    }
  },
  "$defs": {
    "nodeId": {
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]*$",
      "maxLength": 64,
      "description": "Identifier of an end system of the topology."
    },
    "message": {
      "title": "MessageRequirement",
      "description": "A message that is sent at most once in each period from one end system to one or more others. It has exactly one of the two deadlines.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name",
        "sizeBytes",
        "periodMilliseconds",
        "criticality",
        "source",
        "destinations"
      ],
      "properties": {
        "name": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200,
          "description": "Name of the message, used once."
        },
        "purpose": {
          "type": "string",
          "minLength": 1,
          "description": "What the data is for; the name when absent."
        },
        "sizeBytes": {
          "type": "integer",
          "minimum": 1,
          "maximum": 65535,
          "description": "Largest size of the message without any header, in bytes."
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
          "maximum": 10000000,
          "description": "Longest permitted time from the sending of the message by the application to the delivery of its last byte at each destination, in microseconds."
        },
        "deadlineMilliseconds": {
          "type": "integer",
          "minimum": 1,
          "maximum": 10000,
          "description": "The same in milliseconds."
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
          "description": "Design assurance level, A being the highest."
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
          "description": "End systems that receive the message."
        },
        "redundancyLevel": {
          "type": "integer",
          "enum": [
            1,
            2
          ],
          "description": "2 (when absent) to send on networks A and B, 1 to send on one of them."
        },
        "advisoryReason": {
          "type": "string",
          "minLength": 1,
          "description": "Why destinations of a higher criticality do not depend on the message; needed when there are such destinations of DAL A or B."
        }
      }
    }
  }
} as const;
