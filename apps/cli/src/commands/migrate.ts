import { Command } from 'commander';
import { loadConfig } from '#libs/config';
import { grantToApplication, roleOf } from '#libs/database';
import { createRegisterDataSource } from '#migrations';

export const migrateCommand = (): Command =>
  new Command('migrate')
    .description('bring the database to the present schema; safe to run at every start')
    .action(async () => {
      const done = await migrate();
      console.log(done.length ? `Applied: ${done.join(', ')}` : 'The schema is up to date.');
    });

/** Runs what is missing as the owner and gives the application's role its rights. @returns names of the migrations run. */
export async function migrate(): Promise<string[]> {
  const { database } = loadConfig();
  const owner = await createRegisterDataSource(database.ownerUrl, 1).initialize();
  try {
    // Two processes may start at once: the second waits here and then finds nothing to do.
    await owner.query(`SELECT pg_advisory_lock(hashtext('register-migrations'))`);
    const done = await owner.runMigrations({ transaction: 'all' });
    if (roleOf(database.url) !== roleOf(database.ownerUrl)) await grantToApplication(owner, roleOf(database.url));
    return done.map((one) => one.name);
  } finally {
    await owner.destroy();
  }
}
