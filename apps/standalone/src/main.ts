import { fileURLToPath } from 'node:url';
import { messageOf } from '#libs/engines';
import { readSettings } from './settings.js';
import { Supervisor } from './supervisor.js';
import { terminal } from './terminal.js';

/** npm passes Ctrl-C on although the terminal has already sent it: the same wish, not a second one. */
const SAME_WISH_MS = 1_000;
const PARENT_CHECK_MS = 500;

async function main(): Promise<number> {
  const supervisor = new Supervisor(readSettings(process.env, process.cwd()), fileURLToPath(new URL('../../../', import.meta.url)), terminal);
  let asked: number | undefined;
  const stop = (): void => {
    if (asked === undefined) {
      asked = Date.now();
      terminal.say('\nStopping …');
      supervisor.stop();
    } else if (Date.now() - asked > SAME_WISH_MS) {
      terminal.problem('Stopping at once.');
      supervisor.force();
      process.exit(1);
    }
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  // Closing the terminal stops; a start under nohup has no terminal and goes on.
  process.on('SIGHUP', () => process.stdout.isTTY && stop());
  stopWithNpm(stop);
  return supervisor.run();
}

/** When npm is killed the wish is to stop the register; the system only hands us to another parent. */
function stopWithNpm(stop: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_MS);
  timer.unref();
}

// The terminal may be gone before us (`npm start | head`).
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

try {
  process.exit(await main());
} catch (error) {
  terminal.problem(messageOf(error));
  process.exit(1);
}
