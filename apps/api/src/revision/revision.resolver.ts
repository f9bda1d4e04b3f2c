import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Public } from '#libs/access';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { OfferReader, revisionDiff } from '#libs/offers';
import { FIRST_ARGUMENT, pageSize } from '../graphql/paging.js';
import { RevisionDiff, revisionOf, RevisionPage } from './revision.type.js';

const NUMBER = { type: () => Int } as const;

@Resolver()
export class RevisionResolver {
  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly reader: OfferReader,
  ) {}

  @Public()
  @Query(() => RevisionPage, { description: 'The published states of an offer, newest first; also of one that is no longer public.' })
  async revisions(
    @Args('offerId', { type: () => ID, description: 'Which offer.' }) offerId: string,
    @Args(FIRST_ARGUMENT) first: number | null,
    @Args('after', { ...NUMBER, nullable: true, description: '`next` of the page before.' }) after: number | null,
  ): Promise<RevisionPage> {
    const size = pageSize(first);
    const records = await this.reader.revisions(this.uow.read, offerId, { before: after, limit: size + 1 });
    const shown = records.slice(0, size);
    return {
      nodes: shown.map((record) => revisionOf(record, this.config.http.publicUrl)),
      next: records.length > size ? (shown.at(-1)?.number ?? null) : null,
    };
  }

  @Public()
  @Query(() => RevisionDiff, { nullable: true, description: 'What two published states of an offer say differently, by field; null when there is no such state.' })
  async revisionDiff(
    @Args('offerId', { type: () => ID, description: 'Which offer.' }) offerId: string,
    @Args('from', { ...NUMBER, description: 'Number of the one state.' }) from: number,
    @Args('to', { ...NUMBER, description: 'Number of the other, earlier or later.' }) to: number,
  ): Promise<RevisionDiff | null> {
    const [before, after] = await Promise.all([from, to].map((number) => this.reader.revision(this.uow.read, offerId, number)));
    if (!before || !after) return null;
    const { publicUrl } = this.config.http;
    const { fields, citationAffected } = revisionDiff(before, after);
    return { from: revisionOf(before, publicUrl), to: revisionOf(after, publicUrl), fields, citationAffected };
  }
}
