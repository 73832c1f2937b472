/**
 * Name of the folder for the data of a procedure file.
 * @implements LLR-COV-042
 */
export function subjectFolderName(subject: string): string {
  return `of-${subject.replaceAll('/', '__')}`;
}
