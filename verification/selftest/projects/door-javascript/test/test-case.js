import test from 'node:test';

export function testCase(declared, run) {
  test(`${declared.id} ${declared.intent}`, run);
}
