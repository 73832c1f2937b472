import assert from 'node:assert';
import { HeaterLimit } from '../src/heater-limit.js';
import { testCase } from './test-case.js';

testCase({ id: 'TC-THM-003-01', verifies: ['LLR-THM-003'], kind: 'normal', intent: 'lets the heater run at 40' }, () => {
  assert.ok(new HeaterLimit().allows(40));
});

testCase({ id: 'TC-THM-003-02', verifies: ['LLR-THM-003'], kind: 'robustness', intent: 'stops the heater above 40' }, () => {
  assert.ok(!new HeaterLimit().allows(40.1));
});
