import type { Cleanup } from './cleanup.js';

const PARENT_CHECK_MS = 500;

/** Ctrl-C, and the end of the npm that runs us, stop engines and children before we go. @returns what says that this is happening. */
export function stopOnSignals(cleanup: Cleanup): { readonly signal: AbortSignal } {
  const stopping = new AbortController();
  const stop = (code: number): void => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    process.stderr.write('\nStopping …\n');
    void cleanup.run().finally(() => process.exit(code));
  };
  process.on('SIGINT', () => stop(130));
  process.on('SIGTERM', () => stop(143));
  process.on('SIGHUP', () => stop(129));
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop(143), PARENT_CHECK_MS).unref();
  }
  return stopping;
}
