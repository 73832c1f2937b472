import { chainScript } from './client/chain.js';
import { dataScript } from './client/data.js';
import { detailScript } from './client/detail.js';
import { domScript } from './client/dom.js';
import { findingsScript } from './client/findings.js';
import { gridScript } from './client/grid.js';
import { keyboardScript } from './client/keyboard.js';
import { listScript } from './client/list.js';
import { mainScript } from './client/main.js';
import { matrixScript } from './client/matrix.js';
import { overviewScript } from './client/overview.js';
import { pagesScript } from './client/pages.js';
import { printScript } from './client/print.js';
import { routeScript } from './client/route.js';
import { searchScript } from './client/search.js';

/**
 * Every part but the last, which starts the page: declarations only, so that tests can run them without a browser.
 * @implements LLR-VWR-008
 */
export const viewerParts = [
  dataScript,
  searchScript,
  chainScript,
  matrixScript,
  routeScript,
  keyboardScript,
  domScript,
  gridScript,
  listScript,
  detailScript,
  pagesScript,
  findingsScript,
  overviewScript,
  printScript,
].join('\n');

/**
 * The whole browser script: plain JavaScript text, one part for each concern, in one scope of its own. It is held as
 * text so that the built program needs neither a bundler nor its own source files to write a page.
 * @implements LLR-VWR-008
 */
export const viewerScript = `(() => {
'use strict';
${viewerParts}
${mainScript}
})();`;
