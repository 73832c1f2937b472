/* generated from sources.schema.json by npm run generate; do not edit */

/**
 * Source documents of the requirements, and the lines that ask for nothing, each with its reason.
 */
export interface SourcesFile {
  documents: SourceDocumentEntry[];
}
export interface SourceDocumentEntry {
  document: string;
  title?: string;
  /**
   * Number of lines of the document.
   */
  lines: number;
  sha256?: string;
  excluded?: ExcludedLines[];
}
export interface ExcludedLines {
  lines: string;
  reason: string;
  /**
   * Number of the decision record that settles it.
   */
  decision?: string;
}

/** The schema itself (JSON Schema 2020-12). */
export const sourcesFileSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel:sources",
  "title": "SourcesFile",
  "description": "Source documents of the requirements, and the lines that ask for nothing, each with its reason.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "documents"
  ],
  "properties": {
    "documents": {
      "type": "array",
      "items": {
        "title": "SourceDocumentEntry",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "document",
          "lines"
        ],
        "properties": {
          "document": {
            "type": "string",
            "minLength": 1
          },
          "title": {
            "type": "string"
          },
          "lines": {
            "type": "integer",
            "minimum": 1,
            "maximum": 10000000,
            "description": "Number of lines of the document."
          },
          "sha256": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$"
          },
          "excluded": {
            "type": "array",
            "items": {
              "title": "ExcludedLines",
              "type": "object",
              "additionalProperties": false,
              "required": [
                "lines",
                "reason"
              ],
              "properties": {
                "lines": {
                  "type": "string",
                  "pattern": "^[0-9]+(-[0-9]+)?$"
                },
                "reason": {
                  "type": "string",
                  "minLength": 10
                },
                "decision": {
                  "type": "string",
                  "description": "Number of the decision record that settles it."
                }
              }
            }
          }
        }
      }
    }
  }
} as const;
