import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import {
  AccessError, AdminKey, ApiKeys, clientKey, declaredRequirement, People, PermissionGuard, Principals, Public, RateLimits, Requires, TokenVerifier,
  type RecordOwners,
} from './index.js';
import type { ExecutionContext } from '@nestjs/common';
import type { Config } from '#libs/config';
import type { UnitOfWork } from '#libs/database';

const KEY = 'test-admin-key-0123456789abcdef';
const adminKey = new AdminKey({ adminApiKey: KEY } as Config);

let database: TestDatabase;
let principals: Principals;
beforeAll(async () => {
  database = await createTestDatabase();
  const { config, uow } = database;
  principals = new Principals(adminKey, new TokenVerifier(config.oidc, config.clock), new ApiKeys(config, uow), new People(), uow);
});
afterAll(() => database.drop());

class Endpoints {
  @Public() open() {}
  @Requires('offer.edit') closed() {}
  silent() {}
}

@Public()
class OpenClass {
  silent() {}
  @Requires('offer.edit') closed() {}
}

const call = (owner: new () => object, name: string, authorization?: string) => {
  const context = {
    getHandler: () => (owner.prototype as Record<string, () => void>)[name],
    getClass: () => owner,
    getType: () => 'http',
    switchToHttp: () => ({ getRequest: () => ({ headers: { authorization } }) }),
  };
  return new PermissionGuard(principals, {} as RecordOwners).canActivate(context as unknown as ExecutionContext);
};

const refusal = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    return (error as AccessError).extensions.code;
  }
  return 'allowed';
};

describe('the guard', () => {
  it('lets anybody use what is public in words', () => {
    expect(call(Endpoints, 'open')).toBe(true);
    expect(call(OpenClass, 'silent')).toBe(true);
  });

  it('closes what says nothing', async () => {
    expect(await refusal(() => call(Endpoints, 'silent', `Bearer ${KEY}`))).toBe('FORBIDDEN');
  });

  it('asks for the key where it is required, also when the class is public', async () => {
    expect(await refusal(() => call(Endpoints, 'closed'))).toBe('UNAUTHENTICATED');
    expect(await refusal(() => call(OpenClass, 'closed'))).toBe('UNAUTHENTICATED');
    expect(await refusal(() => call(Endpoints, 'closed', 'Bearer wrong'))).toBe('UNAUTHENTICATED');
    expect(await call(Endpoints, 'closed', `Bearer ${KEY}`)).toBe(true);
  });

  it('reads the handler before the class', () => {
    expect(declaredRequirement(OpenClass.prototype.closed, OpenClass)).toEqual({ who: 'permission', permission: 'offer.edit', target: null });
    expect(declaredRequirement(Endpoints.prototype.silent, Endpoints)).toBeNull();
  });
});

describe('the admin key', () => {
  it.each([[KEY, true], [`${KEY}x`, false], [KEY.slice(1), false], ['', false]])('%p opens: %p', (credential, opens) => {
    expect(adminKey.opens(credential)).toBe(opens);
  });

  it('opens nothing when there is none', () => {
    const none = new AdminKey({ adminApiKey: null } as Config);
    expect(['', 'null', 'undefined', KEY].map((credential) => none.opens(credential))).toEqual([false, false, false, false]);
  });
});

describe('the client of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:1::5', '2001:db8:0:1::/64'],
    ['2001:0db8::1:0:0:9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is %s', (address, key) => expect(clientKey(address)).toBe(key));
});

describe('the rate', () => {
  const limits = (store: 'memory' | 'postgres', uow: UnitOfWork = database.uow) =>
    new RateLimits({ rateLimit: { perMinute: 2, store } } as Config, uow);

  it('stops the third request of a client, not the first of another', async () => {
    const limit = limits('memory');
    expect([await limit.secondsToWait('192.0.2.1'), await limit.secondsToWait('192.0.2.1')]).toEqual([null, null]);
    expect(await limit.secondsToWait('192.0.2.1')).toBeGreaterThan(0);
    expect(await limit.secondsToWait('192.0.2.2')).toBeNull();
  });

  it('is counted across processes in PostgreSQL', async () => {
    const [one, other] = [limits('postgres'), limits('postgres')];
    expect([await one.secondsToWait('192.0.2.9'), await other.secondsToWait('192.0.2.9')]).toEqual([null, null]);
    expect(await one.secondsToWait('192.0.2.9')).toBeGreaterThan(0);
    expect(await other.secondsToWait('192.0.2.9')).toBeGreaterThan(0);
    const rows = await database.uow.read.query<{ points: number }>('SELECT points FROM rate_limit');
    expect(rows).toHaveLength(1);
  });

  it('is not limited when set to 0', async () => {
    const limit = new RateLimits({ rateLimit: { perMinute: 0, store: 'memory' } } as Config, database.uow);
    expect(await limit.secondsToWait('192.0.2.1')).toBeNull();
  });
});
