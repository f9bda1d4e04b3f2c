import { ArgsType, Field, ID } from '@nestjs/graphql';
import type { LedgerQuery } from '#libs/offers';
import { FIRST_ARGUMENT, identifier, pageSize } from '../graphql/paging.js';
import { GraphQLDate } from '../graphql/scalars.js';

/** How a ledger is narrowed and read on. */
@ArgsType()
export class LedgerArgs {
  @Field(() => ID, { nullable: true, description: 'Only about this offer.' })
  offerId?: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Only what holds on this day.' })
  on?: string | null;

  @Field(FIRST_ARGUMENT.type, { nullable: true, description: FIRST_ARGUMENT.description })
  first?: number | null;

  @Field(() => ID, { nullable: true, description: '`next` of the page before.' })
  after?: string | null;
}

/** One record more than the page has: that there is one says that there is a next page. */
export const ledgerQuery = ({ offerId, on, first, after }: LedgerArgs, authorityId: string | null | undefined): LedgerQuery => ({
  offerId: identifier(offerId), authorityId: identifier(authorityId), on, after: identifier(after), limit: pageSize(first) + 1,
});
