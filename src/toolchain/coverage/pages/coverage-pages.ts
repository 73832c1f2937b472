import { coverageFilePage } from './file-page.js';
import { coverageIndexPage } from './index-page.js';
import { filePageName } from './page-frame.js';
import type { PagesInput } from './pages-input.js';

/**
 * The coverage pages by their path: an index and one page for each source file. Plain HTML without script, for reading from disk.
 * @implements LLR-COV-051
 */
export function coveragePages(input: PagesInput): ReadonlyMap<string, string> {
  const pages = new Map([['index.html', coverageIndexPage(input)]]);
  for (const component of input.components) {
    for (const file of component.files) pages.set(filePageName(file.path), coverageFilePage(input, component, file));
  }
  return pages;
}
