import { gridStyle } from './style/grid.js';
import { pageStyle } from './style/page.js';
import { printStyle } from './style/print.js';

/**
 * The whole style sheet of the page.
 * @implements LLR-VWR-009
 */
export const viewerStyle = [pageStyle, gridStyle, printStyle].join('');
