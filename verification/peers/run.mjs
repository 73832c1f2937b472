// Runs the checks against programs that are not ours. A program that is missing is named with the package that brings it,
// and then the run does not end with 0.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const programs = [
  {
    name: 'chromium',
    present: () => existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium'),
    bring: 'Debian package chromium, or set CHROMIUM to a browser',
  },
  { name: 'xmllint', present: () => spawnSync('xmllint', ['--version']).error === undefined, bring: 'Debian package libxml2-utils' },
  { name: 'tshark', present: () => spawnSync('tshark', ['--version']).error === undefined, bring: 'Debian package tshark' },
  { name: 'z3', present: () => spawnSync('z3', ['--version']).error === undefined, bring: 'Debian package z3' },
  { name: 'cvc5', present: () => spawnSync('cvc5', ['--version']).error === undefined, bring: 'Debian package cvc5' },
  { name: 'nats-server', present: () => spawnSync('nats-server', ['--version']).error === undefined, bring: 'Debian package nats-server' },
  { name: 'openssl', present: () => spawnSync('openssl', ['version']).error === undefined, bring: 'Debian package openssl' },
  { name: 'gcc', present: () => spawnSync('gcc', ['--version']).error === undefined, bring: 'Debian package gcc' },
  { name: 'gnatmake', present: () => spawnSync('gnatmake', ['--version']).error === undefined, bring: 'Debian package gnat' },
  { name: 'srec_cmp', present: () => spawnSync('srec_cmp', ['--version']).error === undefined, bring: 'Debian package srecord' },
  { name: 'git', present: () => spawnSync('git', ['--version']).error === undefined, bring: 'Debian package git' },
  { name: 'sha256sum', present: () => spawnSync('sha256sum', ['--version']).error === undefined, bring: 'Debian package coreutils' },
  { name: 'clang-19', present: () => spawnSync('clang-19', ['--version']).error === undefined, bring: 'Debian package clang-19' },
  {
    name: 'llvm-cov-19',
    present: () => spawnSync('llvm-cov-19', ['--version']).error === undefined,
    bring: 'Debian packages llvm-19 and libclang-rt-19-dev',
  },
  { name: 'lcov', present: () => spawnSync('lcov', ['--version']).error === undefined, bring: 'Debian package lcov' },
  { name: 'gcovr', present: () => spawnSync('gcovr', ['--version']).error === undefined, bring: 'Debian package gcovr' },
];
const missing = programs.filter((program) => !program.present());
for (const { name, bring } of missing) console.error(`missing: ${name} — ${bring}`);
if (process.env.AMPEL_REQIF_SCHEMA === undefined) {
  console.error(
    'note: set AMPEL_REQIF_SCHEMA to the folder of the OMG schema (reqif.xsd, catalog.xml) to validate ReqIF against it; those cases are skipped',
  );
}
if (spawnSync(process.env.AMPEL_GCC ?? 'gcc-14', ['--version']).status !== 0) {
  console.error(
    'note: install gcc-14 (Debian 13), or set AMPEL_GCC and AMPEL_GCOV to gcc 14 or later, to compare MC/DC with it; that case is skipped',
  );
}
const files = readdirSync('verification/peers')
  .filter((name) => name.endsWith('.peer.ts'))
  .map((name) => `verification/peers/${name}`)
  .sort();
const tap = spawnSync(process.execPath, ['node_modules/tap/dist/esm/run.mjs', ...process.argv.slice(2), ...files], { stdio: 'inherit' });
process.exitCode = missing.length > 0 ? 1 : (tap.status ?? 1);
