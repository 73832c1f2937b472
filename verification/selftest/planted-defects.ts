import { readFileSync } from 'node:fs';
import type { Test } from 'tap';
import { parse } from 'yaml';
import type { Files } from '../../src/ports/files.js';
import { recordExisting } from '../../src/toolchain/evidence/run-procedures.js';
import { loadConfig } from '../../src/toolchain/project/load-config.js';
import { type LoadedProject, loadProject, reviewedLinksFile } from '../../src/toolchain/project/load-project.js';
import { gateOf } from '../../src/toolchain/trace/gate.js';
import { linksOf, reviewedAfter, writeReviewedLinks } from '../../src/toolchain/trace/reviewed-links.js';
import { filesBelow, type MemoryFiles } from './memory-files.js';

// @reads verification/selftest/defects/*.yaml, verification/selftest/projects/**

/** Day of every evaluation of the selftest. */
export const today = '2030-06-15';

const folder = 'verification/selftest';

/** A change of a project. In `find`, the text must stand in the file. */
export type Step =
  | 'record'
  | 'review'
  | { readonly edit: string; readonly find: string; readonly put: string; readonly all?: boolean }
  | { readonly write: string; readonly text: string }
  | { readonly rewrite: string; readonly find: string; readonly put: string }
  | { readonly append: string; readonly text: string }
  | { readonly move: string; readonly to: string }
  | { readonly delete: string };

/** One row of a table of defects. */
export interface PlantedDefect {
  readonly name: string;
  readonly base?: string;
  readonly steps: readonly Step[];
  /** Errors and warnings as `CODE subject`, in any order; notes are not counted. */
  readonly finds: readonly string[];
}

/** The verdict on a project, and its errors and warnings as `CODE subject`, sorted. */
export interface Weighed {
  readonly verdict: 'green' | 'red';
  readonly finds: readonly string[];
}

/** The defects of one test case, from the tables in `defects/`. */
export function plantedDefects(table: string, testCase: string): readonly PlantedDefect[] {
  const rows = (parse(readFileSync(`${folder}/defects/${table}.yaml`, 'utf8')) as Readonly<Record<string, readonly PlantedDefect[]>>)[
    testCase
  ];
  if (rows === undefined || rows.length === 0) throw new Error(`${table}.yaml has no defects for ${testCase}`);
  return rows;
}

/** Asserts for each defect of a test case that the gate finds it, nothing else, and turns red exactly on an error. */
export async function expectFindings(t: Test, table: string, testCase: string): Promise<void> {
  for (const defect of plantedDefects(table, testCase)) {
    const weighed = await afterSteps(defect);
    t.strictSame(weighed.finds, [...defect.finds].sort(), defect.name);
    t.equal(weighed.verdict, defect.finds.length === 0 ? 'green' : 'red', defect.name);
  }
}

const bases = new Map<string, MemoryFiles>();

/** A project of `projects/`, in memory. */
export function projectFiles(name: string): MemoryFiles {
  const known = bases.get(name) ?? filesBelow(`${folder}/projects/${name}`);
  bases.set(name, known);
  return known.copy();
}

/** The verdict after the steps. Results are recorded and links reviewed behind the last step, unless a step says when. */
export async function afterSteps(defect: Pick<PlantedDefect, 'base' | 'steps'>): Promise<Weighed> {
  const files = projectFiles(defect.base ?? 'thermostat-typescript');
  const usual: readonly Step[] = [
    ...(defect.steps.includes('record') ? [] : ['record' as const]),
    ...(defect.steps.includes('review') ? [] : ['review' as const]),
  ];
  for (const step of [...defect.steps, ...usual]) await apply(step, files);
  return weigh(files);
}

async function apply(step: Step, files: MemoryFiles): Promise<void> {
  if (step === 'record') await record(files);
  else if (step === 'review') await review(files);
  else if ('edit' in step) files.writeAtomically(step.edit, edited(files.textOf(step.edit), step));
  else if ('write' in step) files.writeAtomically(step.write, step.text);
  else if ('rewrite' in step) for (const path of files.list({ paths: [`${step.rewrite}/**`] }).value) rewrite(path, step, files);
  else if ('append' in step) files.writeAtomically(step.append, files.textOf(step.append) + step.text);
  else if ('move' in step) {
    files.writeAtomically(step.to, files.textOf(step.move));
    files.remove(step.move);
  } else files.remove(step.delete);
}

function rewrite(path: string, step: { readonly find: string; readonly put: string }, files: MemoryFiles): void {
  files.writeAtomically(path, edited(files.textOf(path), { ...step, edit: path }));
}

function edited(
  text: string,
  step: { readonly edit: string; readonly find: string; readonly put: string; readonly all?: boolean },
): string {
  if (!text.includes(step.find)) throw new Error(`nothing to edit in ${step.edit}: ${step.find}`);
  return step.all === true ? text.replaceAll(step.find, () => step.put) : text.replace(step.find, () => step.put);
}

/** What `ampel record` does, for each procedure of the project. */
export async function record(files: Files): Promise<void> {
  const project = await open(files);
  if (project === undefined) return;
  for (const procedure of project.config.procedures ?? []) recordExisting(project.graph, procedure, project.runs, worldOf(files));
}

/** What `ampel review --all` does. */
export async function review(files: Files): Promise<void> {
  const project = await open(files);
  if (project === undefined) return;
  const present = linksOf(project.graph);
  const acceptance = { by: 'R. Reader', on: today, why: 'read both ends of each link' };
  files.writeAtomically(
    reviewedLinksFile,
    writeReviewedLinks(reviewedAfter(project.graph.reviewed, { present, accepted: present, acceptance })),
  );
}

async function open(files: Files): Promise<LoadedProject | undefined> {
  const { config } = loadConfig(files, 'ampel.config.yaml');
  return config === undefined ? undefined : loadProject(files, config, today);
}

function worldOf(files: Files): Parameters<typeof recordExisting>[3] {
  const processes = { run: () => Promise.reject(new Error('no program is run here')) };
  return { files, processes, environment: {}, progress: () => undefined };
}

/** What `ampel gate` says. A project whose configuration cannot be read is red. */
export async function weigh(files: Files): Promise<Weighed> {
  const { config, diagnostics } = loadConfig(files, 'ampel.config.yaml');
  if (config === undefined) return { verdict: 'red', finds: diagnostics.map(nameOf).sort() };
  const project = await loadProject(files, config, today);
  const { verdict, findings } = gateOf(project.graph, project.diagnostics);
  return {
    verdict,
    finds: findings
      .filter((finding) => finding.severity !== 'note')
      .map(nameOf)
      .sort(),
  };
}

function nameOf(finding: {
  readonly code: string;
  readonly subjects?: readonly string[];
  readonly place?: { readonly path: string } | undefined;
}): string {
  const path = finding.place?.path.startsWith('.ampel/') === true ? '' : finding.place?.path;
  return `${finding.code} ${finding.subjects?.[0] ?? path ?? ''}`.trimEnd();
}
