#!/usr/bin/env node
import { commands } from './commands.js';
import { run } from './run.js';

process.exitCode = await run(process.argv.slice(2), commands);
