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

  it('counts days in the register’s time zone', () => {
    expect(registerToday(loadConfig({ ...good, REGISTER_NOW: '2024-08-31T21:30:00Z' }))).toBe('2024-09-01');
  });
});
