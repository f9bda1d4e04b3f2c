import 'reflect-metadata';
import { Command } from 'commander';
import { ConfigError } from '#libs/config';
import { EngineError } from '#libs/engines';
import { demoPeopleCommand } from './commands/demo-people.js';
import { documentCommand } from './commands/document.js';
import { importCommand } from './commands/import.js';
import { checkCommand, reindexCommand } from './commands/index-commands.js';
import { migrateCommand } from './commands/migrate.js';
import { registrarCommand } from './commands/registrar.js';
import { seedCommand } from './commands/seed.js';
import { tokenCommand } from './commands/token.js';
import { verifyLogCommand } from './commands/verify-log.js';
import { withEngines } from './local-engines.js';
import { plainReason } from './plain-reason.js';

const program = new Command('register')
  .description('The register of micro-credential offers, from the command line')
  .showHelpAfterError();
const commands = [
  migrateCommand(), seedCommand(), importCommand(), reindexCommand(), checkCommand(), documentCommand(), verifyLogCommand(), tokenCommand(),
  registrarCommand(),
];
for (const command of commands) program.addCommand(command);
// For `npm start` alone.
program.addCommand(demoPeopleCommand(), { hidden: true });

/** Needs neither database nor engine. */
const ALONE = new Set(['document', 'help', 'token']);

async function run(): Promise<void> {
  const word = process.argv[2] ?? '';
  const asksForHelp = process.argv.some((part) => part === '--help' || part === '-h') || !word;
  const known = program.commands.some((command) => command.name() === word);
  if (asksForHelp || !known || ALONE.has(word)) await program.parseAsync();
  else await withEngines(word !== 'migrate', async () => void (await program.parseAsync()));
}

try {
  await run();
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof EngineError ? error.message : plainReason(error));
  if (process.env.LOG_LEVEL === 'debug') console.error(error);
  process.exitCode = 2;
}
