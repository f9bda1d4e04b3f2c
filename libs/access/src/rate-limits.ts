import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';

const WINDOW_SECONDS = 60;
const KEY_PREFIX = 'api';

/** Requests a minute for one client address (DESIGN section 6). */
@Injectable()
export class RateLimits {
  private readonly limiter: RateLimiterAbstract | null;

  constructor(config: Config, uow: UnitOfWork) {
    this.limiter = makeLimiter(config, uow);
  }

  /** Null when the client may go on, otherwise the seconds after which it may. */
  async secondsToWait(address: string): Promise<number | null> {
    if (!this.limiter) return null;
    try {
      await this.limiter.consume(clientKey(address));
      return null;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    }
  }
}

function makeLimiter({ rateLimit }: Config, uow: UnitOfWork): RateLimiterAbstract | null {
  const { perMinute: points, store } = rateLimit;
  if (points === 0) return null;
  const options = { points, duration: WINDOW_SECONDS, keyPrefix: KEY_PREFIX };
  const memory = new RateLimiterMemory(options);
  if (store === 'memory') return memory;
  return new RateLimiterPostgres({
    ...options,
    storeClient: uow.dataSource,
    storeType: 'typeorm',
    tableName: 'rate_limit',
    // The table comes with the migrations: the application's role may not create any.
    tableCreated: true,
    // A client already refused is not asked about again; without the database each process counts for itself.
    inMemoryBlockOnConsumed: points + 1,
    insuranceLimiter: memory,
  });
}

/** One household has a whole /64 of IPv6 addresses: all of them count as one client. */
export function clientKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
