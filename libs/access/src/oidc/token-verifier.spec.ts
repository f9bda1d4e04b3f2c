import { createHmac, createPublicKey } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JWK, JWTPayload } from 'jose';
import type { OidcSettings } from '#libs/config';
import { FixedClock } from '#libs/kernel';
import { AccessError } from '../access-error.js';
import { IssuerKeys } from './issuer-keys.js';
import { KeyServer, newKey, sign, type IssuerKey } from './key-server.fixture.js';
import { TokenVerifier } from './token-verifier.js';

const NOW = new Date('2024-09-01T09:00:00Z');
const SECOND = Math.floor(NOW.getTime() / 1000);
const AUDIENCE = 'https://register.example.org';

let issuer: KeyServer;
let [key, other, rsa]: IssuerKey[] = [];
let elapsed: number;
let verifier: TokenVerifier;

const settings = (changed: Partial<OidcSettings> = {}): OidcSettings => ({
  issuer: issuer.url, audience: AUDIENCE, jwksUri: null, algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'], nameClaim: 'name', ...changed,
});
const verifierWith = (changed: Partial<OidcSettings> = {}): TokenVerifier => {
  const oidc = settings(changed);
  return new TokenVerifier(oidc, new FixedClock(NOW.toISOString()), new IssuerKeys(oidc, () => elapsed));
};
const claims = (changed: JWTPayload = {}): JWTPayload => ({ iss: issuer.url, aud: AUDIENCE, sub: 'ona', name: 'Ona Pavyzdė', iat: SECOND, exp: SECOND + 300, ...changed });
const token = (changed: JWTPayload = {}, header: Record<string, unknown> = {}): Promise<string> => sign({ key: key!, claims: claims(changed), header });
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The refusal as one line: status and sentence. */
async function answer(text: string, by = verifier): Promise<string> {
  try {
    return (await by.verify(text)).subject;
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    return `${error.status} ${error.message}`;
  }
}

beforeAll(async () => {
  Logger.overrideLogger(false);
  issuer = await new KeyServer().start();
  [key, other, rsa] = await Promise.all([newKey('one'), newKey('two'), newKey('rsa', 'RS256')]);
});
afterAll(() => issuer.stop());
beforeEach(() => {
  issuer.keys = [key!.jwk, rsa!.jwk];
  Object.assign(issuer.requests, { discovery: 0, keys: 0 });
  elapsed = 0;
  verifier = verifierWith();
});
afterEach(() => {
  issuer.trouble = 'none';
});

describe('a good token', () => {
  it('says who somebody is', async () => {
    expect(await verifier.verify(await token())).toEqual({ issuer: issuer.url, subject: 'ona', displayName: 'Ona Pavyzdė' });
  });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('is accepted with %s', async (alg) => {
    const fresh = await newKey('fresh', alg);
    issuer.keys = [fresh.jwk];
    expect(await answer(await sign({ key: fresh, claims: claims() }))).toBe('ona');
  });

  it.each([
    ['expired within the skew', { exp: SECOND - 59 }],
    ['valid within the skew', { nbf: SECOND + 60 }],
    ['with several audiences', { aud: ['https://elsewhere.example.org', AUDIENCE] }],
  ])('%s is accepted', async (_, changed) => expect(await answer(await token(changed))).toBe('ona'));

  it.each([{ typ: 'JWT' }, { typ: 'application/at+jwt' }, { typ: undefined }])('is accepted with the header %p', async (header) => {
    expect(await answer(await token({}, header))).toBe('ona');
  });

  it('needs no key identifier while one key alone can be meant', async () => {
    expect(await answer(await token({}, { kid: undefined }))).toBe('ona');
  });

  it('has the name where the settings say, if at all', async () => {
    const named = verifierWith({ nameClaim: 'nickname' });
    expect((await named.verify(await token({ nickname: 'Onutė' }))).displayName).toBe('Onutė');
    expect((await named.verify(await token({ nickname: 7 }))).displayName).toBeNull();
    expect((await named.verify(await token())).displayName).toBeNull();
  });
});

