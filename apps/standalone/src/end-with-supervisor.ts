/**
 * Loaded into the API, the worker and the commands before their own code: when the supervisor dies without a
 * word (kill -9), its channel closes, and the program stops as it does for SIGTERM. Nothing is left that
 * holds the port or writes to a database about to be recovered.
 */
const GRACE_MS = 10_000;

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
// Listening must not keep a program alive that has nothing left to do.
process.channel?.unref();
