import { sha256 } from '../../../kernel/digest.js';
import type { TracePageInput } from './input.js';
import { packed } from './pack.js';
import { sectionsOf } from './sections.js';
import { viewerScript } from './viewer-script.js';
import { viewerStyle } from './viewer-style.js';

/**
 * The trace page: one HTML text that holds its data, style and script, and asks nothing of any network. Same input, same
 * bytes (on one version of zlib). Memory stays near the size of the input, because each section is packed by itself.
 * @implements LLR-VWR-006
 */
export function writeTracePage(input: TracePageInput): string {
  const data = Object.entries(sectionsOf(input)).map(
    ([name, section]) => `<script type="application/octet-stream" id="data-${name}">${packed(section())}</script>`,
  );
  const title = `${input.project} trace ${input.commit.slice(0, 12)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapedText(title)}</title>
<style>${viewerStyle}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<div id="app"><p class="loading" role="status">Unpacking the trace of ${escapedText(title)} …</p></div>
<noscript><p class="loading">This page unpacks its data with the script it contains. Allow scripts for this file to read it.</p></noscript>
${data.join('\n')}
<script>${viewerScript}</script>
</body>
</html>
`;
}

/**
 * Nothing may be loaded; only the one style and the one script written here may act, and neither may turn text into
 * markup. Source: W3C Content Security Policy Level 3, and Trusted Types.
 * @implements LLR-VWR-007
 */
export function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    `style-src '${integrityOf(viewerStyle)}'`,
    `script-src '${integrityOf(viewerScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function integrityOf(text: string): string {
  return `sha256-${Buffer.from(sha256(text), 'hex').toString('base64')}`;
}

function escapedText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