describe('an attack is refused with 401:', () => {
  const SIGNATURE = '401 The signature of the token is not valid.';
  const UNKNOWN_KEY = '401 The token is signed with a key that its issuer does not have.';
  const NOT_ACCEPTED = '401 The token is signed in a way that is not accepted.';

  it.each(['none', 'None', 'nOnE', ''])('alg %p', async (alg) => {
    const text = await token();
    const unsigned = `${base64({ alg, typ: 'at+jwt' })}.${text.split('.')[1]}.`;
    expect(await answer(unsigned)).toMatch(/^401 /);
    expect(await answer(`${unsigned}${text.split('.')[2]}`)).toMatch(/^401 /);
  });

  it.each(['HS256', 'HS384', 'HS512'])('%s with the public key as secret', async (alg) => {
    const pem = (jwk: JWK) => createPublicKey({ key: jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const secrets = [key!, rsa!].flatMap(({ jwk }) => [pem(jwk), String(pem(jwk)).trim(), JSON.stringify(jwk), String(jwk.n ?? jwk.x)]);
    for (const secret of secrets) {
      const start = `${base64({ alg, kid: 'rsa', typ: 'at+jwt' })}.${base64(claims())}`;
      const signature = createHmac(`sha${alg.slice(2)}`, secret).update(start).digest('base64url');
      expect(await answer(`${start}.${signature}`)).toBe(NOT_ACCEPTED);
    }
  });

  it('an algorithm that the settings leave out', async () => {
    expect(await answer(await sign({ key: rsa!, claims: claims() }), verifierWith({ algorithms: ['ES256'] }))).toBe(NOT_ACCEPTED);
  });

  it.each([
    ['another audience', { aud: 'https://elsewhere.example.org' }, 'The token is meant for another audience than this register.'],
    ['a part of the audience', { aud: `${AUDIENCE}/` }, 'The token is meant for another audience than this register.'],
    ['no audience', { aud: undefined }, 'The token’s claim aud is missing or not as it must be.'],
    ['another issuer', { iss: 'https://elsewhere.example.org' }, 'The token is of another issuer than the one that this register trusts.'],
    ['the issuer with a slash', { iss: 'WITH SLASH' }, 'The token is of another issuer than the one that this register trusts.'],
    ['expired beyond the skew', { exp: SECOND - 60 }, 'The token has expired.'],
    ['without an end', { exp: undefined }, 'The token’s claim exp is missing or not as it must be.'],
    ['with a text for an end', { exp: `${SECOND + 300}` }, 'The token’s claim exp is missing or not as it must be.'],
    ['valid only later', { nbf: SECOND + 61 }, 'The token is not valid yet.'],
    ['nobody’s', { sub: undefined }, 'The token’s claim sub is missing or not as it must be.'],
    ['of a blank person', { sub: ' ' }, 'The token’s claim sub is missing or not as it must be.'],
    ['of a person who cannot be stored', { sub: 'a\u0000b' }, 'The token’s claim sub is missing or not as it must be.'],
    ['of a person with a long name', { sub: 'x'.repeat(256) }, 'The token’s claim sub is missing or not as it must be.'],
    ['an identity token', { at_hash: 'x' }, 'The token is an identity token, not an access token.'],
  ])('%s', async (_, changed, sentence) => {
    const slash = 'iss' in changed && changed.iss === 'WITH SLASH' ? { iss: `${issuer.url}/` } : {};
    expect(await answer(await token({ ...changed, ...slash } as JWTPayload))).toBe(`401 ${sentence}`);
  });

  it.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'at+jwt2'])('a token of the type %s', async (typ) => {
    expect(await answer(await token({}, { typ }))).toBe('401 The token is not an access token.');
  });

  it('changed claims', async () => {
    const [header, , signature] = (await token()).split('.');
    expect(await answer(`${header}.${base64(claims({ sub: 'registrar' }))}.${signature}`)).toBe(SIGNATURE);
  });

  it('a key of another set under the name of a known one', async () => {
    expect(await answer(await sign({ key: other!, claims: claims(), header: { kid: 'one' } }))).toBe(SIGNATURE);
  });

  it('a key that the token brings along or points to', async () => {
    const stranger = await new KeyServer().start();
    stranger.keys = [other!.jwk];
    const brought = { jwk: other!.jwk, jku: `${stranger.url}/keys`, x5u: `${stranger.url}/keys`, x5c: ['MIIB'] };
    expect(await answer(await sign({ key: other!, claims: claims(), header: brought }))).toBe(UNKNOWN_KEY);
    expect(await answer(await sign({ key: other!, claims: claims(), header: { ...brought, kid: 'one' } }))).toBe(SIGNATURE);
    expect(stranger.requests).toEqual({ discovery: 0, keys: 0 });
    await stranger.stop();
  });

  it('no key identifier where several keys can be meant', async () => {
    issuer.keys = [key!.jwk, other!.jwk];
    expect(await answer(await token({}, { kid: undefined }))).toBe('401 The token does not say which of its issuer’s keys has signed it.');
  });

  it('critical extensions that nobody here understands', async () => {
    const [, payload, signature] = (await token()).split('.');
    expect(await answer(`${base64({ alg: 'ES256', kid: 'one', crit: ['free'], free: true })}.${payload}.${signature}`)).toMatch(/^401 /);
  });

  it('more than 8,192 characters, before anything is computed', async () => {
    expect(await answer(await token({ filling: 'x'.repeat(8_192) }))).toBe('401 The token is longer than 8192 characters.');
    expect(issuer.requests.keys).toBe(0);
  });

  it('anything else that is no token', async () => {
    const good = await token();
    const broken = fc.tuple(fc.nat(good.length - 1), fc.string({ minLength: 1, maxLength: 3 }))
      .map(([at, put]) => good.slice(0, at) + put + good.slice(at + put.length))
      .filter((text) => text !== good);
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string(), broken), async (text) => {
      // The last character of a signature holds bits that nobody reads.
      if (Buffer.from(text.split('.')[2] ?? '', 'base64url').equals(Buffer.from(good.split('.')[2] ?? '', 'base64url')) && text.startsWith(good.slice(0, -2))) return;
      expect(await answer(text)).toMatch(/^401 /);
    }), { numRuns: 300 });
  });

  it('every token, where no issuer is configured', async () => {
    expect(await answer(await token(), new TokenVerifier(null, new FixedClock(NOW.toISOString())))).toBe('401 The credential given is not valid.');
  });
});

