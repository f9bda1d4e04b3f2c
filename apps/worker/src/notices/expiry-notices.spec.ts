import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { registerToday } from '#libs/config';
import { addDays, daysBetween } from '#libs/kernel';
import { MailDelivery, type OutgoingMail } from '#libs/mail';
import { createTestDatabase, expectOk, TEST_NOW, type TestDatabase } from '#libs/testing';
import { QualityWorld } from '../quality-world.fixture.js';
import { ExpiryNotices, STEPS } from './expiry-notices.js';

const TODAY = '2024-09-01';
let db: TestDatabase;
let world: QualityWorld;
let warnings: string[];

beforeAll(async () => {
  Logger.overrideLogger({ log: () => undefined, error: () => undefined, warn: (text: string) => void warnings.push(text) });
  db = await createTestDatabase();
  world = await QualityWorld.open(db);
});
afterAll(() => db.drop());
beforeEach(() => {
  db.clock.set(TEST_NOW);
  warnings = [];
});

const notices = (): ExpiryNotices => {
  const { assuranceWatch, offerProjections, organisations, qaOutcomes } = world.services;
  return new ExpiryNotices(db.config, db.uow, assuranceWatch, offerProjections, organisations, qaOutcomes);
};
const goTo = (day: string) => db.clock.set(`${day}T10:00:00Z`);
const assured = async (until: string, options: Parameters<QualityWorld['provider']>[0] = {}) => {
  const provider = await world.provider(options);
  return { ...provider, outcome: expectOk(await world.record({ providerId: provider.id, validTo: until, reference: 'SV6-1' })) };
};

interface Sent extends OutgoingMail {
  on: string;
}

/** One round of the worker for the present day: notices, then mails. */
async function round(sent: Sent[], send: (mail: OutgoingMail) => void = () => undefined): Promise<void> {
  const on = registerToday(db.config);
  await notices().run(on, () => false);
  const delivery = new MailDelivery(db.uow, {
    send: async (mail) => {
      send(mail);
      sent.push({ ...mail, on });
      return { result: 'SENT' };
    },
  });
  for (let ended = false; !ended; ) {
    // A worker that was killed is started again.
    ended = await delivery.turn(db.clock.now()).then(() => true, (error: Error) => {
      if (error.message !== 'killed') throw error;
      return false;
    });
  }
}

