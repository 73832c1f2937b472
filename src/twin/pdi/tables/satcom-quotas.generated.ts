/* generated from config-items/pdi/structures/satcom-quotas.structure.json by npm run generate; do not edit */

/**
 * Priorities, buffer shares and link figures of the synchronisation over SATCOM.
 */
export interface SatcomQuotas {
  /**
   * Persistent buffer for data that waits for transfer. In GiB.
   */
  bufferSize: number;
  /**
   * Last priority that is sent over a degraded link.
   */
  degradedPriorityMax: number;
  /**
   * Share of the estimated bandwidth that is used on a degraded link. In steps of 1/1000.
   */
  degradedBandwidthShare: number;
  /**
   * Filling of the buffer of priority 0 at which an alert is raised. In steps of 1/1000.
   */
  bufferAlertShare: number;
  /**
   * Attempts to transfer an item.
   */
  transferAttemptsMax: number;
  /**
   * Longest wait for an acknowledgement. In s.
   */
  acknowledgementTimeout: number;
  /**
   * Figures of the satellite link.
   */
  link: {
    /**
     * Nominal bandwidth. In Mbit s^-1.
     */
    nominalBandwidth: number;
    /**
     * Least elevation of the satellite. In deg.
     */
    elevationMinimum: number;
    /**
     * Rain fade margin. In dB.
     */
    rainFadeMargin: number;
    /**
     * Time of a handover. In steps of 1/10 s.
     */
    handoverTime: number;
    /**
     * Typical latency. In ms.
     */
    latency: number;
    /**
     * Largest loss of packets. In steps of 1/1000.
     */
    packetLossMax: number;
  };
  /**
   * Classes of data in the order of priority.
   *
   * @minItems 7
   * @maxItems 7
   *
   * Items: One class of data.
   */
  classes: {
    /**
     * The class.
     */
    dataClass:
      | 'safety-critical-events'
      | 'anomaly-detections'
      | 'system-health-snapshots'
      | 'performance-metrics'
      | 'sensor-data-aggregates'
      | 'raw-sensor-streams'
      | 'maintenance-logs';
    /**
     * Priority, 0 being the highest.
     */
    priority: number;
    /**
     * Share of the buffer. In steps of 1/1000.
     */
    bufferShare: number;
  }[];
}
