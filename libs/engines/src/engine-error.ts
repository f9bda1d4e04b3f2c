/** What is wrong with the machine or the set-up, said in one plain sentence that can be shown as it is. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The system's code of a failed call (`EACCES`, `EEXIST`, …), or undefined. */
export const codeOf = (error: unknown): string | undefined => {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
};
