import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import { decodedImage } from '../decode-image.js';
import { encodedImage } from '../encode-image.js';
import { readExactJson } from '../exact-json.js';
import { pdiError, startOf } from '../findings.js';
import { manifestOf } from '../manifest.js';
import { type ParameterData, readData } from '../read-data.js';
import { readStructure } from '../read-structure.js';
import type { ConsistencyRule } from './consistency.js';
import { type ElementCoverage, elementCoverage } from './element-coverage.js';
import { elementsOfSource } from './elements.js';
import { elementsOfImage } from './second-decoder.js';

/** A file as it was read; bytes absent when it is not there. */
export interface FileText {
  readonly path: string;
  readonly text: string | undefined;
}

/** The files of one parameter data item. */
export interface ItemFiles {
  readonly name: string;
  readonly structure: FileText;
  readonly data: FileText;
  readonly image: { readonly path: string; readonly bytes: Uint8Array | undefined };
  readonly manifest: FileText;
}

/** What became of one item. */
export interface ItemVerification {
  readonly name: string;
  /** `undefined` when its source has findings. */
  readonly data: ParameterData | undefined;
  readonly image: Uint8Array | undefined;
  readonly manifest: string | undefined;
  readonly coverage: ElementCoverage | undefined;
  /** Elements that an independent decode of the image gives as the source says. */
  readonly equalElements: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the source of an item and builds its image and manifest, without judging those that are there.
 *
 * @implements LLR-PDV-008
 */
export function builtItem(files: ItemFiles): ItemVerification {
  const none = { name: files.name, data: undefined, image: undefined, manifest: undefined, coverage: undefined, equalElements: 0 };
  const { structure: structureFile, data: dataFile } = files;
  if (structureFile.text === undefined)
    return { ...none, diagnostics: [absent('PDI-115', structureFile.path, 'the structure of the item')] };
  if (dataFile.text === undefined) return { ...none, diagnostics: [absent('PDI-110', dataFile.path, 'the data of the item')] };
  const structure = readStructure({ name: files.name, path: structureFile.path, text: structureFile.text });
  if (structure.value === undefined) return { ...none, diagnostics: structure.diagnostics };
  const { value: data, diagnostics } = readData(structure.value, { path: dataFile.path, text: dataFile.text });
  if (data === undefined) return { ...none, diagnostics };
  const image = encodedImage(structure.value, data.item, data.values);
  return {
    ...none,
    data,
    image,
    manifest: manifestOf({ data, image, dataText: dataFile.text, structureText: structureFile.text }),
    diagnostics,
  };
}

/**
 * Verifies one item apart from the program that loads it. PDI-201: the image is missing; PDI-202: it is not what the source builds; PDI-203: an
 * independent decode of it does not give the source; PDI-204: the manifest is not that of the image. The findings on its source and on its
 * elements come with them.
 *
 * @implements LLR-PDV-008
 */
export function verifiedItem(
  files: ItemFiles,
  rules: readonly ConsistencyRule[],
  hasRequirement: ((id: string) => boolean) | undefined,
): ItemVerification {
  const built = builtItem(files);
  const { data, image, manifest } = built;
  if (data === undefined || image === undefined) return built;
  const elements = elementsOfSource(data.structure, readExactJson(files.data.path, files.data.text ?? '', 'PDI-110'));
  const compared = rules.filter(({ table }) => table === files.name).flatMap(({ compares }) => compares);
  const covered = elementCoverage({ data, elements, hasRequirement, compared });
  const found = imageFindings(files, data, image);
  const independent = independentFindings(
    files,
    elements.map(({ pointer, text }) => [pointer, text] as const),
  );
  const wrongManifest = files.manifest.text === manifest ? [] : [manifestFinding(files.manifest)];
  const diagnostics = [...covered.diagnostics, ...found, ...independent.diagnostics, ...wrongManifest].sort(compareDiagnostics);
  return { ...built, coverage: covered.coverage, equalElements: independent.equal, diagnostics };
}

function imageFindings({ image: file }: ItemFiles, data: ParameterData, image: Uint8Array): readonly Diagnostic[] {
  if (file.bytes === undefined) return [absent('PDI-201', file.path, 'the image of the item')];
  const { diagnostics } = decodedImage(data.structure, file.path, file.bytes);
  const at = firstDifference(file.bytes, image);
  if (at < 0) return diagnostics;
  const message = `the image differs at byte ${at} from what the source builds`;
  return [
    ...diagnostics,
    pdiError('PDI-202', startOf(file.path), { message, why: 'only bytes that the reviewed source builds were reviewed', fix: buildFix }),
  ];
}

const buildFix = 'ampel pdi build, after the change of the source was reviewed';

/** The first byte in which two texts of bytes differ; -1 when they are equal. */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return at;
  return -1;
}

function independentFindings(
  files: ItemFiles,
  elements: readonly (readonly [string, string])[],
): { readonly equal: number; readonly diagnostics: readonly Diagnostic[] } {
  const { bytes, path } = files.image;
  if (bytes === undefined) return { equal: 0, diagnostics: [] };
  const decoded = elementsOfImage(JSON.parse(files.structure.text ?? '{}'), bytes);
  const wrong = (message: string): Diagnostic =>
    pdiError('PDI-203', startOf(path), {
      message,
      why: 'a decoder that shares no code with the builder reads something else than the source says',
      fix: buildFix,
    });
  if (typeof decoded === 'string') return { equal: 0, diagnostics: [wrong(decoded)] };
  const differing = elements.filter(([pointer, text]) => decoded.get(pointer) !== text);
  const known = new Set(elements.map(([pointer]) => pointer));
  const foreign = [...decoded.keys()].filter((pointer) => !known.has(pointer));
  return {
    equal: elements.length - differing.length,
    diagnostics: [
      ...differing
        .slice(0, 100)
        .map(([pointer, text]) => wrong(`${pointer} is ${decoded.get(pointer) ?? 'absent'} in the image and ${text} in the source`)),
      ...foreign.slice(0, 100).map((pointer) => wrong(`${pointer} is in the image and not in the source`)),
    ],
  };
}

function manifestFinding({ path, text }: FileText): Diagnostic {
  const message = text === undefined ? 'the image has no manifest' : 'the manifest is not that of the image, the data and the structure';
  return pdiError('PDI-204', startOf(path), {
    message,
    why: 'the SHA-256 in the manifest is what ties loaded bytes to reviewed ones',
    fix: buildFix,
  });
}

function absent(code: `PDI-${number}`, path: string, what: string): Diagnostic {
  return pdiError(code, startOf(path), {
    message: `${what} is not there: ${path}`,
    why: 'an item is verified whole or not at all',
    fix: code === 'PDI-201' ? buildFix : 'restore the file, or remove what belongs to it',
  });
}
