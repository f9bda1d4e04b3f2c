import { Command } from 'commander';
import { ImportService, OWN_FORMAT_SCHEMA, ProfileStore, somethingRefused, type ImportOptions, type ReportLine } from '#libs/intake';
import { withRegister } from '../register-context.js';
import { ImportTerminal } from './import-terminal.js';

interface Flags extends Omit<ImportOptions, 'file'> {
  json?: boolean;
  schema?: boolean;
}

/** Exit codes: 0 everything was taken in, 1 something was refused, 2 wrong use or a file refused as a whole. */
export const importCommand = (): Command =>
  new Command('import')
    .description('take a catalogue into the register; see docs/import.md')
    .argument('[file]', 'CSV or JSON by a profile, or the register\'s own JSON')
    .option('--profile <name>', `how to read the file: ${new ProfileStore().known()}`)
    .option('--dry-run', 'write nothing, report the same')
    .option('--publish', 'publish what the publish gate lets through')
    .option('--register-providers', 'create and register providers that the file or the profile describes')
    .option('--enrich <file>', 'add content that the source lacks, by code')
    .option('--json', 'print the report as JSON Lines instead of a table')
    .option('--schema', 'print the JSON Schema of the own format and stop')
    .action(async (file: string | undefined, { json, schema, ...flags }: Flags) => {
      if (schema) return console.log(JSON.stringify(OWN_FORMAT_SCHEMA, null, 2));
      if (file === undefined) {
        console.error('Which file? npm run register -- import <file> [--profile <name>]');
        process.exitCode = 2;
        return;
      }
      process.exitCode = await withRegister((app) => importFile(app.get(ImportService), { ...flags, file }, json ?? false));
    });

async function importFile(service: ImportService, options: ImportOptions, json: boolean): Promise<number> {
  const terminal = new ImportTerminal(process.stderr.isTTY && !json);
  const printed = (line: ReportLine) => console.log(JSON.stringify(line));
  const outcome = await service.run(options, { progress: (progress) => terminal.progress(progress), line: json ? printed : (line) => terminal.line(line) });
  terminal.stop();
  if (!outcome.ok) {
    if (json) console.log(JSON.stringify({ type: 'refused', problems: outcome.problems }));
    else terminal.refused(outcome.problems);
    return 2;
  }
  if (!json) terminal.summary(outcome.value, options.publish ?? false);
  return somethingRefused(outcome.value, options.publish ?? false) ? 1 : 0;
}