describe('the issuer', () => {
  const unknown = () => sign({ key: other!, claims: claims(), header: { kid: `kid-${Math.random()}` } });

  it('is asked once, however many come at the same time', async () => {
    const text = await token();
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => answer(text))))).toEqual(new Set(['ona']));
    expect(issuer.requests).toEqual({ discovery: 1, keys: 1 });
  });

  it('is not stormed with questions about 50 unknown keys, together or one after another', async () => {
    const texts = await Promise.all(Array.from({ length: 50 }, unknown));
    await Promise.all(texts.slice(0, 25).map((text) => answer(text)));
    for (const text of texts.slice(25)) expect(await answer(text)).toMatch(/^401 /);
    expect(issuer.requests.keys).toBe(1);
    elapsed = 31_000;
    await Promise.all(texts.map((text) => answer(text)));
    expect(issuer.requests.keys).toBe(2);
  });

  it('may change its keys: the new one is asked for once the pause is over', async () => {
    expect(await answer(await token())).toBe('ona');
    issuer.keys = [other!.jwk];
    const fresh = await sign({ key: other!, claims: claims() });
    elapsed = 10_000;
    expect(await answer(fresh)).toMatch(/^401 /);
    elapsed = 31_000;
    expect(await Promise.all([answer(fresh), answer(fresh), answer(fresh)])).toEqual(['ona', 'ona', 'ona']);
    expect(issuer.requests.keys).toBe(2);
    expect(await answer(await token())).toMatch(/^401 /);
  });

  it('may take a key back: after ten minutes it counts no longer', async () => {
    const text = await token();
    expect(await answer(text)).toBe('ona');
    issuer.keys = [rsa!.jwk];
    elapsed = 601_000;
    expect(await answer(text)).toMatch(/^401 /);
  });

  it.each(['status', 'silent', 'huge', 'redirect', 'other issuer'] as const)('in trouble (%s) is no reason for an error of ours, and is left alone for a while', async (trouble) => {
    issuer.trouble = trouble;
    const text = await token();
    for (let count = 0; count < 10; count++) expect(await answer(text)).toMatch(/^503 The identity provider does not answer/);
    expect(issuer.requests.discovery).toBe(1);
    issuer.trouble = 'none';
    elapsed = 6_000;
    expect(await answer(text)).toBe('ona');
  });

  it('that cannot be reached is a refusal that says so', async () => {
    const gone = verifierWith({ jwksUri: 'http://127.0.0.1:1/keys' });
    const error = await gone.verify(await token()).catch((found: unknown) => found as AccessError);
    expect(error).toMatchObject({ status: 503, extensions: { code: 'IDENTITY_UNAVAILABLE' } });
  });

  it('that falls silent does not shut out those whose keys are known, for an hour', async () => {
    const text = await token();
    expect(await answer(text)).toBe('ona');
    issuer.trouble = 'status';
    elapsed = 15 * 60_000;
    expect(await answer(text)).toBe('ona');
    expect(await answer(await unknown())).toMatch(/^503/);
    elapsed = 61 * 60_000;
    expect(await answer(text)).toMatch(/^503/);
  });

  it('is not discovered where its keys are configured', async () => {
    expect(await answer(await token(), verifierWith({ jwksUri: `${issuer.url}/keys` }))).toBe('ona');
    expect(issuer.requests).toEqual({ discovery: 0, keys: 1 });
  });

  it('with unusable keys is no reason for an error of ours', async () => {
    issuer.keys = [{ ...key!.jwk, x: 'AAAA' }];
    expect(await answer(await token())).toMatch(/^503 The keys of the identity provider cannot be used/);
  });
});
