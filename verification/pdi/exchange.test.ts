import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { signingKeyFrom, verifyingKeyFrom } from '../../src/adapters/node-keys.js';
import { sha256 } from '../../src/kernel/digest.js';
import { decodedImage } from '../../src/twin/pdi/decode-image.js';
import { encodedImage } from '../../src/twin/pdi/encode-image.js';
import { adaSpecification } from '../../src/twin/pdi/exports/ada-specification.js';
import { cDecoder } from '../../src/twin/pdi/exports/c-decoder.js';
import { cAnswers, cHeader, cName, cNumberType, cPrefix, cRecordType } from '../../src/twin/pdi/exports/c-header.js';
import { cHelpers } from '../../src/twin/pdi/exports/c-helpers.js';
import { describedGroups, meaningText, placedFields } from '../../src/twin/pdi/exports/flat-layout.js';
import { intelHex, sRecords } from '../../src/twin/pdi/exports/hex-records.js';
import { layoutDocument } from '../../src/twin/pdi/exports/layout-document.js';
import { innermost, recordTypes, typeWords, wordsOf } from '../../src/twin/pdi/exports/record-types.js';
import { rustTables } from '../../src/twin/pdi/exports/rust-tables.js';
import { releaseFindings, signedBytes, signedRelease } from '../../src/twin/pdi/loading/signed-release.js';
import { type Acceptance, cutStore, heldImage, loadPlan } from '../../src/twin/pdi/loading/slots.js';
import { testCase } from '../support/test-case.js';
import { ran } from './ran-verb.js';
import { structureFrom, structureText, table, tableNames } from './tables.js';

// @reads config-items/pdi/**/*, config-items/afdx/network.json, docs/pdi-layout.md, ampel.config.yaml, requirements/system/*.yaml

const structures = tableNames.map((name) => structureFrom(structureText(name), name)).sort((a, b) => a.id - b.id);
const structureOf = (name: (typeof tableNames)[number]) => structureFrom(structureText(name), name);

/** What the records of a file say: bytes by address. Written from the public definitions of both forms; throws on a wrong checksum. */
function bytesIn(text: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let upper = 0;
  for (const line of text.trimEnd().split('\n')) {
    const bytes = Buffer.from(line.replace(/^:|^S\d/, ''), 'hex');
    const sum = bytes.reduce((total, byte) => total + byte, 0) & 255;
    if (sum !== (line.startsWith(':') ? 0 : 255)) throw new Error(`checksum of ${line}`);
    if (line.startsWith('S3'))
      for (let at = 5; at < bytes.length - 1; at += 1) found.set(bytes.readUInt32BE(1) + at - 5, bytes[at] as number);
    if (!line.startsWith(':')) continue;
    if (bytes[3] === 4) upper = bytes.readUInt16BE(4) * 65536;
    if (bytes[3] === 0)
      for (let at = 4; at < bytes.length - 1; at += 1) found.set(upper + bytes.readUInt16BE(1) + at - 4, bytes[at] as number);
  }
  return found;
}

testCase(
  {
    id: 'TC-PDX-001-01',
    verifies: ['LLR-PDX-001', 'LLR-PDX-002', 'HLR-PDX-001'],
    kind: 'normal',
    intent: 'the committed layout is that of the structures, and places are those counted by hand',
  },
  (t) => {
    t.equal(readFileSync('docs/pdi-layout.md', 'utf8'), layoutDocument(structures));
    const groups = describedGroups(structureOf('afdx-virtual-links'));
    t.same(
      groups[1]?.fields.map(({ name, offset }) => [name, offset]),
      [
        ['id', 0],
        ['bandwidthAllocationGap', 2],
        ['maximumFrame', 3],
        ['source', 5],
        ['criticality', 17],
        ['redundancyLevel', 18],
        ['destinations', 19],
        ['destinations[n].endSystem', 20],
        ['destinations[n].pathA', 32],
        ['destinations[n].pathA[n]', 33],
        ['destinations[n].pathB', 37],
        ['destinations[n].pathB[n]', 38],
      ],
    );
    t.equal(placedFields(structureOf('ecs-limits').root).at(-1)?.offset, 22);
  },
);

