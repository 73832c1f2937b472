import type { Read } from '../../../kernel/result.js';
import type { TimingNetwork } from '../timing/timing-network.js';
import { optionFindingsOf } from './check-options.js';
import { networkTablesOf } from './network-tables.js';
import { Simulation } from './simulation.js';
import type { SimulationOptions } from './simulation-options.js';
import { type SimulationResult, simulationResultOf } from './simulation-result.js';

/**
 * Simulates a network frame by frame: release by the regulators, latency, queues of the output ports, sending, travel, multicast
 * copies, policing, faults, and redundancy management at the destinations. The same network and options give the same result
 * on each platform, bit for bit. No value is returned when something is wrong with the options: AFDX-270 to AFDX-282.
 *
 * @implements LLR-SIM-005
 */
export function simulate(network: TimingNetwork, options: SimulationOptions): Read<SimulationResult | undefined> {
  const diagnostics = optionFindingsOf(network, options);
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const tables = networkTablesOf(network);
  const run = new Simulation(tables, options);
  run.run();
  return { value: simulationResultOf(tables, options, run), diagnostics };
}
