/* generated from review-file.schema.json by npm run generate; do not edit */

/**
 * A person's review of requirements: evidence of the method review for the texts that were read.
 */
export interface ReviewFile {
  id: string;
  /**
   * Who read.
   */
  by: string;
  /**
   * Day of the review.
   */
  on: string;
  verdict: 'accepted' | 'rejected';
  /**
   * What was judged, against what, and what was found.
   */
  statement: string;
  /**
   * @minItems 1
   */
  requirements: [ReviewedText, ...ReviewedText[]];
}
export interface ReviewedText {
  id: string;
  /**
   * Of the text that was read; ampel review writes it.
   */
  fingerprint: string;
}

/** The schema itself (JSON Schema 2020-12). */
export const reviewFileSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel:review",
  "title": "ReviewFile",
  "description": "A person's review of requirements: evidence of the method review for the texts that were read.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "id",
    "by",
    "on",
    "verdict",
    "statement",
    "requirements"
  ],
  "properties": {
    "id": {
      "type": "string",
      "pattern": "^[A-Za-z][A-Za-z0-9_.-]*$"
    },
    "by": {
      "type": "string",
      "minLength": 1,
      "description": "Who read."
    },
    "on": {
      "type": "string",
      "format": "date",
      "description": "Day of the review."
    },
    "verdict": {
      "enum": [
        "accepted",
        "rejected"
      ]
    },
    "statement": {
      "type": "string",
      "minLength": 10,
      "description": "What was judged, against what, and what was found."
    },
    "requirements": {
      "type": "array",
      "minItems": 1,
      "items": {
        "title": "ReviewedText",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "fingerprint"
        ],
        "properties": {
          "id": {
            "type": "string",
            "minLength": 1
          },
          "fingerprint": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "Of the text that was read; ampel review writes it."
          }
        }
      }
    }
  }
} as const;
