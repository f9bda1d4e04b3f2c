import { EngineError } from '#libs/engines';
import type { Outcome } from '#libs/kernel';

/** @throws with the sentences of the Problems, for a person to read. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new EngineError(outcome.problems.map(({ message }) => message.en ?? '').join('\n'));
}
