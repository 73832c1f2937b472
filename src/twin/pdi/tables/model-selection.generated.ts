/* generated from config-items/pdi/structures/model-selection.structure.json by npm run generate; do not edit */

/**
 * Model of the aerodynamic surrogate for each flight phase.
 */
export interface ModelSelection {
  /**
   * A model slower than this is not selected. In ms.
   */
  inferenceTimeMax: number;
  /**
   * One entry for each flight phase.
   *
   * @minItems 7
   * @maxItems 7
   *
   * Items: Model of one flight phase.
   */
  selections: {
    /**
     * The flight phase.
     */
    phase: 'ground' | 'takeoff' | 'climb' | 'cruise' | 'descent' | 'approach' | 'landing';
    /**
     * The model.
     */
    model: 'aero-subsonic' | 'aero-transonic' | 'aero-high-lift' | 'aero-cruise';
    /**
     * Whether a model with this digest is released; the static tier serves the phase otherwise.
     */
    released: boolean;
    /**
     * Version of the model.
     */
    versionMajor: number;
    /**
     * Version of the model.
     */
    versionMinor: number;
    /**
     * Version of the model.
     */
    versionPatch: number;
    /**
     * SHA-256 of the model file; 0 when none is released.
     */
    digest: string;
  }[];
}