testCase(
  {
    id: 'TC-PDX-001-02',
    verifies: ['LLR-PDX-001', 'LLR-PDX-002', 'HLR-PDX-001'],
    kind: 'robustness',
    intent: 'a byte that moves, a code and a range that change each change the document',
  },
  (t) => {
    const before = layoutDocument(structures);
    const changed = (from: string, to: string): string =>
      layoutDocument([structureFrom(structureText('failover-policy').replace(from, to), 'failover-policy')]);
    for (const [from, to] of [
      ['"x-encoding": "u16"', '"x-encoding": "u32"'],
      ['"maximum": 50,', '"maximum": 49,'],
      ['"primary", "backup"', '"first", "backup"'],
    ] as const)
      t.notOk(before.includes(changed(from, to).split('## 2')[1] ?? ''), from);
    t.equal(meaningText(structureOf('model-selection').root), '2 fields');
    t.match(layoutDocument([]), /## Entries/);
  },
);

testCase(
  {
    id: 'TC-PDX-003-01',
    verifies: ['LLR-PDX-003', 'HLR-PDX-002'],
    kind: 'normal',
    intent: 'both loader forms give back each byte at its address, and published records are written as published',
  },
  (t) => {
    const { image } = table('afdx-virtual-links');
    for (const text of [intelHex(image), sRecords(image, 'afdx')]) {
      const found = bytesIn(text);
      t.equal(found.size, image.length);
      t.ok(image.every((byte, at) => found.get(at) === byte));
    }
    t.equal(
      intelHex(Uint8Array.of(0x21, 0x46, 0x01, 0x36, 0x01, 0x21, 0x47, 0x01, 0x36, 0x00, 0x7e, 0xfe, 0x09, 0xd2, 0x19, 0x01), 0x100).split(
        '\n',
      )[1],
      ':10010000214601360121470136007EFE09D2190140',
    );
    t.equal(sRecords(new Uint8Array(0), 'HDR').split('\n')[0], 'S00600004844521B');
  },
);

testCase(
  {
    id: 'TC-PDX-003-02',
    verifies: ['LLR-PDX-003', 'HLR-PDX-002'],
    kind: 'robustness',
    intent: 'no record crosses 64 KiB, any address and length come back, an empty image has an end',
  },
  (t) => {
    const anywhere = fc.property(
      fc.uint8Array({ maxLength: 80 }),
      fc.integer({ min: 0, max: 0xffffff00 }),
      fc.boolean(),
      (bytes, address, isNear) => {
        const start = isNear ? 0x1fff0 + (address % 32) : address;
        return [intelHex(bytes, start), sRecords(bytes, 'x', start)].every((text) => {
          const found = bytesIn(text);
          return found.size === bytes.length && bytes.every((byte, at) => found.get(start + at) === byte);
        });
      },
    );
    t.doesNotThrow(() => fc.assert(anywhere, { numRuns: 200 }));
    t.equal(intelHex(new Uint8Array(0)), ':00000001FF\n');
    t.match(intelHex(new Uint8Array(32), 0xfff8), /^:020000040000FA\n:08FFF8[0-9A-F]+\n:020000040001F9\n:100000/);
    t.match(sRecords(new Uint8Array(17), 'long'.repeat(20)), /\nS5030002FA\nS70500000000FA\n$/);
  },
);

testCase(
  {
    id: 'TC-PDX-004-01',
    verifies: ['LLR-PDX-004', 'LLR-PDX-005', 'LLR-PDX-006', 'HLR-PDX-003'],
    kind: 'normal',
    intent: 'the header declares each field by a type of fixed width, and the decoder reads each at its offset',
  },
  (t) => {
    const structure = structureOf('afdx-virtual-links');
    t.same(
      recordTypes(structure).map(({ words }) => words.join(' ')),
      ['virtual links entry destinations entry', 'virtual links entry', 'afdx virtual links'],
    );
    const header = cHeader(structure);
    for (const line of [
      '  uint16_t id;',
      '  uint8_t bandwidth_allocation_gap; /* ms */',
      '  char source[13];',
      '  uint16_t destinations_count;',
      '  pdi_afdx_virtual_links_virtual_links_entry_destinations_entry_t destinations[20];',
      '#define PDI_AFDX_VIRTUAL_LINKS_VIRTUAL_LINKS_ENTRY_CRITICALITY_E 5u',
      'int pdi_afdx_virtual_links_decode(const uint8_t *image, uint32_t length, pdi_afdx_virtual_links_t *out);',
    ])
      t.ok(header.split('\n').includes(line), line);
    const decoder = cDecoder(structure, 'x.h');
    t.match(
      decoder,
      /uint32_t v = read_number\(p \+ 3u, 2u\); if \(v < 64u \|\| v > 1518u\) return BAD_VALUE; out->maximum_frame = \(uint16_t\)v;/,
    );
    t.match(decoder, /read_number\(image \+ 16u, 2u\) != 1u/);
    t.ok(decoder.includes(cHelpers));
    t.equal(decoder.match(/\bmalloc\b|\bgoto\b/), null);
    t.same([cPrefix(structure), cRecordType(structure, ['a', 'b'])], ['pdi_afdx_virtual_links', 'pdi_afdx_virtual_links_a_b_t']);
    const [first] = structure.root.fields;
    t.equal(first === undefined ? '' : cName(first), 'network_version');
    t.equal(cAnswers.length, 9);
  },
);

testCase(
  {
    id: 'TC-PDX-004-02',
    verifies: ['LLR-PDX-004', 'LLR-PDX-005', 'LLR-PDX-006', 'HLR-PDX-003'],
    kind: 'robustness',
    intent: 'ends of types are not compared, signed ends are written as C reads them, odd names become words',
  },
  (t) => {
    const text = structureText('safety-bounds')
      .replace(/"minimum": -1000000/g, '"minimum": -2147483.648')
      .replace(/"maximum": 1000000(,\s*"x-encoding": "i32")/g, '"maximum": 2147483.647$1');
    const decoder = cDecoder(structureFrom(text, 'safety-bounds'), 'x.h');
    t.match(decoder, /\{ int32_t v = read_signed\(p \+ 2u, 4u\); out->minimum = \(int32_t\)v; \}/);
    t.match(cDecoder(structureOf('safety-bounds'), 'x.h'), /if \(v < -1000000000 \|\| v > 1000000000\) return BAD_VALUE;/);
    t.same(wordsOf('nominalBandwidthMbit-per_s2X'), ['nominal', 'bandwidth', 'mbit', 'per', 's2', 'x']);
    const { root } = structureOf('afdx-virtual-links');
    const list = root.fields[1];
    if (list?.kind !== 'list') t.fail('no list');
    else t.same([innermost(list).kind, typeWords(list.items)], ['record', ['virtual', 'links', 'entry']]);
    const number = structureOf('ecs-limits').root.fields[0];
    if (number?.kind === 'number') t.equal(cNumberType(number), 'int16_t');
  },
);

testCase(
  {
    id: 'TC-PDX-007-01',
    verifies: ['LLR-PDX-007', 'LLR-PDX-008', 'HLR-PDX-004'],
    kind: 'normal',
    intent: 'Ada places each component at its byte, and Rust holds each value',
  },
  (t) => {
    const ada = adaSpecification(structureOf('model-selection'));
    for (const line of [
      'package PDI_Model_Selection is',
      '      Version_Major_Field at 3 range 0 .. 15;',
      '      Digest_Field at 9 range 0 .. 255;',
      '     with Bit_Order => System.High_Order_First, Scalar_Storage_Order => System.High_Order_First, Size => 328;',
    ])
      t.ok(ada.split('\n').includes(line), line);
    const { structure, data } = table('ecs-limits');
    const rust = rustTables(structure, data.values);
    t.match(rust, /#!\[no_std\]/);
    t.match(rust, /pub static TABLE: EcsLimits = EcsLimits \{ cabin_temperature_minimum: 180, cabin_temperature_maximum: 260, /);
  },
);

testCase(
  {
    id: 'TC-PDX-007-02',
    verifies: ['LLR-PDX-007', 'LLR-PDX-008', 'HLR-PDX-004'],
    kind: 'robustness',
    intent: 'names that are reserved words, codes out of order and lists of plain values are written so that they compile',
  },
  (t) => {
    const text = structureText('ecs-limits').replaceAll('superheatMinimum', 'type').replaceAll('surgeMargin', 'range');
    t.match(cHeader(structureFrom(text.replaceAll('compressorPowerMax', 'default'), 'ecs-limits')), /uint16_t default_;/);
    t.match(rustTables(structureFrom(text, 'ecs-limits'), { ...table('ecs-limits').data.values, type: 50, range: 100 }), /pub type_: u16,/);
    t.match(adaSpecification(structureFrom(text, 'ecs-limits')), / {6}Range_Field : Range_Type;/);
    const shuffled = structureText('failover-policy').replace('"x-codes": [1, 2, 3]', '"x-codes": [9, 2, 3]');
    t.match(
      adaSpecification(structureFrom(shuffled, 'failover-policy')),
      /is \(Tiers_Entry_Tier_Backup, Tiers_Entry_Tier_Static, Tiers_Entry_Tier_Primary\)/,
      'Ada wants codes in rising order',
    );
    const { structure, data } = table('afdx-virtual-links');
    t.match(rustTables(structure, data.values), /path_a: &\[5\], path_b: &\[10\]/);
    t.match(adaSpecification(structure), /type Virtual_Links_Entry_Destinations_Entry_Path_A_Places is array \(1 \.\. 4\)/);
  },
);

const form = { slotBytes: 400 };
const policy = table('failover-policy');
const acceptance: Acceptance = (image) => decodedImage(policy.structure, 'x', image).value?.item.sequence;
const release = (sequence: number): Uint8Array => encodedImage(policy.structure, { ...policy.data.item, sequence }, policy.data.values);

/** A store after a load that was not cut. */
function loaded(store: Uint8Array, image: Uint8Array): Uint8Array {
  const plan = loadPlan(store, form, image, acceptance);
  if ('refused' in plan) throw new Error(plan.refused);
  return cutStore(store, plan.writes, Number.MAX_SAFE_INTEGER, undefined);
}

testCase(
  {
    id: 'TC-PDX-010-01',
    verifies: ['LLR-PDX-010', 'LLR-PDX-011', 'LLR-PDX-012', 'HLR-PDX-005'],
    kind: 'normal',
    intent: 'releases in turn go into the two slots in turn, and the newest is in use',
  },
  (t) => {
    let store: Uint8Array = new Uint8Array(800);
    t.equal(heldImage(store, form, acceptance), undefined);
    for (const sequence of [1, 2, 5, 6]) {
      store = loaded(store, release(sequence));
      t.match(heldImage(store, form, acceptance), { sequence, slot: [1, 5].includes(sequence) ? 0 : 1 });
      t.same(heldImage(store, form, acceptance)?.image, release(sequence));
    }
    store[410] = (store[410] as number) ^ 1;
    t.equal(heldImage(store, form, acceptance)?.sequence, 5, 'a damaged record leaves the older image');
  },
);

testCase(
  {
    id: 'TC-PDX-010-02',
    verifies: ['LLR-PDX-010', 'LLR-PDX-011', 'LLR-PDX-012', 'HLR-PDX-005'],
    kind: 'robustness',
    intent:
      'cut after each byte, with each kind of torn byte, the old image is in use until the new one is whole; older releases and noise are refused',
  },
  (t) => {
    for (const before of [[1], [1, 2]]) {
      const store = before.reduce<Uint8Array>((each, sequence) => loaded(each, release(sequence)), new Uint8Array(800));
      const old = before.at(-1) ?? 0;
      const plan = loadPlan(store, form, release(9), acceptance);
      if ('refused' in plan) {
        t.fail(plan.refused);
        return;
      }
      const total = plan.writes.reduce((sum, { bytes }) => sum + bytes.length, 0);
      t.equal(total, 16 + policy.image.length + 16);
      let wrong = 0;
      for (let count = 0; count < total; count += 1) {
        for (const torn of [undefined, 255, (count * 31) & 255]) {
          const cut = cutStore(store, plan.writes, count, torn);
          const held = heldImage(cut, form, acceptance);
          const isOld = held?.sequence === old && Buffer.compare(held.image, release(old)) === 0;
          // A torn last byte can happen to be the right one; then the new image is whole.
          const isNew =
            count === total - 1 && held?.sequence === 9 && Buffer.compare(cut, cutStore(store, plan.writes, total, undefined)) === 0;
          if (!isOld && !isNew) wrong += 1;
          if (isOld && torn === undefined && heldImage(loaded(cut, release(9)), form, acceptance)?.sequence !== 9) wrong += 1;
        }
      }
      t.equal(wrong, 0);
      t.equal(heldImage(cutStore(store, plan.writes, total, undefined), form, acceptance)?.sequence, 9);
      for (const sequence of [old, old - 1].filter((each) => each > 0))
        t.same(loadPlan(store, form, release(sequence), acceptance), { refused: 'not newer' });
      t.same(loadPlan(store, form, release(9).fill(255, 90, 91), acceptance), { refused: 'not acceptable' });
      t.same(loadPlan(store, { slotBytes: 100 }, release(9), acceptance), { refused: 'too large' });
      t.same(loadPlan(store.subarray(0, 500), form, release(9), acceptance), { refused: 'too large' });
    }
    const noise = fc.property(
      fc.uint8Array({ maxLength: 900 }),
      fc.integer({ min: 16, max: 500 }),
      (bytes, slotBytes) => heldImage(bytes, { slotBytes }, acceptance) === undefined,
    );
    t.doesNotThrow(() => fc.assert(noise, { numRuns: 200 }));
  },
);

/** A key made for this run alone; it signs nothing that anyone keeps. */
const testKey = (kind: 'ed25519' | 'p256') => {
  const pair = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return {
    private: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    public: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};
const item = { name: 'ecs-limits', image: table('ecs-limits').image, manifest: '{}\n' };

testCase(
  {
    id: 'TC-PDX-013-01',
    verifies: ['LLR-PDX-013', 'LLR-PDX-014', 'HLR-PDX-006'],
    kind: 'normal',
    intent: 'a release signed with either kind of key is accepted, and its parts are those of DSSE and in-toto',
  },
  (t) => {
    t.equal(
      Buffer.from(signedBytes('http://example.com/HelloWorld', Buffer.from('hello world'))).toString(),
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
    for (const kind of ['ed25519', 'p256'] as const) {
      const pem = testKey(kind);
      const [signing, verifying] = [signingKeyFrom(pem.private), verifyingKeyFrom(pem.public)];
      if (signing === undefined || verifying === undefined) {
        t.fail('no key');
        return;
      }
      t.equal(
        signing.keyId,
        createHash('sha256')
          .update(createPublicKey(pem.public).export({ type: 'spki', format: 'der' }))
          .digest('hex'),
      );
      const text = signedRelease(item, signing);
      t.same(releaseFindings(item, { path: 'e', text }, [verifying]), []);
      const envelope = JSON.parse(text) as {
        readonly payload: string;
        readonly payloadType: string;
        readonly signatures: readonly { readonly sig: string }[];
      };
      const payload = Buffer.from(envelope.payload, 'base64');
      const said = Buffer.concat([Buffer.from(`DSSEv1 28 application/vnd.in-toto+json ${payload.length} `), payload]);
      t.ok(
        verify(
          kind === 'ed25519' ? null : 'sha256',
          said,
          createPublicKey(pem.public),
          Buffer.from(envelope.signatures[0]?.sig ?? '', 'base64'),
        ),
      );
      t.match(JSON.parse(payload.toString()), {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [
          { name: 'ecs-limits.pdi', digest: { sha256: sha256(item.image) } },
          { name: 'ecs-limits.manifest.json', digest: { sha256: sha256('{}\n') } },
        ],
      });
    }
  },
);

testCase(
  {
    id: 'TC-PDX-013-02',
    verifies: ['LLR-PDX-013', 'LLR-PDX-014', 'HLR-PDX-006'],
    kind: 'robustness',
    intent: 'another image, key, payload or form is rejected by its code, and no text throws or is taken for a key',
  },
  (t) => {
    const [pem, other] = [testKey('ed25519'), testKey('p256')];
    const [signing, verifying, stranger] = [signingKeyFrom(pem.private), verifyingKeyFrom(pem.public), verifyingKeyFrom(other.public)];
    if (signing === undefined || verifying === undefined || stranger === undefined) {
      t.fail('no key');
      return;
    }
    const text = signedRelease(item, signing);
    const codes = (changed: string, trusted = [verifying], what = item): readonly string[] =>
      releaseFindings(what, { path: 'e', text: changed }, trusted).map(({ code }) => code);
    t.same(codes(text, [stranger]), ['PDI-241']);
    t.same(codes(text, []), ['PDI-241']);
    t.same(codes(text, [stranger, verifying]), []);
    t.same(codes(text, [verifying], { ...item, image: item.image.slice(1) }), ['PDI-242']);
    t.same(codes(text, [verifying], { ...item, manifest: '{} \n' }), ['PDI-242']);
    t.same(codes(text, [verifying], { ...item, name: 'satcom-quotas' }), ['PDI-242']);
    const envelope = JSON.parse(text) as { payload: string; payloadType: string; signatures: { sig: string }[] };
    const forged = Buffer.from(envelope.payload, 'base64')
      .toString()
      .replace(/[0-9a-f]{64}/, '0'.repeat(64));
    t.same(codes(JSON.stringify({ ...envelope, payload: Buffer.from(forged).toString('base64') })), ['PDI-241']);
    t.same(codes(JSON.stringify({ ...envelope, payloadType: 'text/plain' })), ['PDI-240']);
    t.same(codes(JSON.stringify({ ...envelope, payload: `${envelope.payload}=` })), ['PDI-240']);
    t.same(codes(JSON.stringify({ ...envelope, signatures: [] })), ['PDI-241']);
    t.same(codes(JSON.stringify({ ...envelope, signatures: [null, 7, { sig: 'AA==' }, { sig: '***' }] })), ['PDI-241']);
    t.same(codes(JSON.stringify({ ...envelope, signatures: [{ sig: 'AA==' }] }), [stranger]), ['PDI-241']);
    for (const bad of ['', '{', 'null', '[]', '{"payload":1}', '\u0000']) t.same(codes(bad), ['PDI-240'], bad);
    for (const bad of [
      '',
      'x',
      pem.public,
      generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      generateKeyPairSync('ed448').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ])
      t.equal(signingKeyFrom(bad), undefined);
    for (const bad of ['', 'x', pem.private]) t.equal(verifyingKeyFrom(bad), undefined);
    const anything = fc.property(fc.json(), (json) => codes(json).length === 1);
    t.doesNotThrow(() => fc.assert(anything, { numRuns: 200 }));
  },
);

/** A folder with the parameter data of the aircraft and no project around them. */
function folderWithItems(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ampel-pdx-'));
  mkdirSync(join(folder, 'config-items'));
  cpSync('config-items/pdi', join(folder, 'config-items/pdi'), { recursive: true });
  cpSync('config-items/afdx', join(folder, 'config-items/afdx'), { recursive: true });
  return folder;
}

testCase(
  {
    id: 'TC-PDX-009-01',
    verifies: ['LLR-PDX-009', 'LLR-PDX-015', 'HLR-PDX-002', 'HLR-PDX-003', 'HLR-PDX-004', 'HLR-PDX-006'],
    kind: 'normal',
    intent: 'each form is written, and an item is signed and its signature verified',
  },
  async (t) => {
    const folder = folderWithItems();
    try {
      for (const [format, file] of [
        ['hex', 'a.hex'],
        ['srec', 'a.srec'],
        ['ada', 'pdi_satcom_quotas.ads'],
        ['rust', 'a.rs'],
      ] as const) {
        t.match(await ran(folder, 'export', 'satcom-quotas', '--format', format, '--output', file), { code: 0 });
        t.ok(readFileSync(join(folder, file), 'utf8').length > 200);
      }
      t.match(await ran(folder, 'export', 'satcom-quotas', '--format', 'c', '--output', 'satcom.h', '--json'), {
        code: 0,
        out: /"satcom\.h",\n\s+"satcom\.c"/,
      });
      t.match(readFileSync(join(folder, 'satcom.c'), 'utf8'), /#include "satcom\.h"/);
      t.match(await ran(folder, 'export', '--format', 'layout', '--output', 'l.md'), { code: 0 });
      t.equal(readFileSync(join(folder, 'l.md'), 'utf8'), readFileSync('docs/pdi-layout.md', 'utf8'));
      const pem = testKey('p256');
      writeFileSync(join(folder, 'k.pem'), pem.private);
      writeFileSync(join(folder, 'k.pub'), pem.public);
      t.match(await ran(folder, 'sign', 'satcom-quotas', '--key', 'k.pem', '--output', 's.json'), { code: 0 });
      t.match(await ran(folder, 'verify-signature', 's.json', 'satcom-quotas', '--public-key', 'k.pub', '--json'), { code: 0 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

testCase(
  {
    id: 'TC-PDX-009-02',
    verifies: ['LLR-PDX-009', 'LLR-PDX-015', 'HLR-PDX-002', 'HLR-PDX-003', 'HLR-PDX-004', 'HLR-PDX-006'],
    kind: 'robustness',
    intent: 'a wrong form, name or key ends with 2, faulty data and foreign signatures with 1, and no key is repeated',
  },
  async (t) => {
    const folder = folderWithItems();
    try {
      const pem = testKey('ed25519');
      writeFileSync(join(folder, 'k.pem'), pem.private);
      writeFileSync(join(folder, 'k.pub'), pem.public);
      const misused: readonly (readonly [string, ...string[]])[] = [
        ['export', 'satcom-quotas', '--format', 'elf', '--output', 'x'],
        ['export', 'satcom-quotas', '--format', 'hex'],
        ['export', '--format', 'hex', '--output', 'x'],
        ['export', 'nothing', '--format', 'hex', '--output', 'x'],
        ['export', 'satcom-quotas', '--format', 'layout', '--output', 'x'],
        ['sign', 'satcom-quotas', '--output', 'x'],
        ['sign', 'nothing', '--key', 'k.pem', '--output', 'x'],
        ['sign', 'satcom-quotas', '--key', 'k.pub', '--output', 'x'],
        ['sign', 'satcom-quotas', '--key', 'absent', '--output', 'x'],
        ['verify-signature', 's.json', 'satcom-quotas'],
        ['verify-signature', 'absent', 'satcom-quotas', '--public-key', 'k.pub'],
        ['verify-signature', 'k.pub', 'satcom-quotas', '--public-key', 'k.pem'],
        ['verify-signature', 'k.pub', 'nothing', '--public-key', 'k.pub'],
      ];
      for (const words of misused) {
        const { code, err } = await ran(folder, ...words);
        t.equal(code, 2, words.join(' '));
        t.notOk(err.includes('PRIVATE KEY') || err.includes(pem.private.split('\n')[1] ?? 'x'));
      }
      t.match(await ran(folder, 'verify-signature', 'k.pub', 'satcom-quotas', '--public-key', 'k.pub'), { code: 1, out: /error PDI-240/ });
      const path = join(folder, 'config-items/pdi/data/satcom-quotas.json');
      writeFileSync(path, readFileSync(path, 'utf8').replace('"bufferSize": 100', '"bufferSize": 0'));
      t.match(await ran(folder, 'export', 'satcom-quotas', '--format', 'hex', '--output', 'x.hex'), {
        code: 1,
        err: /error PDI-113: \/bufferSize/,
      });
      t.match(await ran(folder, 'sign', 'satcom-quotas', '--key', 'k.pem', '--output', 'x'), {
        code: 1,
        out: /✗ satcom-quotas: an item with findings is not signed\n$/,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
