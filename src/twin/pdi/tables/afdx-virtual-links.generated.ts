/* generated from config-items/pdi/structures/afdx-virtual-links.structure.json by npm run generate; do not edit */

/**
 * Virtual links of the AFDX network: what each switch and end system enforces.
 */
export interface AfdxVirtualLinks {
  /**
   * Version of the network configuration that the table was made from.
   */
  networkVersion: string;
  /**
   * Virtual links in ascending order of their number.
   *
   * @minItems 1
   * @maxItems 512
   *
   * Items: One virtual link.
   */
  virtualLinks: {
    /**
     * Number of the virtual link.
     */
    id: number;
    /**
     * Shortest time between two frames. In ms.
     */
    bandwidthAllocationGap: number;
    /**
     * Lmax: largest frame from destination address to check sequence. In byte.
     */
    maximumFrame: number;
    /**
     * End system that sends.
     */
    source: string;
    /**
     * Level of the function, A being the highest.
     */
    criticality: 'A' | 'B' | 'C' | 'D' | 'E';
    /**
     * 2 when each frame is sent on both networks.
     */
    redundancyLevel: number;
    /**
     * End systems that receive.
     *
     * @minItems 1
     * @maxItems 20
     *
     * Items: One destination and the way to it.
     */
    destinations: {
      /**
       * End system that receives.
       */
      endSystem: string;
      /**
       * Switches passed on network A, in order; none when the virtual link does not use it.
       *
       * @minItems 0
       * @maxItems 4
       *
       * Items: A switch.
       */
      pathA: ('SW1A' | 'SW2A' | 'SW3A' | 'SW4A' | 'SW5A')[];
      /**
       * Switches passed on network B, in order; none when the virtual link does not use it.
       *
       * @minItems 0
       * @maxItems 4
       *
       * Items: A switch.
       */
      pathB: ('SW1B' | 'SW2B' | 'SW3B' | 'SW4B' | 'SW5B')[];
    }[];
  }[];
}
