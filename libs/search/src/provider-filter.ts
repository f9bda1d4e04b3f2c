import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import type { Problem } from '#libs/kernel';
import { Organisations } from '#libs/organisations';
import { providerUnknown } from './query-check.js';

/** The one filter whose list of values is not closed: which ids are providers is asked of the database. */
@Injectable()
export class ProviderFilter {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisations: Organisations,
  ) {}

  async problems(ids: readonly string[]): Promise<Problem[]> {
    if (!ids.length) return [];
    const known = await this.organisations.load(this.uow.read, ids);
    return ids.filter((id) => !known.get(id)?.provider).map(providerUnknown);
  }
}
