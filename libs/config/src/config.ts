import { isAbsolute, resolve } from 'node:path';
import { FixedClock, systemClock, type Clock } from '#libs/kernel';
import { COUNTRY_PROFILES, type CountryProfile } from './country.js';
import { readEnv, type EnvSchema } from './env.schema.js';

/** Everything a process of the register is told from outside, parsed once at start. */
export interface Config {
  env: 'development' | 'test' | 'production';
  http: { host: string; port: number; workerPort: number; publicUrl: string; trustedProxies: number };
  dataDir: string;
  database: { url: string; ownerUrl: string; pool: number };
  meili: { url: string; key: string; indexPrefix: string };
  adminApiKey: string;
  standardsDir: string | null;
  country: CountryProfile;
  clock: Clock;
  rateLimit: { perMinute: number; store: 'memory' | 'postgres' };
  feedIntervalSeconds: number;
  logLevel: string;
}

/** The faults of the environment, all at once, one line each. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** @throws ConfigError listing every fault of the environment. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const { values, faults } = readEnv(env);
  const wrong = [...faults, ...missing(values)];
  if (wrong.length) throw new ConfigError(wrong);
  const { DATABASE_URL, MEILI_URL, ADMIN_API_KEY } = values as Required<EnvSchema>;
  return {
    env: values.NODE_ENV as Config['env'],
    http: {
      host: values.HOST,
      port: values.PORT,
      workerPort: values.WORKER_PORT,
      publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
      trustedProxies: values.TRUSTED_PROXIES,
    },
    dataDir: isAbsolute(values.DATA_DIR) ? values.DATA_DIR : resolve(values.DATA_DIR),
    database: { url: DATABASE_URL, ownerUrl: values.DATABASE_OWNER_URL ?? DATABASE_URL, pool: values.DATABASE_POOL },
    meili: { url: MEILI_URL.replace(/\/+$/, ''), key: values.MEILI_MASTER_KEY ?? '', indexPrefix: values.MEILI_INDEX_PREFIX },
    adminApiKey: ADMIN_API_KEY,
    standardsDir: values.STANDARDS_DIR ?? null,
    country: COUNTRY_PROFILES[values.REGISTER_COUNTRY] as CountryProfile,
    clock: values.REGISTER_NOW ? new FixedClock(values.REGISTER_NOW) : systemClock,
    rateLimit: { perMinute: values.RATE_LIMIT_PER_MINUTE, store: values.RATE_LIMIT_STORE as 'memory' | 'postgres' },
    feedIntervalSeconds: values.FEED_INTERVAL_SECONDS,
    logLevel: values.LOG_LEVEL,
  };
}

function missing(values: EnvSchema): string[] {
  const faults: string[] = [];
  for (const name of ['DATABASE_URL', 'MEILI_URL', 'ADMIN_API_KEY'] as const) {
    if (!values[name]) faults.push(`${name}: is not set; \`npm start\` sets it on one machine, production must`);
  }
  if (values.NODE_ENV === 'production') {
    if (!values.PUBLIC_URL) faults.push('PUBLIC_URL: is not set; identifiers in feeds are made from it and must never change');
    if (values.REGISTER_NOW) faults.push('REGISTER_NOW: a standing clock is refused in production');
  }
  return faults;
}
