/* generated from config-items/pdi/structures/safety-bounds.structure.json by npm run generate; do not edit */

/**
 * Bounds and rate limits of advisory parameters, which the safety monitor guards.
 */
export interface SafetyBounds {
  /**
   * Time between two checks of the active advisory. In ms.
   */
  checkInterval: number;
  /**
   * Normalised difference from the static tier above which an advisory is flagged for review. In steps of 1/1000.
   */
  reviewDivergence: number;
  /**
   * One entry for each parameter that an advisory may contain.
   *
   * @minItems 1
   * @maxItems 64
   *
   * Items: Bounds of one parameter, in its own unit.
   */
  parameters: {
    /**
     * The parameter.
     */
    parameter: 'cabin-temperature' | 'cabin-pressure' | 'compressor-power' | 'discharge-temperature' | 'superheat';
    /**
     * Unit of the figures of this entry.
     */
    unit: 'degC' | 'kPa' | 'kW' | 'K';
    /**
     * Least value, in the unit of the entry. In steps of 1/1000.
     */
    minimum: number;
    /**
     * Largest value, in the unit of the entry. In steps of 1/1000.
     */
    maximum: number;
    /**
     * Largest change in one second, in the unit of the entry. In steps of 1/1000.
     */
    ratePerSecondMax: number;
  }[];
}
