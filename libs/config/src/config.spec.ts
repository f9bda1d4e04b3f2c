import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig, registerToday } from './index.js';

const good = { DATABASE_URL: 'postgres://a:b@127.0.0.1:5432/register', MEILI_URL: 'http://127.0.0.1:7700', ADMIN_API_KEY: 'x'.repeat(24) };
const faults = (env: NodeJS.ProcessEnv): string => {
  try {
    loadConfig(env);
    return '';
  } catch (error) {
    return (error as ConfigError).faults.join('\n');
  }
};

describe('configuration', () => {
  it('has the defaults of one machine and does not mind empty variables', () => {
    const config = loadConfig({ ...good, STANDARDS_DIR: '', PUBLIC_URL: '' });
    expect(config).toMatchObject({ env: 'development', standardsDir: null, http: { host: '127.0.0.1', port: 3000, publicUrl: 'http://localhost:3000' } });
    expect(config.country.languages).toEqual(['lt', 'en']);
    expect(config.database.ownerUrl).toBe(good.DATABASE_URL);
  });

  it('names every fault at once and shows no secret', () => {
    const text = faults({ DATABASE_URL: 'mysql://hunter2', MEILI_URL: 'nonsense-hunter2', ADMIN_API_KEY: 'short-hunter2', PORT: '99999', REGISTER_COUNTRY: 'XX' });
    for (const name of ['DATABASE_URL', 'MEILI_URL', 'ADMIN_API_KEY', 'PORT', 'REGISTER_COUNTRY']) expect(text).toContain(name);
    expect(text).not.toContain('hunter2');
  });

  it('says what is missing', () => {
    expect(faults({})).toMatch(/DATABASE_URL: is not set/);
  });

  it('refuses a standing clock and a missing public address in production', () => {
    const text = faults({ ...good, NODE_ENV: 'production', REGISTER_NOW: '2024-09-01T00:00:00Z' });
    expect(text).toContain('REGISTER_NOW');
    expect(text).toContain('PUBLIC_URL');
  });

  it('knows no issuer until one is named, and then fills in the rest', () => {
    expect(loadConfig(good).oidc).toBeNull();
    expect(loadConfig({ ...good, OIDC_ISSUER: 'https://id.example.org/', PUBLIC_URL: 'https://register.example.org/' }).oidc).toEqual({
      issuer: 'https://id.example.org/', audience: 'https://register.example.org', jwksUri: null,
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'], nameClaim: 'name',
    });
    const narrow = loadConfig({ ...good, OIDC_ISSUER: 'https://id.example.org', OIDC_AUDIENCE: 'register', OIDC_ALGORITHMS: 'ES256, PS256' });
    expect(narrow.oidc).toMatchObject({ issuer: 'https://id.example.org', audience: 'register', algorithms: ['ES256', 'PS256'] });
  });

  it.each(['HS256', 'none', 'RS256,HS256', ','])('does not let signatures be checked by %s', (OIDC_ALGORITHMS) => {
    expect(faults({ ...good, OIDC_ISSUER: 'https://id.example.org', OIDC_ALGORITHMS })).toContain('OIDC_ALGORITHMS');
  });

  it('does without an admin key, in production only where people can sign in', () => {
    const production = { ...good, ADMIN_API_KEY: '', NODE_ENV: 'production', PUBLIC_URL: 'https://register.example.org' };
    expect(loadConfig({ ...good, ADMIN_API_KEY: '' }).adminApiKey).toBeNull();
    expect(faults(production)).toMatch(/OIDC_ISSUER: is not set, nor is ADMIN_API_KEY/);
    expect(faults({ ...production, OIDC_ISSUER: 'https://id.example.org' })).toBe('');
  });

  it('refuses issuers over plain http in production', () => {
    const production = { ...good, NODE_ENV: 'production', PUBLIC_URL: 'https://register.example.org' };
    const text = faults({ ...production, OIDC_ISSUER: 'http://id.example.org', OIDC_JWKS_URI: 'http://id.example.org/keys' });
    expect(text).toContain('OIDC_ISSUER: must be an https address');
    expect(text).toContain('OIDC_JWKS_URI: must be an https address');
  });

  it('sends mails from its own host into a folder, until told otherwise', () => {
    expect(loadConfig({ ...good, PUBLIC_URL: 'https://register.example.org/x' }).mail).toEqual({ smtpUrl: null, from: 'noreply@register.example.org' });
    const env = { ...good, SMTP_URL: 'smtp://user:secret@localhost:2525', MAIL_FROM: 'register@example.org' };
    expect(loadConfig(env).mail).toEqual({ smtpUrl: env.SMTP_URL, from: env.MAIL_FROM });
    const text = faults({ ...good, SMTP_URL: 'http://hunter2', MAIL_FROM: 'a@b.lt, c@d.lt' });
    expect(text).toMatch(/SMTP_URL.*\n?.*MAIL_FROM takes one bare address/s);
    expect(text).not.toContain('hunter2');
  });

  it('counts days in the register’s time zone', () => {
    expect(registerToday(loadConfig({ ...good, REGISTER_NOW: '2024-08-31T21:30:00Z' }))).toBe('2024-09-01');
  });

  it('notes the heads of the history in the data folder, unless told of a better place', () => {
    expect(loadConfig({ ...good, DATA_DIR: '/data' }).logHeadsFile).toBe('/data/log-heads.jsonl');
    expect(loadConfig({ ...good, DATA_DIR: '/data', LOG_HEADS_FILE: '/elsewhere/heads' }).logHeadsFile).toBe('/elsewhere/heads');
  });
});
