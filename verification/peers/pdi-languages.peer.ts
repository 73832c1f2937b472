import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Test } from 'tap';
import { signingKeyFrom } from '../../src/adapters/node-keys.js';
import { decodedImage } from '../../src/twin/pdi/decode-image.js';
import { encodedImage } from '../../src/twin/pdi/encode-image.js';
import { adaSpecification } from '../../src/twin/pdi/exports/ada-specification.js';
import { cDecoder } from '../../src/twin/pdi/exports/c-decoder.js';
import { cHeader, cName, cPrefix, cRecordType } from '../../src/twin/pdi/exports/c-header.js';
import { intelHex, sRecords } from '../../src/twin/pdi/exports/hex-records.js';
import { wordsOf } from '../../src/twin/pdi/exports/record-types.js';
import { signedRelease } from '../../src/twin/pdi/loading/signed-release.js';
import type { Field, PdiValue, Structure } from '../../src/twin/pdi/structure.js';
import { randomTable } from '../pdi/random-structure.js';
import { dataFrom, sealed, structureFrom, table, tableNames } from '../pdi/tables.js';
import { testCase } from '../support/test-case.js';

/** Compares images, decoders and signatures with gcc, gnat, srecord and openssl. */

/** Structures and damaged images that are compared: AMPEL_PDI_TABLES=200 for a longer run. */
const randomTables = Number(process.env['AMPEL_PDI_TABLES'] ?? 12);
const damagedEach = 200;

/** Runs a program; its output, or throws with what it said. */
function ran(folder: string, program: string, words: readonly string[], input?: Uint8Array): string {
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd: folder, input, maxBuffer: 1 << 28 });
  if (status !== 0)
    throw new Error(
      `${program} ${words.join(' ')}: ${error?.message ?? ''} ${status} ${stderr.toString()} ${stdout.toString().slice(0, 2000)}`,
    );
  return stdout.toString('latin1');
}

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'ampel-peer-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** C that prints a value as `linesOf` does. */
function printing(field: Field, to: string, depth: number): string {
  switch (field.kind) {
    case 'number':
      return `printf("%lld\\n", (long long)${to});`;
    case 'choice':
    case 'flag':
      return `printf("%u\\n", (unsigned)${to});`;
    case 'text':
      return `printf("%s\\n", ${to});`;
    case 'bytes':
      return `for (i${depth} = 0; i${depth} < ${field.bytes}u; i${depth}++) { printf("%02x", ${to}[i${depth}]); }\n    printf("\\n");`;
    case 'list':
      return `printf("%u\\n", (unsigned)${to}_count); for (i${depth} = 0; i${depth} < ${to}_count; i${depth}++) { ${printing(field.items, `${to}[i${depth}]`, depth + 1)} }`;
    case 'record':
      return field.fields.map((inner) => printing(inner, `${to}.${cName(inner)}`, depth)).join('\n    ');
  }
}

function linesOf(field: Field, value: PdiValue): readonly string[] {
  switch (field.kind) {
    case 'choice':
      return [String(field.choices.find(({ name }) => name === value)?.code)];
    case 'flag':
      return [value === true ? '1' : '0'];
    case 'list':
      return [
        String((value as readonly PdiValue[]).length),
        ...(value as readonly PdiValue[]).flatMap((item) => linesOf(field.items, item)),
      ];
    case 'record':
      return field.fields.flatMap((inner) => linesOf(inner, (value as Readonly<Record<string, PdiValue>>)[inner.name] as PdiValue));
    default:
      return [String(value)];
  }
}

/** A program that reads images, each after its length in four bytes, and prints the values of each or that it is rejected. */
function cProgram(structure: Structure): string {
  return `#include "table.h"
#include <stdio.h>
#include <stdlib.h>
static ${cRecordType(structure, wordsOf(structure.name))} held;
int main(void)
{
  uint8_t head[4];
  while (fread(head, 1, 4, stdin) == 4) {
    uint32_t length = ((uint32_t)head[0] << 24) | ((uint32_t)head[1] << 16) | ((uint32_t)head[2] << 8) | head[3];
    uint8_t *image = malloc(length == 0 ? 1 : length);
    unsigned i0, i1, i2, i3, i4, i5;
    if (image == NULL || fread(image, 1, length, stdin) != length) return 1;
    i0 = i1 = i2 = i3 = i4 = i5 = 0u;
    (void)i0; (void)i1; (void)i2; (void)i3; (void)i4; (void)i5;
    if (${cPrefix(structure)}_decode(image, length, &held) != 0) printf("rejected\\n");
    else {
    ${printing(structure.root, 'held', 0)}
    }
    free(image);
  }
  return 0;
}
`;
}

