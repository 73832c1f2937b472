import assert from 'node:assert';
import { buzzer, isOpen, isTaxi } from '../lib/door.js';
import { testCase } from './test-case.js';

testCase({ id: 'TC-DOOR-1-01', verifies: ['SW-DOOR-1'], kind: 'normal', intent: 'hears one sensor' }, () => {
  assert.ok(isOpen(true, false));
});

testCase({ id: 'TC-DOOR-1-02', verifies: ['SW-DOOR-1'], kind: 'robustness', intent: 'hears sensors that disagree' }, () => {
  assert.ok(isOpen(false, true));
});

testCase({ id: 'TC-DOOR-2-01', verifies: ['SW-DOOR-2'], kind: 'normal', intent: 'knows taxi' }, () => {
  assert.ok(isTaxi(20));
});

testCase({ id: 'TC-DOOR-3-01', verifies: ['SW-DOOR-3'], kind: 'normal', intent: 'buzzes' }, () => {
  assert.equal(buzzer(), 2400);
});

testCase({ id: 'TC-DOOR-3-02', verifies: ['SW-DOOR-3'], kind: 'robustness', intent: 'buzzes again' }, () => {
  assert.equal(buzzer(), 2400);
});
