import { Command } from 'commander';
import { Memberships, People, Person, Principal, reachesOf, type MembershipRecord, type Subject } from '#libs/access';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { EngineError } from '#libs/engines';
import type { INestApplicationContext } from '@nestjs/common';
import { valueOf } from '../outcome.js';
import { withRegister } from '../register-context.js';

interface Named {
  issuer?: string;
  subject: string;
  name?: string;
}

const ROLE = { role: 'REGISTRAR', organisationId: null } as const;
/** Whoever has the command line has the database. */
const AT_THE_COMMAND_LINE = new Principal({ kind: 'OPERATOR', id: null, grants: [ROLE], reaches: reachesOf([ROLE]) });
const PAGE = 100;

/** How the first registrar comes into the register; the others are invited. */
export const registrarCommand = (): Command =>
  new Command('registrar')
    .description('who runs the register')
    .addCommand(person('add', 'make somebody a registrar, as the first one must be').option('--name <name>', 'the name to show').action(add))
    .addCommand(new Command('list').description('the registrars').action(() => withRegister(list)))
    .addCommand(person('end', 'end somebody’s being a registrar').action(end));

const person = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .requiredOption('--subject <subject>', 'who it is to the identity provider (the claim `sub` of their tokens)')
    .option('--issuer <url>', 'the identity provider; OIDC_ISSUER if not said');

const add = (named: Named): Promise<void> =>
  withRegister(async (app) => {
    const somebody = subjectOf(named, app.get(Config));
    await app.get(UnitOfWork).command((tx) => app.get(Memberships).grant(tx, { person: somebody, ...ROLE })).then(valueOf);
    console.log(`${somebody.subject} of ${somebody.issuer} is a registrar.`);
  });

async function list(app: INestApplicationContext): Promise<void> {
  const people = new Map((await app.get(UnitOfWork).read.repository(Person).find()).map((one) => [one.id, one]));
  const registrars = await registrarsOf(app);
  if (!registrars.length) return console.log('There is no registrar. Make one: register registrar add --issuer <url> --subject <subject>');
  for (const { personId, displayName, grantedAt } of registrars) {
    const { issuer, subject } = people.get(personId) as Person;
    console.log(`${subject} of ${issuer}${displayName ? ` (${displayName})` : ''}, since ${grantedAt.toISOString().slice(0, 10)}`);
  }
}

const end = (named: Named): Promise<void> =>
  withRegister(async (app) => {
    const somebody = subjectOf(named, app.get(Config));
    const { id } = await app.get(People).principalFacts(app.get(UnitOfWork).read, somebody);
    const held = (await registrarsOf(app)).find(({ personId }) => personId === id);
    if (!held) throw new EngineError(`${somebody.subject} of ${somebody.issuer} is no registrar.`);
    const ended = { membershipId: held.id, by: AT_THE_COMMAND_LINE };
    await app.get(UnitOfWork).command((tx) => app.get(Memberships).end(tx, ended)).then(valueOf);
    console.log(`${somebody.subject} of ${somebody.issuer} is a registrar no longer.`);
  });

function subjectOf({ issuer, subject, name }: Named, { oidc }: Config): Subject {
  const named = issuer ?? oidc?.issuer;
  if (!named) throw new EngineError('Say whose person it is: --issuer <url>, or set OIDC_ISSUER.');
  return { issuer: named, subject, displayName: name ?? null };
}

async function registrarsOf(app: INestApplicationContext): Promise<MembershipRecord[]> {
  const all: MembershipRecord[] = [];
  for (let page: MembershipRecord[] = [], first = true; first || page.length === PAGE; first = false) {
    page = await app.get(Memberships).list(app.get(UnitOfWork).read, { organisationIds: null, role: ROLE.role, after: page.at(-1)?.id ?? null, limit: PAGE });
    all.push(...page);
  }
  return all;
}
