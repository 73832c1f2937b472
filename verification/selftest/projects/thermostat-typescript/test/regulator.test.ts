import assert from 'node:assert';
import { demandOf, rangeOf } from '../src/regulator.js';
import { testCase } from './test-case.js';

testCase({ id: 'TC-THM-001-01', verifies: ['LLR-THM-001'], kind: 'normal', intent: 'demands in proportion' }, () => {
  assert.equal(demandOf(22, 20), 40);
});

testCase({ id: 'TC-THM-001-02', verifies: ['LLR-THM-001'], kind: 'robustness', intent: 'limits the demand' }, () => {
  assert.equal(demandOf(28, 16), 100);
});

testCase({ id: 'TC-THM-002-01', verifies: ['LLR-THM-002'], kind: 'normal', intent: 'passes a temperature in range' }, () => {
  assert.equal(rangeOf(20), 20);
});

testCase({ id: 'TC-THM-002-02', verifies: ['LLR-THM-002'], kind: 'robustness', intent: 'limits a temperature out of range' }, () => {
  assert.equal(rangeOf(99), 28);
});
