// Loads the project in the current folder, weighs it and writes its trace page.
import { writeFileSync } from 'node:fs';
import { NodeFiles } from '../../dist/adapters/node-files.js';
import { nextSteps, summaryOf, verdictReasons } from '../../dist/toolchain/package/summary.js';
import { writeTracePage } from '../../dist/toolchain/package/trace-page/write-trace-page.js';
import { tracePageInputOf } from '../../dist/toolchain/package/trace-page-input.js';
import { loadConfig } from '../../dist/toolchain/project/load-config.js';
import { loadProject } from '../../dist/toolchain/project/load-project.js';
import { gateOf } from '../../dist/toolchain/trace/gate.js';
import { standingsOf } from '../../dist/toolchain/trace/standing.js';

const files = new NodeFiles('.');
const project = await loadProject(files, loadConfig(files, 'ampel.config.yaml').config, '2030-01-01');
const gate = gateOf(project.graph, project.diagnostics);
const standings = standingsOf(project.graph, gate.findings);
const summary = summaryOf(project, standings);
const frame = {
  commit: 'none',
  commitDate: '',
  toolVersion: '',
  gate,
  standings,
  blameOf: () => [],
  nextSteps: nextSteps(gate, summary),
  verdictReasons: verdictReasons(gate, summary),
};
writeFileSync('trace.html', writeTracePage(tracePageInputOf(project, frame)));
