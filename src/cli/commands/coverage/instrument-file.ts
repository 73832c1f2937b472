/** Instruments one file, told on standard input, for a process that found no instrumented text of it. */
import { readFileSync } from 'node:fs';
import { NodeFiles } from '../../../adapters/node-files.js';
import type { SourceText } from './cached-text.js';
import { instrumentedText } from './instrumented-text.js';
import { settingsFrom } from './settings.js';

const { settings, source } = JSON.parse(readFileSync(0, 'utf8')) as { readonly settings: unknown; readonly source: SourceText };
const given = settingsFrom(JSON.stringify(settings));
if (given !== undefined) instrumentedText(new NodeFiles(given.root), given, source);