const strict = [
  '-std=c99',
  '-pedantic',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-O1',
  '-g',
  '-fsanitize=address,undefined',
  '-fno-sanitize-recover=all',
];

/** Compiles the decoder of a structure and gives what it says of images, each of them in memory of just its length. */
function saidByC(structure: Structure, images: readonly Uint8Array[]): string {
  let said = '';
  inFolder((folder) => {
    writeFileSync(join(folder, 'table.h'), cHeader(structure));
    writeFileSync(join(folder, 'table.c'), cDecoder(structure, 'table.h'));
    writeFileSync(join(folder, 'main.c'), cProgram(structure));
    ran(folder, 'gcc', [...strict, 'table.c', 'main.c', '-o', 'table']);
    const input = Buffer.concat(
      images.flatMap((image) => [
        Buffer.from([image.length >>> 24, (image.length >>> 16) & 255, (image.length >>> 8) & 255, image.length & 255]),
        image,
      ]),
    );
    said = ran(folder, join(folder, 'table'), [], input);
  });
  return said;
}

function saidByUs(structure: Structure, images: readonly Uint8Array[]): string {
  const lines = images.flatMap((image) => {
    const { value } = decodedImage({ ...structure, constraints: [] }, 'x', image);
    return value === undefined ? ['rejected'] : linesOf(structure.root, value.values);
  });
  return lines.map((line) => `${line}\n`).join('');
}

testCase(
  {
    id: 'TC-PDX-006-03',
    verifies: ['LLR-PDX-005', 'LLR-PDX-006', 'HLR-PDX-003'],
    kind: 'normal',
    intent: 'gcc compiles the decoder of each table without a warning, and it reads what ours reads',
  },
  (t) => {
    for (const name of tableNames) {
      const { structure, image } = table(name);
      t.equal(saidByC(structure, [image]), saidByUs(structure, [image]), name);
    }
  },
);

/** Tables of random structures with their values, the same on each run. */
function samples(count: number) {
  return fc.sample(randomTable, { numRuns: count, seed: 20260101 }).map(({ structure: text, data }) => {
    const structure = structureFrom(text);
    const { item, values } = dataFrom(structure, data);
    return { structure, image: encodedImage(structure, item, values) };
  });
}

testCase(
  {
    id: 'TC-PDX-006-04',
    verifies: ['LLR-PDX-006', 'HLR-PDX-003', 'HLR-PDE-004'],
    kind: 'robustness',
    intent:
      'on random tables and damaged images, also with checks made right, the decoder in C under sanitizers accepts and reads exactly what ours does',
  },
  (t) => {
    let [accepted, compared] = [0, 0];
    for (const { structure, image } of samples(randomTables)) {
      const hasHead = structure.root.fields.some(({ kind }) => kind !== 'list');
      const damaged = Array.from({ length: damagedEach }, (_, round) => damagedImage(image, round, hasHead ? 0 : 1));
      const ours = saidByUs(structure, [image, ...damaged]);
      t.equal(saidByC(structure, [image, ...damaged]), ours);
      compared += damaged.length + 1;
      accepted += damaged.filter((bytes) => decodedImage(structure, 'x', bytes).value !== undefined).length;
    }
    t.equal(compared, randomTables * (damagedEach + 1));
    t.ok(accepted > 0, 'some images with checks made right have permitted values');
    t.comment(`${compared} images compared, ${accepted} damaged ones accepted by both because their checks were made right`);
  },
);

