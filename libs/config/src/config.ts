import { join, resolve } from 'node:path';
import { FixedClock, systemClock, today, type Clock, type LocalDate } from '#libs/kernel';
import { COUNTRY_PROFILES, type CountryProfile } from './country.js';
import { readEnv, type EnvSchema, type TokenAlgorithm } from './env.schema.js';

/**
 * Everything a process of the register is told from outside, parsed once at start.
 * A class only so that it can be injected by its own name.
 */
export abstract class Config {
  abstract readonly env: 'development' | 'test' | 'production';
  abstract readonly http: { host: string; port: number; workerPort: number; publicUrl: string; trustedProxies: number };
  abstract readonly dataDir: string;
  /** Where the head of the history is noted, line by line: on another disk, who rewrites the history does not reach it. */
  abstract readonly logHeadsFile: string;
  abstract readonly database: { url: string; ownerUrl: string; pool: number };
  abstract readonly meili: { url: string; key: string; indexPrefix: string };
  /** Null: nobody acts by it. */
  abstract readonly adminApiKey: string | null;
  /** Null: no bearer tokens are accepted. */
  abstract readonly oidc: OidcSettings | null;
  /** A folder laid out as the standards' own (`elm/`, `deqar/`); null where nobody has it. */
  abstract readonly standardsDir: string | null;
  abstract readonly country: CountryProfile;
  abstract readonly clock: Clock;
  abstract readonly rateLimit: { perMinute: number; store: 'memory' | 'postgres' };
  /** Where mails go; without an SMTP URL into a folder of the data folder. */
  abstract readonly mail: { smtpUrl: string | null; from: string };
  abstract readonly feedIntervalSeconds: number;
  /** 0: offers are never archived by themselves. */
  abstract readonly archiveAfterDays: number;
  abstract readonly logLevel: string;
}

/** The one issuer whose access tokens are accepted. */
export interface OidcSettings {
  issuer: string;
  audience: string;
  /** Null: discovered. */
  jwksUri: string | null;
  algorithms: readonly TokenAlgorithm[];
  nameClaim: string;
}

/** The register's calendar day: what validity, windows and "assured today" are asked about. */
export const registerToday = (config: Pick<Config, 'clock' | 'country'>): LocalDate =>
  today(config.clock, config.country.timeZone);

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
  const { DATABASE_URL, MEILI_URL } = values as Required<EnvSchema>;
  const publicUrl = (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, '');
  return {
    env: values.NODE_ENV as Config['env'],
    http: {
      host: values.HOST,
      port: values.PORT,
      workerPort: values.WORKER_PORT,
      publicUrl,
      trustedProxies: values.TRUSTED_PROXIES,
    },
    dataDir: resolve(values.DATA_DIR),
    logHeadsFile: resolve(values.LOG_HEADS_FILE ?? join(values.DATA_DIR, 'log-heads.jsonl')),
    database: { url: DATABASE_URL, ownerUrl: values.DATABASE_OWNER_URL ?? DATABASE_URL, pool: values.DATABASE_POOL },
    meili: { url: MEILI_URL.replace(/\/+$/, ''), key: values.MEILI_MASTER_KEY ?? '', indexPrefix: values.MEILI_INDEX_PREFIX },
    adminApiKey: values.ADMIN_API_KEY ?? null,
    oidc: oidcOf(values, publicUrl),
    standardsDir: values.STANDARDS_DIR ?? null,
    country: COUNTRY_PROFILES[values.REGISTER_COUNTRY] as CountryProfile,
    clock: values.REGISTER_NOW ? new FixedClock(values.REGISTER_NOW) : systemClock,
    rateLimit: { perMinute: values.RATE_LIMIT_PER_MINUTE, store: values.RATE_LIMIT_STORE as 'memory' | 'postgres' },
    mail: { smtpUrl: values.SMTP_URL ?? null, from: values.MAIL_FROM ?? `noreply@${new URL(publicUrl).hostname}` },
    feedIntervalSeconds: values.FEED_INTERVAL_SECONDS,
    archiveAfterDays: values.ARCHIVE_AFTER_DAYS,
    logLevel: values.LOG_LEVEL,
  };
}

function oidcOf(values: EnvSchema, publicUrl: string): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience = publicUrl, OIDC_JWKS_URI: jwksUri = null, OIDC_NAME_CLAIM: nameClaim } = values;
  return issuer ? { issuer, audience, jwksUri, algorithms: values.OIDC_ALGORITHMS as TokenAlgorithm[], nameClaim } : null;
}

function missing(values: EnvSchema): string[] {
  const faults: string[] = [];
  for (const name of ['DATABASE_URL', 'MEILI_URL'] as const) {
    if (!values[name]) faults.push(`${name}: is not set; \`npm start\` sets it on one machine, production must`);
  }
  if (values.NODE_ENV === 'production') {
    if (!values.PUBLIC_URL) faults.push('PUBLIC_URL: is not set; identifiers in feeds are made from it and must never change');
    if (values.REGISTER_NOW) faults.push('REGISTER_NOW: a standing clock is refused in production');
    faults.push(...unsafeIdentity(values));
  }
  return faults;
}

/** Whoever can change what travels between us and the issuer could give himself any name: no plain http. */
function unsafeIdentity({ OIDC_ISSUER, OIDC_JWKS_URI, ADMIN_API_KEY }: EnvSchema): string[] {
  const plain = Object.entries({ OIDC_ISSUER, OIDC_JWKS_URI }).filter(([, address]) => address?.startsWith('http:'));
  return [
    ...plain.map(([name]) => `${name}: must be an https address in production`),
    ...(OIDC_ISSUER || ADMIN_API_KEY ? [] : ['OIDC_ISSUER: is not set, nor is ADMIN_API_KEY; nobody could act in the register']),
  ];
}
