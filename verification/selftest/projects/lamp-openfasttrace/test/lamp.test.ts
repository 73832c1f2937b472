import assert from 'node:assert';
import test from 'node:test';
import { lampAfter } from '../src/lamp.js';

// [utest->dsn~lamp-switch~2]
// @testcase lamp-lights
test('lamp-lights at a press', () => {
  assert.ok(lampAfter(false, 21));
});

// [utest->dsn~lamp-switch~2]
// @testcase lamp-keeps
// @kind robustness
test('lamp-keeps its state at a bounce', () => {
  assert.ok(!lampAfter(false, 3));
});