/** Damage of one kind by round: cut, byte changed, or byte changed and each check made right. */
function damagedImage(image: Uint8Array, round: number, firstGroup: number): Uint8Array {
  const bytes = image.slice();
  const at = (round * 7919) % bytes.length;
  if (round % 4 === 0) return bytes.subarray(0, at);
  bytes[at] = (bytes[at] as number) ^ (1 << (round % 8));
  if (round % 4 === 1) return bytes;
  const entries = 64 + new DataView(image.buffer).getUint16(34) * 8;
  const inside = entries + ((round * 104729) % (bytes.length - entries));
  const changed = image.slice();
  changed[inside] = (changed[inside] as number) ^ (1 << (round % 8));
  return sealed(changed, firstGroup);
}

testCase(
  {
    id: 'TC-PDX-007-03',
    verifies: ['LLR-PDX-007', 'HLR-PDX-004'],
    kind: 'normal',
    intent: 'gnat compiles each specification without a warning, and a view of the bytes has the values of the image',
  },
  (t) => {
    inFolder((folder) => {
      for (const name of tableNames) {
        const file = `pdi_${wordsOf(name).join('_')}.ads`;
        writeFileSync(join(folder, file), adaSpecification(table(name).structure));
        t.doesNotThrow(() => ran(folder, 'gcc', ['-c', '-gnat2012', '-gnatwa', '-gnatwe', file]), name);
      }
      const { data, image } = table('ecs-limits');
      writeFileSync(
        join(folder, 'view.adb'),
        adaProgram(
          'PDI_Ecs_Limits',
          data.structure.root.fields.map(({ name }) => adaComponent(name)),
          image,
          72,
        ),
      );
      ran(folder, 'gnatmake', ['-q', '-gnat2012', 'view.adb']);
      t.same(ran(folder, join(folder, 'view'), []).trim().split(/\s+/).map(Number), Object.values(data.values));
    });
  },
);

function adaComponent(name: string): string {
  return `${wordsOf(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('_')}_Field`;
}

