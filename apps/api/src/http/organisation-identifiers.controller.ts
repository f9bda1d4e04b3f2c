import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Public } from '#libs/access';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { Organisations } from '#libs/organisations';
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

  /** What the register says of the organisation itself; GraphQL says the rest. */
  @Get('organisations/:id')
  async organisation(@Param('id') id: string) {
    const record = (await this.organisations.load(this.uow.read, [id])).get(id.toLowerCase());
    if (!record) throw notFound('There is no such organisation.');
    const { legalName, otherNames, identifiers, country, nutsRegion, address, homepage, mailbox, updatedAt } = record;
    return { id: record.id, legalName, otherNames, identifiers, country, nutsRegion, address, homepage, mailbox, updatedAt };
  }
}
