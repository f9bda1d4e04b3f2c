import path from 'node:path';
import { Command } from 'commander';
import { CLI_CLIENT, DEMO_PEOPLE, DEMO_PERSON_GRANT, EngineError, isLocked, runningIssuer } from '#libs/engines';

export const tokenCommand = (): Command =>
  new Command('token')
    .description('print an access token of a demo person, to try things with; the register must be running')
    .requiredOption('--as <person>', `one of ${DEMO_PEOPLE.map(({ subject }) => subject).join(', ')}`)
    .action(async ({ as: person }: { as: string }) => console.log(await demoToken(person)));

/** Of the local issuer beside the running register: it alone knows demo people. */
async function demoToken(person: string): Promise<string> {
  if (!DEMO_PEOPLE.some(({ subject }) => subject === person)) {
    throw new EngineError(`There is no demo person "${person}". There are:\n${DEMO_PEOPLE.map(({ subject, name, role }) => `  ${subject.padEnd(20)}${name}, ${role.en.toLowerCase()}`).join('\n')}`);
  }
  const dataDir = path.resolve(process.env.DATA_DIR || '.data');
  if (!isLocked(dataDir)) throw new EngineError('The register is not running: start it first with npm start.');
  const issuer = runningIssuer(dataDir);
  if (!issuer) throw new EngineError('The running register has no local issuer: get a token where its people sign in (OIDC_ISSUER).');
  const response = await fetch(`${issuer.url}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: DEMO_PERSON_GRANT, person }),
    headers: { authorization: `Basic ${Buffer.from(`${CLI_CLIENT}:${issuer.clientSecret}`).toString('base64')}` },
  });
  const { access_token, error_description } = (await response.json()) as { access_token?: string; error_description?: string };
  if (!access_token) throw new EngineError(`The local issuer gives no token: ${error_description ?? `status ${response.status}`}.`);
  return access_token;
}
