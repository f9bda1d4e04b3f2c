import 'reflect-metadata';
import { plainToInstance, Transform, Type } from 'class-transformer';
import { ArrayNotEmpty, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength, validateSync } from 'class-validator';
import { COUNTRY_PROFILES } from './country.js';

const emptyIsUnset = Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));
const url = (protocols: string[]) => IsUrl({ protocols, require_tld: false, require_protocol: true });

/** Asymmetric ones only: whoever can check a signature must not be able to make one. */
export const TOKEN_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number];

/** The environment as the operator writes it; the defaults are those of one machine. */
export class EnvSchema {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV: string = 'development';

  /** The address the API listens on; one machine never opens another. */
  @IsString()
  HOST: string = '127.0.0.1';

  @Type(() => Number) @IsInt() @Min(0) @Max(65535)
  PORT: number = 3000;

  /** Health and metrics of the worker; 0 lets the system choose. */
  @Type(() => Number) @IsInt() @Min(0) @Max(65535)
  WORKER_PORT: number = 0;

  /** Base of every identifier and link in documents and feeds. */
  @emptyIsUnset @IsOptional() @url(['http', 'https'])
  PUBLIC_URL?: string;

  @IsString() @MinLength(1)
  DATA_DIR: string = '.data';

  /** Where the head of the history is noted; without it a file of the data folder. Better on another machine's disk. */
  @emptyIsUnset @IsOptional() @IsString()
  LOG_HEADS_FILE?: string;

  @emptyIsUnset @IsOptional() @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must begin with postgres://' })
  DATABASE_URL?: string;

  /** The role that owns the tables and runs migrations; without it the application's own role does. */
  @emptyIsUnset @IsOptional() @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_OWNER_URL must begin with postgres://' })
  DATABASE_OWNER_URL?: string;

  @Type(() => Number) @IsInt() @Min(2) @Max(200)
  DATABASE_POOL: number = 10;

  @emptyIsUnset @IsOptional() @url(['http', 'https'])
  MEILI_URL?: string;

  @emptyIsUnset @IsOptional() @IsString()
  MEILI_MASTER_KEY?: string;

  /** Prefix of the index names, so that several registers (or test files) can share one engine. */
  @Matches(/^[a-z0-9_-]*$/, { message: 'MEILI_INDEX_PREFIX takes a-z, 0-9, _ and -' })
  MEILI_INDEX_PREFIX: string = '';

  /** A key that stands for a registrar: for one machine. Unset, only people and machines known to the register act. */
  @emptyIsUnset @IsOptional() @MinLength(24, { message: 'ADMIN_API_KEY needs at least 24 characters' })
  ADMIN_API_KEY?: string;

  /** Who says who people are: an OpenID Connect issuer, exactly as its tokens name it in `iss`. */
  @emptyIsUnset @IsOptional() @url(['http', 'https'])
  OIDC_ISSUER?: string;

  /** What access tokens for the register name in `aud`; PUBLIC_URL when unset. */
  @emptyIsUnset @IsOptional() @IsString()
  OIDC_AUDIENCE?: string;

  /** The issuer's keys, where they are not to be discovered. */
  @emptyIsUnset @IsOptional() @url(['http', 'https'])
  OIDC_JWKS_URI?: string;

  /** Narrows the signature algorithms, comma-separated. Never a symmetric one. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',').map((one) => one.trim()).filter(Boolean) : value))
  @ArrayNotEmpty() @IsIn(TOKEN_ALGORITHMS, { each: true, message: `OIDC_ALGORITHMS takes ${TOKEN_ALGORITHMS.join(', ')}` })
  OIDC_ALGORITHMS: string[] = [...TOKEN_ALGORITHMS];

  /** The claim with the name to show for a person. */
  @IsString() @MinLength(1)
  OIDC_NAME_CLAIM: string = 'name';

  /** Who takes the register's mails: `smtp://user:password@host:587` or `smtps://…`. Unset, they become files under DATA_DIR. */
  @emptyIsUnset @IsOptional() @url(['smtp', 'smtps'])
  SMTP_URL?: string;

  /** The address mails come from; `noreply@` and the host of PUBLIC_URL when unset. */
  @emptyIsUnset @IsOptional() @Matches(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/, { message: 'MAIL_FROM takes one bare address' })
  MAIL_FROM?: string;

  @emptyIsUnset @IsOptional() @IsString()
  STANDARDS_DIR?: string;

  @IsIn(Object.keys(COUNTRY_PROFILES))
  REGISTER_COUNTRY: string = 'LT';

  /** Stands the register's clock still at this instant: for demonstrations and tests, refused in production. */
  @emptyIsUnset @IsOptional() @IsISO8601()
  REGISTER_NOW?: string;

  /** Requests a minute for one client address; 0 switches the limit off. */
  @Type(() => Number) @IsInt() @Min(0)
  RATE_LIMIT_PER_MINUTE: number = 600;

  /** `memory` counts in this process; `postgres` in the database, for several API processes. */
  @IsIn(['memory', 'postgres'])
  RATE_LIMIT_STORE: string = 'memory';

  /** How many reverse proxies in front are trusted to name the client's address. */
  @Type(() => Number) @IsInt() @Min(0) @Max(10)
  TRUSTED_PROXIES: number = 0;

  /** Seconds between two looks at whether a feed is stale. */
  @Type(() => Number) @Min(0.05)
  FEED_INTERVAL_SECONDS: number = 5;

  /** Days after the end of its last run on which an offer that got no new one is archived; 0 is never. */
  @Type(() => Number) @IsInt() @Min(0) @Max(36_500)
  ARCHIVE_AFTER_DAYS: number = 365;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL: string = 'info';
}

/** Reads the variables we know; every fault is one readable line. */
export function readEnv(env: NodeJS.ProcessEnv): { values: EnvSchema; faults: string[] } {
  const known = Object.keys(new EnvSchema());
  const optional = ['PUBLIC_URL', 'DATABASE_URL', 'DATABASE_OWNER_URL', 'MEILI_URL', 'MEILI_MASTER_KEY', 'ADMIN_API_KEY', 'STANDARDS_DIR', 'REGISTER_NOW', 'LOG_HEADS_FILE',
    'OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_JWKS_URI', 'SMTP_URL', 'MAIL_FROM'];
  const picked = Object.fromEntries(
    [...new Set([...known, ...optional])].filter((name) => env[name] !== undefined && env[name] !== '').map((name) => [name, env[name]]),
  );
  const values = plainToInstance(EnvSchema, picked, { exposeDefaultValues: true });
  const faults = validateSync(values).flatMap((error) =>
    Object.values(error.constraints ?? {}).map((sentence) => `${sentence} (is: ${shown(error.property, error.value)})`),
  );
  return { values, faults };
}

const shown = (name: string, value: unknown): string =>
  /KEY|URL/.test(name) ? 'not shown, may hold a secret' : JSON.stringify(value);
