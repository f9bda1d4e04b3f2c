import type { Cleanup } from './cleanup.js';

const PARENT_CHECK_MS = 500;

/** Ctrl-C, and the end of the npm that runs us, stop engines and children before we go. */
export function stopOnSignals(cleanup: Cleanup): void {
  let stopping = false;
  const stop = (code: number): void => {
    if (stopping) return;
    stopping = true;
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
}
