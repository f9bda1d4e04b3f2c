import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { TokenVerifier } from '#libs/access';
import { CLI_CLIENT, DEMO_PEOPLE, DEMO_PERSON_GRANT, freePort, issuerUrl, secrets } from '#libs/engines';
import { systemClock } from '#libs/kernel';
import { Browser } from './browser.fixture.js';
import { PORTAL_CALLBACK, PORTAL_CLIENT } from './issuer-configuration.js';
import { issuerRefusal } from './issuer-refusal.js';
import { startLocalIssuer } from './local-issuer.js';

const PORTAL = 'http://localhost:3000';
const AUDIENCE = PORTAL;
const dataDir = mkdtempSync(path.join(tmpdir(), 'issuer-spec-'));
let port: number;
let server: Server;

const start = () => startLocalIssuer({ dataDir, port, audience: AUDIENCE, portals: [PORTAL], tokenSeconds: 3600 });
const stop = () => new Promise<void>((resolve) => {
  server.close(() => resolve());
  server.closeAllConnections();
});
beforeAll(async () => {
  // What it writes into its log.
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  port = await freePort();
  server = await start();
});
afterAll(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const verifier = () => new TokenVerifier({
  issuer: issuerUrl(port), audience: AUDIENCE, jwksUri: null, algorithms: ['ES256'], nameClaim: 'name',
}, systemClock);

interface TokenAnswer {
  access_token: string;
  id_token?: string;
  error?: string;
  error_description?: string;
}

async function post(form: Record<string, string>, client?: { id: string; secret: string }): Promise<TokenAnswer & { status: number }> {
  const authorization = client && `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
  const { status, text } = await new Browser().send(`${issuerUrl(port)}/token`, form, authorization ? { authorization } : {});
  return { status, ...(JSON.parse(text) as TokenAnswer) };
}

const demoToken = (person: string, secret = secrets(dataDir).issuerClientSecret) =>
  post({ grant_type: DEMO_PERSON_GRANT, person }, { id: CLI_CLIENT, secret });

const verifierCode = randomBytes(32).toString('base64url');
const authorization = (changed: Record<string, string | undefined> = {}): string => {
  const asked = {
    client_id: PORTAL_CLIENT, response_type: 'code', redirect_uri: `${PORTAL}${PORTAL_CALLBACK}`, scope: 'openid profile register', state: 'here', nonce: 'once',
    code_challenge: createHash('sha256').update(verifierCode).digest('base64url'), code_challenge_method: 'S256', ...changed,
  };
  return `${issuerUrl(port)}/auth?${new URLSearchParams(Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined))}`;
};

const exchange = (code: string | null, code_verifier = verifierCode) => post({
  grant_type: 'authorization_code', client_id: PORTAL_CLIENT, code: code ?? '', redirect_uri: `${PORTAL}${PORTAL_CALLBACK}`, code_verifier,
});

/** Signs in as a browser does. @returns the address at which the portal is told. */
async function signIn(person: string, browser = new Browser()): Promise<URL> {
  const page = await browser.open(authorization());
  expect(page.status).toBe(200);
  return new URL((await browser.send(page.url, { person })).url);
}

describe('signing in', () => {
  it('shows a page without scripts that names everybody, in both languages', async () => {
    const browser = new Browser();
    const page = await browser.open(authorization({ ui_locales: 'en' }));
    expect(page.text).toContain('<html lang="en">');
    expect(page.text).toContain('<h1>Who are you?</h1>');
    for (const { subject, name } of DEMO_PEOPLE) {
      expect(page.text).toContain(`value="${subject}"`);
      expect(page.text).toContain(name);
    }
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' http:\/\/localhost:3000; frame-ancestors 'none'/);
    expect((await browser.open(`${page.url}?lang=lt`)).text).toContain('<h1>Kas jūs?</h1>');
  });

  it('gives the portal a code, and for it an access token that the register accepts', async () => {
    const told = await signIn('provider-publisher');
    expect(told.href.split('?')[0]).toBe(`${PORTAL}${PORTAL_CALLBACK}`);
    expect(told.searchParams.get('state')).toBe('here');
    const answer = await exchange(told.searchParams.get('code'));
    expect(await verifier().verify(answer.access_token)).toEqual({ issuer: issuerUrl(port), subject: 'provider-publisher', displayName: 'Skelbė Pavyzdytė' });
    // The identity token is for the portal.
    await expect(verifier().verify(answer.id_token ?? '')).rejects.toMatchObject({ status: 401 });
  });

  it('needs proof of the key, and gives each code once', async () => {
    const unproved = (await signIn('auditor')).searchParams.get('code');
    expect(await exchange(unproved, randomBytes(32).toString('base64url'))).toMatchObject({ status: 400, error: 'invalid_grant' });
    const code = (await signIn('auditor')).searchParams.get('code');
    expect((await exchange(code)).status).toBe(200);
    expect(await exchange(code)).toMatchObject({ status: 400, error: 'invalid_grant' });
    const page = await new Browser().open(authorization({ code_challenge: undefined, code_challenge_method: undefined }));
    expect(new URL(page.url).searchParams.get('error')).toBe('invalid_request');
  });

  it('leads to no other address, and not to strangers', async () => {
    const page = await new Browser().open(authorization({ redirect_uri: 'http://attacker.example.org/sign-in/callback' }));
    expect([page.status, new URL(page.url).host]).toEqual([400, new URL(issuerUrl(port)).host]);
    expect(page.text).toContain('role="alert"');
    expect((await new Browser().open(authorization({ client_id: 'stranger' }))).status).toBe(400);
  });

  it('asks again when nobody known was chosen, and ends for whom has no sign-in under way', async () => {
    const browser = new Browser();
    const page = await browser.open(authorization());
    expect((await browser.send(page.url, { person: 'administrator' })).text).toContain('value="registrar"');
    expect((await new Browser().send(page.url, { person: 'registrar' })).status).toBe(400);
  });

  it('answers under its own name alone', async () => {
    const browser = new Browser();
    expect((await browser.open(`${issuerUrl(port)}/jwks`, { host: 'attacker.example.org' })).status).toBe(421);
    expect((await browser.open(`${issuerUrl(port)}/jwks`)).status).toBe(200);
  });
});

describe('the command line', () => {
  it.each(DEMO_PEOPLE.map(({ subject, name }) => [subject, name]))('gets a token for %s', async (subject, displayName) => {
    expect(await verifier().verify((await demoToken(subject)).access_token)).toEqual({ issuer: issuerUrl(port), subject, displayName });
  });

  it('gets none without the secret', async () => {
    expect(await demoToken('registrar', 'x'.repeat(32))).toMatchObject({ status: 401, error: 'invalid_client' });
    expect(await post({ grant_type: DEMO_PERSON_GRANT, person: 'registrar' })).toMatchObject({ error: 'invalid_request' });
    expect(await post({ grant_type: DEMO_PERSON_GRANT, person: 'registrar', client_id: PORTAL_CLIENT })).toMatchObject({ status: 400 });
  });

  it('is told who there is', async () => {
    const { status, error_description } = await demoToken('nobody');
    expect(status).toBe(400);
    for (const { subject } of DEMO_PEOPLE) expect(error_description).toContain(subject);
  });
});

describe('the issuer', () => {
  it('keeps its key and secret from start to start', async () => {
    const before = verifier();
    const { access_token } = await demoToken('counsellor');
    await before.verify(access_token);
    await stop();
    server = await start();
    expect((await before.verify((await demoToken('counsellor')).access_token)).subject).toBe('counsellor');
    expect((await verifier().verify(access_token)).subject).toBe('counsellor');
  });

  it('gives its private key to nobody', async () => {
    const { keys } = (await (await fetch(`${issuerUrl(port)}/jwks`)).json()) as { keys: Record<string, unknown>[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {})).not.toContain('d');
  });

  it('is refused in production', () => {
    expect(issuerRefusal('production')).toBe('The local issuer with its demo people is refused in production: set OIDC_ISSUER, so that people can sign in.');
    expect(issuerRefusal('development')).toBeUndefined();
  });
});
