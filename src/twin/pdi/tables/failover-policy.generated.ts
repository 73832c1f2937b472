/* generated from config-items/pdi/structures/failover-policy.structure.json by npm run generate; do not edit */

/**
 * Thresholds, timings, weights and recovery of the advisory failover.
 */
export interface FailoverPolicy {
  /**
   * Times of the failover.
   */
  timings: {
    /**
     * Time between two advisories. In ms.
     */
    advisoryCycle: number;
    /**
     * Time between two health checks of each tier. In ms.
     */
    healthCheckInterval: number;
    /**
     * Time without a heartbeat after which a tier is dead. In ms.
     */
    heartbeatTimeout: number;
    /**
     * Longest time from the decision to the first advisory of the new tier. In ms.
     */
    failoverTimeMax: number;
    /**
     * Longest time from the sensor frame to the advisory, failover included. In ms.
     */
    endToEndMax: number;
    /**
     * Time after which a state transfer goes on with critical elements only. In ms.
     */
    stateTransferTimeout: number;
    /**
     * Time for which source and target run in parallel before a planned switch. In ms.
     */
    parallelOperation: number;
    /**
     * Time for which the new tier is observed after a planned switch. In ms.
     */
    stabilityCheck: number;
    /**
     * Time in which the output of a planned transition changes over. In ms.
     */
    bumplessTransfer: number;
  };
  /**
   * When a tier is left, and what lowers its score.
   */
  thresholds: {
    /**
     * Failed health checks in a row after which the active tier is left.
     */
    consecutiveFailures: number;
    /**
     * Composite score below which the active tier is left. In steps of 1/1000.
     */
    criticalScore: number;
    /**
     * Score below which a tier is degraded. In steps of 1/1000.
     */
    degradedScore: number;
    /**
     * Fall of the score in a minute above which a degraded tier is left. In steps of 1/1000.
     */
    declinePerMinute: number;
    /**
     * Ratio of valid outputs below which an issue is reported. In steps of 1/1000.
     */
    validOutputRatioMinimum: number;
    /**
     * Share of its memory budget above which the score of a tier falls. In steps of 1/1000.
     */
    memoryShareMax: number;
    /**
     * Share of its processor budget above which the score of a tier falls. In steps of 1/1000.
     */
    processorShareMax: number;
    /**
     * Factor of the score of a late tier. In steps of 1/1000.
     */
    latencyFactor: number;
    /**
     * Factor of the score of a tier above its memory share. In steps of 1/1000.
     */
    memoryFactor: number;
    /**
     * Factor of the score of a tier above its processor share. In steps of 1/1000.
     */
    processorFactor: number;
    /**
     * Correlation of primary and backup below which the score of the primary falls. In steps of 1/1000.
     */
    consistencyCorrelationMinimum: number;
    /**
     * Factor of the score of a primary that departs from the backup. In steps of 1/1000.
     */
    consistencyFactor: number;
  };
  /**
   * Weights of the composite score.
   */
  scoreWeights: {
    /**
     * Weight of the health score. In steps of 1/1000.
     */
    healthScore: number;
    /**
     * Weight of performance. In steps of 1/1000.
     */
    performance: number;
    /**
     * Weight of output validity. In steps of 1/1000.
     */
    outputValidity: number;
    /**
     * Weight of system resources. In steps of 1/1000.
     */
    systemResources: number;
    /**
     * Weight of historical reliability. In steps of 1/1000.
     */
    historicalReliability: number;
  };
  /**
   * Weights of the voters on a planned change, and what they must exceed.
   */
  votes: {
    /**
     * Weight of the health monitor. In steps of 1/1000.
     */
    healthMonitor: number;
    /**
     * Weight of the performance analyser. In steps of 1/1000.
     */
    performanceAnalyser: number;
    /**
     * Weight of the safety checker. In steps of 1/1000.
     */
    safetyChecker: number;
    /**
     * Weight of the resource monitor. In steps of 1/1000.
     */
    resourceMonitor: number;
    /**
     * Sum of approving weights that must be exceeded. In steps of 1/1000.
     */
    approval: number;
    /**
     * Sum of approving weights that must be exceeded for an approval with conditions. In steps of 1/1000.
     */
    conditionalApproval: number;
  };
  /**
   * Recovery of a failed tier, and return to it.
   */
  recovery: {
    /**
     * Time between two checks of the tiers that are not active. In s.
     */
    checkInterval: number;
    /**
     * Recovery attempts in a flight.
     */
    attemptsMax: number;
    /**
     * Wait before the second attempt, doubled with each further one. In s.
     */
    firstWait: number;
    /**
     * Longest wait between two attempts. In s.
     */
    waitMax: number;
    /**
     * Successful health checks in a row after which a tier is recovered.
     */
    provingSuccesses: number;
    /**
     * Time in shadow operation. In s.
     */
    shadowTime: number;
    /**
     * Time of stability that counts for a failback. In s.
     */
    stableTime: number;
    /**
     * Least confidence of a failback. In steps of 1/1000.
     */
    failbackConfidence: number;
  };
  /**
   * Budgets of the three tiers, in the order of failover.
   *
   * @minItems 3
   * @maxItems 3
   *
   * Items: Budget of one tier.
   */
  tiers: {
    /**
     * The tier.
     */
    tier: 'primary' | 'backup' | 'static';
    /**
     * An advisory later than this is late. In ms.
     */
    latencyMax: number;
    /**
     * Least accuracy on the reference data set. In steps of 1/1000.
     */
    accuracyMinimum: number;
  }[];
}
