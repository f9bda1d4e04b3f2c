import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Public } from '#libs/access';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { Organisations, type OrganisationRecord } from '#libs/organisations';
import { notFound } from './problem.filter.js';

/** The feed's name for whoever keeps the register, who is an organisation of the configuration and not of the database. */
const PUBLISHER = 'publisher';

/** Where the identifiers of organisations lead. */
@Public()
@Controller()
export class OrganisationIdentifiersController {
  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly organisations: Organisations,
  ) {}

  @Get('id/organisation/:id{/*part}')
  identifier(@Param('id') id: string, @Res() response: Response): void {
    const target = id === PUBLISHER ? this.config.country.publisher.homepage : `/organisations/${encodeURIComponent(id)}`;
    response.redirect(303, target);
  }

  /** What the register says of the organisation itself, also when it is no longer a provider; GraphQL says the rest. */
  @Get('organisations/:id')
  async organisation(@Param('id') id: string) {
    const record = (await this.organisations.load(this.uow.read, [id])).get(id.toLowerCase());
    if (!record || record.provider?.applicantOnly) throw notFound('There is no such organisation.');
    const { legalName, otherNames, identifiers, country, nutsRegion, address, homepage, mailbox, updatedAt } = record;
    const formerNames = (await this.organisations.formerNames(this.uow.read, [record.id])).get(record.id) ?? [];
    return {
      id: record.id, legalName, formerNames, otherNames, identifiers, country, nutsRegion, address, homepage, mailbox, updatedAt,
      provider: this.standing(record),
    };
  }

  /** Where it stands as a provider, why, and who went on with its offers. */
  private standing({ provider }: OrganisationRecord) {
    if (!provider?.isPublic) return null;
    const { status, statusSince, statusReason, successorId } = provider;
    return { status, statusSince, statusReason, successor: successorId && `${this.config.http.publicUrl}/organisations/${successorId}` };
  }
}