/** A program that views bytes of an image as the head entry and prints its numbers. */
function adaProgram(unit: string, components: readonly string[], image: Uint8Array, offset: number): string {
  const bytes = [...image.subarray(offset)].map((byte, index) => `${index} => ${byte}`).join(', ');
  return `with Ada.Text_IO; with ${unit};
procedure View is
   type Bytes is array (Natural range <>) of ${unit}.Octet with Component_Size => 8;
   Image : aliased Bytes := (${bytes});
   Head : ${unit}.Head_Entry with Import, Address => Image'Address;
begin
   ${components.map((name) => `Ada.Text_IO.Put_Line (Long_Long_Integer'Image (Long_Long_Integer (Head.${name})));`).join('\n   ')}
end View;
`;
}

testCase(
  {
    id: 'TC-PDX-007-04',
    verifies: ['LLR-PDX-007', 'HLR-PDX-004'],
    kind: 'robustness',
    intent: 'gnat compiles specifications of random structures',
  },
  (t) => {
    inFolder((folder) => {
      for (const { structure } of samples(randomTables)) {
        writeFileSync(join(folder, 'pdi_random.ads'), adaSpecification(structure));
        t.doesNotThrow(() => ran(folder, 'gcc', ['-c', '-gnat2012', '-gnatwa', '-gnatwe', 'pdi_random.ads']));
      }
    });
  },
);

testCase(
  {
    id: 'TC-PDX-003-03',
    verifies: ['LLR-PDX-003', 'HLR-PDX-002'],
    kind: 'normal',
    intent: 'srecord reads both loader forms as the bytes of the image',
  },
  (t) => {
    inFolder((folder) => {
      for (const name of tableNames) {
        const { image } = table(name);
        writeFileSync(join(folder, 'i.bin'), image);
        writeFileSync(join(folder, 'i.hex'), intelHex(image));
        writeFileSync(join(folder, 'i.srec'), sRecords(image, name));
        t.doesNotThrow(() => ran(folder, 'srec_cmp', ['i.hex', '-intel', 'i.bin', '-binary']), name);
        t.doesNotThrow(() => ran(folder, 'srec_cmp', ['i.srec', '-motorola', 'i.bin', '-binary']), name);
      }
    });
  },
);

testCase(
  {
    id: 'TC-PDX-003-04',
    verifies: ['LLR-PDX-003', 'HLR-PDX-002'],
    kind: 'robustness',
    intent: 'srecord finds a changed byte and a changed checksum, and reads images across 64 KiB and at a high address',
  },
  (t) => {
    inFolder((folder) => {
      const { image } = table('ecs-limits');
      writeFileSync(join(folder, 'i.bin'), image);
      writeFileSync(join(folder, 'i.hex'), intelHex(image).replace(/[0-9A-F]{2}\n/, '00\n'));
      t.throws(() => ran(folder, 'srec_cmp', ['i.hex', '-intel', 'i.bin', '-binary']));
      const other = image.slice();
      other[20] = (other[20] as number) ^ 1;
      writeFileSync(join(folder, 'i.srec'), sRecords(other, 'x'));
      t.throws(() => ran(folder, 'srec_cmp', ['i.srec', '-motorola', 'i.bin', '-binary']));
      writeFileSync(join(folder, 'i.hex'), intelHex(image, 0x8000ffc0));
      writeFileSync(join(folder, 'i.srec'), sRecords(image, 'x', 0x8000ffc0));
      t.doesNotThrow(() => ran(folder, 'srec_cmp', ['i.hex', '-intel', 'i.bin', '-binary', '-offset', '0x8000ffc0']));
      t.doesNotThrow(() => ran(folder, 'srec_cmp', ['i.srec', '-motorola', 'i.bin', '-binary', '-offset', '0x8000ffc0']));
    });
  },
);

/** What a person does with an envelope and openssl, as docs/pdi.md says. */
function opensslVerifies(folder: string, kind: 'ed25519' | 'P-256', envelopeText: string): boolean {
  const envelope = JSON.parse(envelopeText) as {
    readonly payload: string;
    readonly payloadType: string;
    readonly signatures: readonly { readonly sig: string }[];
  };
  const payload = Buffer.from(envelope.payload, 'base64');
  writeFileSync(
    join(folder, 'pae'),
    Buffer.concat([Buffer.from(`DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${payload.length} `), payload]),
  );
  writeFileSync(join(folder, 'sig'), Buffer.from(envelope.signatures[0]?.sig ?? '', 'base64'));
  const words =
    kind === 'ed25519'
      ? ['pkeyutl', '-verify', '-pubin', '-inkey', 'k.pub', '-rawin', '-in', 'pae', '-sigfile', 'sig']
      : ['dgst', '-sha256', '-verify', 'k.pub', '-signature', 'sig', 'pae'];
  return spawnSync('openssl', words, { cwd: folder }).status === 0;
}

function withOpensslKey(t: Test, work: (folder: string, kind: 'ed25519' | 'P-256', envelope: string) => void): void {
  for (const kind of ['ed25519', 'P-256'] as const) {
    inFolder((folder) => {
      const made = kind === 'ed25519' ? ['-algorithm', 'ed25519'] : ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
      ran(folder, 'openssl', ['genpkey', ...made, '-out', 'k.pem']);
      ran(folder, 'openssl', ['pkey', '-in', 'k.pem', '-pubout', '-out', 'k.pub']);
      const key = signingKeyFrom(readFileSync(join(folder, 'k.pem'), 'utf8'));
      if (key === undefined) t.fail('a key of openssl is not read');
      else work(folder, kind, signedRelease({ name: 'ecs-limits', image: table('ecs-limits').image, manifest: '{}\n' }, key));
    });
  }
}

testCase(
  {
    id: 'TC-PDX-013-03',
    verifies: ['LLR-PDX-013', 'LLR-PDX-014', 'HLR-PDX-006'],
    kind: 'normal',
    intent: 'openssl makes the keys and verifies the signatures',
  },
  (t) => {
    withOpensslKey(t, (folder, kind, envelope) => void t.ok(opensslVerifies(folder, kind, envelope), kind));
  },
);

testCase(
  {
    id: 'TC-PDX-013-04',
    verifies: ['LLR-PDX-013', 'HLR-PDX-006'],
    kind: 'robustness',
    intent: 'openssl rejects the signature of another statement',
  },
  (t) => {
    withOpensslKey(t, (folder, kind, envelope) => {
      const { payload, ...rest } = JSON.parse(envelope) as { readonly payload: string };
      const changed = Buffer.from(Buffer.from(payload, 'base64').toString().replace('ecs-limits', 'ecs-limit5')).toString('base64');
      t.notOk(opensslVerifies(folder, kind, JSON.stringify({ ...rest, payload: changed })), kind);
    });
  },
);