describe('notices that assurance ends', () => {
  it('come 90, 30 and 7 days before, once each, as long as nothing follows', async () => {
    const until = addDays(TODAY, 95);
    const whole = await assured(until, { mailbox: 'whole@provider.example', offers: 2 });
    const late = await assured(addDays(TODAY, 40), { mailbox: 'late@provider.example' });
    const followed = await assured(until, { mailbox: 'followed@provider.example' });
    const suspended = await assured(until, { mailbox: 'suspended@provider.example' });
    await assured(until, { mailbox: null });
    await assured(addDays(TODAY, 2000), { mailbox: 'long@provider.example' });
    const sent: Sent[] = [];
    for (let day = TODAY; day <= addDays(until, 10); day = addDays(day, 1)) {
      goTo(day);
      if (daysBetween(day, until) === 50) {
        expectOk(await world.record({ providerId: followed.id, decisionDate: day, validFrom: addDays(until, 1), procedureId: world.procedureIds[1] }));
        const { version } = (await world.services.organisations.load(db.uow.read, [suspended.id])).get(suspended.id)?.provider ?? { version: 0 };
        expect(version).toBeGreaterThan(0);
        expectOk(await db.uow.command((tx) => world.services.providers.changeStatus(tx, { providerId: suspended.id, status: 'SUSPENDED', reason: 'test', expectedVersion: version })));
      }
      await round(sent);
    }
    const days = (mailbox: string, last: string) => sent.filter(({ recipient }) => recipient === mailbox).map(({ on }) => daysBetween(on, last));
    expect(days('whole@provider.example', until)).toEqual([90, 30, 7]);
    expect(days('late@provider.example', late.outcome.validTo as string)).toEqual([40, 30, 7]);
    expect(days('followed@provider.example', until)).toEqual([90]);
    expect(days('suspended@provider.example', until)).toEqual([90]);
    expect(sent).toHaveLength(3 + 3 + 1 + 1);
    expect(sent.filter(({ body }) => whole.offerIds.every((id) => body.includes(id)))).toHaveLength(3);
    expect(warnings.filter((text) => text.includes('no mailbox'))).toHaveLength(3);
  });

  it('tell the most urgent of the missed steps after a standstill', async () => {
    const until = addDays(TODAY, 95);
    const { id } = await assured(until, { mailbox: 'away@provider.example' });
    const sent: Sent[] = [];
    for (const left of [25, 24, 3, 0]) {
      goTo(addDays(until, -left));
      await round(sent);
    }
    const own = sent.filter(({ recipient }) => recipient === 'away@provider.example');
    expect(own.map(({ on }) => daysBetween(on, until))).toEqual([25, 3]);
    const noted = await db.uow.read.query<{ days: number }>('SELECT days FROM expiry_notice WHERE provider_id = $1 ORDER BY days', [id]);
    expect(noted.map(({ days }) => days)).toEqual([7, 30, 90]);
  });

  it('say in both languages what ends, when, and by whose decision', async () => {
    const until = addDays(TODAY, 30);
    const { offerIds: [offerId = ''] } = await assured(until, { mailbox: 'text@provider.example' });
    const presumed = await world.provider({ mailbox: 'presumed@provider.example' });
    expectOk(await world.record({ providerId: presumed.id, decisionDate: '2018-09-20' }));
    const sent: Sent[] = [];
    await round(sent);
    const of = (mailbox: string) => sent.find(({ recipient }) => recipient === mailbox) as Sent;
    const mail = of('text@provider.example');
    const offer = (await world.services.offerReader.public(db.uow.read, [offerId])).get(offerId);
    const title = offer?.document.specification.title ?? {};
    expect(mail.subject).toBe('Kokybės užtikrinimas baigiasi 2024-10-01 / Quality assurance ends on 2024-10-01');
    const [lt = '', en = ''] = mail.body.split('\n--\n');
    expect(lt).toContain('galioja iki 2024-10-01 imtinai (liko dienų: 30)');
    expect(lt).toContain('Nuo 2024-10-02 jie nebebus rodomi');
    expect(lt).toContain('Pagrindas – Kokybės centras 2024-01-15 sprendimas (SV6-1):');
    expect(lt).toContain(`  - ${title.lt}\n    https://register.example.org/offers/${offerId}`);
    expect(en).toContain('up to and including 2024-10-01 (days left: 30)');
    expect(en).toContain('the decision of Quality centre of 2024-01-15 (SV6-1):');
    expect(en).toContain(`  - ${title.en}\n    https://register.example.org/offers/${offerId}`);
    expect(mail.body).not.toContain('presumed');
    expect(of('presumed@provider.example').body).toContain('up to and including 2024-09-20');
    expect(of('presumed@provider.example').body).toContain('it is presumed by a rule of the register');
  });

  it('are never sent twice, whenever the worker runs and wherever it is killed', async () => {
    const jump = fc.record({ days: fc.integer({ min: 0, max: 20 }), kill: fc.constantFrom('NO', 'NO', 'BEFORE', 'AFTER') });
    const walk = fc.record({ jumps: fc.array(jump, { minLength: 8, maxLength: 40 }), untils: fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 3 }) });
    let walks = 0;
    let told = 0;
    let kills = 0;
    await fc.assert(fc.asyncProperty(walk, async ({ jumps, untils }) => {
      goTo(TODAY);
      // Its own: providers of earlier walks are still told of ends that theirs did not reach.
      const mailbox = `walk-${++walks}@provider.example`;
      const { id, offerIds } = await world.provider({ mailbox, offers: untils.length });
      for (const [index, left] of untils.entries()) {
        expectOk(await world.record({ providerId: id, offerIds: [offerIds[index] as string], validTo: addDays(TODAY, left) }));
      }
      const sent: Sent[] = [];
      const lost: string[] = [];
      const expected = new Set<string>();
      let day = TODAY;
      for (const { days, kill } of jumps) {
        day = addDays(day, days);
        if (day > addDays(TODAY, 120)) break;
        goTo(day);
        for (const left of untils.map((until) => until - daysBetween(TODAY, day))) {
          const step = Math.min(...STEPS.filter((one) => left <= one));
          if (left >= 0 && step !== Infinity) expected.add(`${addDays(day, left)} ${step}`);
        }
        let killed = kill === 'NO';
        await round(sent, (mail) => {
          if (mail.recipient !== mailbox || killed) return;
          killed = true;
          kills += 1;
          if (kill === 'AFTER') sent.push({ ...mail, on: day });
          else lost.push(mail.id);
          throw new Error('killed');
        });
      }
      const own = sent.filter(({ recipient }) => recipient === mailbox);
      expect(new Set(own.map((mail) => mail.id)).size).toBe(own.length);
      const rows = await db.uow.read.query<{ key: string; id: string }>('SELECT key, id FROM mail WHERE key LIKE $1', [`expiry-notice:${id}:%`]);
      expect(rows.map(({ key }) => key.split(':').slice(2).join(' ')).sort()).toEqual([...expected].sort());
      expect([...own.map((mail) => mail.id), ...lost].sort()).toEqual(rows.map((row) => row.id).sort());
      told += own.length;
    }), { numRuns: 12 });
    expect(told).toBeGreaterThan(5);
    expect(kills).toBeGreaterThan(0);
  });
});
