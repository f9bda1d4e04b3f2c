import { Command } from 'commander';
import { Memberships, type Role } from '#libs/access';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { DEMO_PEOPLE, EngineError, type DemoSubject } from '#libs/engines';
import { seededOrganisations, type OrganisationKey } from '#seed';
import { valueOf } from '../outcome.js';
import { withRegister } from '../register-context.js';

/** What each of them does in the demonstration catalogue; null: a role of the register. */
const ROLES: Readonly<Record<DemoSubject, { role: Role; of: OrganisationKey | null } | null>> = {
  registrar: { role: 'REGISTRAR', of: null },
  'provider-editor': { role: 'PROVIDER_EDITOR', of: 'hills' },
  'provider-publisher': { role: 'PROVIDER_PUBLISHER', of: 'hills' },
  'second-publisher': { role: 'PROVIDER_PUBLISHER', of: 'hills' },
  'qa-agency': { role: 'QA_AGENCY', of: 'dragonfly' },
  'nqf-authority': { role: 'NQF_AUTHORITY', of: 'stairs' },
  'funding-authority': { role: 'FUNDING_AUTHORITY', of: 'stairs' },
  // Recognises what others offer.
  'recognition-body': { role: 'RECOGNITION_BODY', of: 'lighthouse' },
  counsellor: { role: 'COUNSELLOR', of: null },
  auditor: { role: 'AUDITOR', of: null },
  visitor: null,
};

/** Run by `npm start` each time: gives the demo people of the local issuer their roles, if they do not hold them. */
export const demoPeopleCommand = (): Command =>
  new Command('demo-people')
    .requiredOption('--issuer <url>', 'the local issuer')
    .action(({ issuer }: { issuer: string }) =>
      withRegister(async (app) => {
        refuseElsewhere(issuer, app.get(Config));
        const given = await app.get(UnitOfWork).command(async (tx) => {
          const organisations = await seededOrganisations(tx);
          let count = 0;
          for (const { subject, name } of DEMO_PEOPLE) {
            const place = ROLES[subject];
            const organisationId = place?.of ? organisations.get(place.of) : null;
            // Without the demonstration catalogue there is nobody to act for.
            if (!place || organisationId === undefined) continue;
            valueOf(await app.get(Memberships).grant(tx, { person: { issuer, subject, displayName: name }, role: place.role, organisationId }));
            count += 1;
          }
          return { ok: true, value: count, problems: [] };
        });
        console.log(`${valueOf(given)} demo people hold a role.`);
      }),
    );

/** Nobody of a real identity provider gets a role for being called "registrar". */
function refuseElsewhere(issuer: string, { env }: Config): void {
  if (env === 'production') throw new EngineError('There are no demo people in production.');
  if (URL.parse(issuer)?.hostname !== '127.0.0.1') throw new EngineError('Demo people are those of the local issuer on 127.0.0.1.');
}
