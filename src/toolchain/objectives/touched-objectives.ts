/** Kinds of change that un-meet objectives until their work is done again. */
export type ChangeKind = 'system' | 'high-level' | 'low-level' | 'code' | 'test case' | 'test result';

/**
 * Objectives of DO-178C Annex A whose evidence a change of the kind takes away until it is made again.
 * Source: DO-178C Annex A, tables, by what each objective speaks of.
 * @implements LLR-OBJ-001
 */
export const touchedObjectives: Readonly<Record<ChangeKind, readonly string[]>> = {
  system: ['A-2-1', 'A-3-1', 'A-3-6'],
  'high-level': ['A-2-1', 'A-3-1', 'A-3-2', 'A-3-4', 'A-3-6', 'A-4-1', 'A-4-6', 'A-6-1', 'A-6-2', 'A-7-3'],
  'low-level': ['A-2-4', 'A-4-1', 'A-4-2', 'A-4-6', 'A-5-1', 'A-5-5', 'A-6-3', 'A-6-4', 'A-7-4'],
  code: ['A-2-6', 'A-2-7', 'A-5-1', 'A-5-5', 'A-5-6', 'A-6-1', 'A-6-2', 'A-6-3', 'A-6-4', 'A-7-5', 'A-7-6', 'A-7-7', 'A-7-8'],
  'test case': ['A-7-1', 'A-7-3', 'A-7-4'],
  'test result': ['A-6-1', 'A-6-2', 'A-6-3', 'A-6-4', 'A-7-2'],
};
