import type { INestApplicationContext } from '@nestjs/common';
import { Command } from 'commander';
import { LogVerification } from '#libs/access';
import { withRegister } from '../register-context.js';

export const verifyLogCommand = (): Command =>
  new Command('verify-log')
    .description('walk the chain of the history and compare it with the heads noted so far; exit code 1 when a line was removed, changed, put in or moved')
    .action(async () => {
      process.exitCode = await withRegister(verifyLog);
    });

/** One line when the log is intact, one for each fault when not. @returns the exit code. */
export async function verifyLog(app: INestApplicationContext): Promise<number> {
  const { count, head, faults, more, notes } = await app.get(LogVerification).verify();
  for (const note of notes) console.error(note);
  if (!faults.length) {
    console.log(`The history is intact: ${count} lines, head ${head.hash}.`);
    return 0;
  }
  for (const fault of faults) console.log(fault);
  if (more) console.log(`And ${more} more.`);
  return 1;
}
