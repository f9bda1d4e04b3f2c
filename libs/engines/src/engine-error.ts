/** What is wrong with the machine or the set-up, said in one plain sentence that can be shown as it is. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

// By shape, not by instanceof: under Jest the system's errors come from another realm.
const field = (error: unknown, name: 'message' | 'code'): string | undefined => {
  const value = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};

export const messageOf = (error: unknown): string => field(error, 'message') ?? String(error);

/** The code of a failed system or database call (`EACCES`, `28P01`, …), or undefined. */
export const codeOf = (error: unknown): string | undefined => field(error, 'code');
