/* generated from config-items/pdi/structures/ecs-limits.structure.json by npm run generate; do not edit */

/**
 * Limits and margins of the environmental control optimiser.
 */
export interface EcsLimits {
  /**
   * Least predicted cabin temperature. In steps of 1/10 °C.
   */
  cabinTemperatureMinimum: number;
  /**
   * Largest predicted cabin temperature. In steps of 1/10 °C.
   */
  cabinTemperatureMaximum: number;
  /**
   * Margin inside each temperature limit; a difference of temperatures. In steps of 1/10 °C.
   */
  temperatureMargin: number;
  /**
   * Least predicted cabin pressure. In steps of 1/10 kPa.
   */
  cabinPressureMinimum: number;
  /**
   * Largest predicted cabin pressure. In steps of 1/10 kPa.
   */
  cabinPressureMaximum: number;
  /**
   * Margin inside each refrigerant pressure limit. In steps of 1/100 bar.
   */
  refrigerantPressureMargin: number;
  /**
   * Rated power of the compressor. In steps of 1/10 kW.
   */
  compressorPowerMax: number;
  /**
   * Share of the rated power that may be used. In steps of 1/1000.
   */
  compressorPowerShare: number;
  /**
   * Least superheat at the evaporator outlet; a difference of temperatures. In steps of 1/10 K.
   */
  superheatMinimum: number;
  /**
   * Limit of the compressor discharge temperature, before its margin. In steps of 1/10 °C.
   */
  dischargeTemperatureMax: number;
  /**
   * Share of the nominal charge with which each limit is met as well. In steps of 1/1000.
   */
  refrigerantChargeShare: number;
  /**
   * Share of the surge pressure ratio that stays free. In steps of 1/1000.
   */
  surgeMargin: number;
}
