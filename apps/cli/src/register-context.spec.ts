import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { UnitOfWork } from '#libs/database';
import { Organisations } from '#libs/organisations';
import { createTestDatabase, expectOk, type TestDatabase } from '#libs/testing';
import { withRegister } from './register-context.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

it('changes things in the name of whoever sits at the command line', async () => {
  await withRegister(async (app) => {
    const organisations = app.get(Organisations);
    expectOk(await app.get(UnitOfWork).command((tx) => organisations.create(tx, { legalName: { en: 'Entered by hand' }, country: 'LT' })));
  }, db.config);
  expect(await db.uow.read.query('SELECT action, actor_kind AS "actorKind" FROM history_entry')).toEqual([{ action: 'organisation.create', actorKind: 'OPERATOR' }]);
});
