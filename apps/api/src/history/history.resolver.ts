import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { History, headOf, Requires, type HistoryRecord, type Reach } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import type { ApiContext } from '../graphql/context.js';
import { refusedInput } from '../graphql/errors.js';
import { identifier, pageOf, pageSize } from '../graphql/paging.js';
import { HistoryArgs } from './history.args.js';
import { HistoryEntry, HistoryHead, HistoryPage, kindNameOf, kindOf } from './history.type.js';

@Resolver(() => HistoryEntry)
export class HistoryResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly history: History,
  ) {}

  @Requires('history.read')
  @Query(() => HistoryPage, {
    name: 'history',
    description: 'Who changed what and when, newest first: the registrar and auditors see everything, others what concerns their organisations’ records.',
  })
  async page(@Args() args: HistoryArgs, @Context() context: ApiContext): Promise<HistoryPage> {
    const reach = (await context.principal()).reach('history.read');
    const size = pageSize(args.first);
    const { recordKind, from, to } = args;
    const id = identifier(args.recordId);
    if (id && !recordKind) throw refusedInput('A record is named by its kind and its identifier.');
    const lines = await this.history.page(this.uow.read, {
      record: { kind: recordKind && kindOf(recordKind), id },
      ownerIds: ownersWithin(reach, identifier(args.ownerId)),
      actorId: identifier(args.actorId),
      from, to,
      after: lineNumber(args.after),
      limit: size + 1,
    });
    const names = await this.history.actorNames(this.uow.read, [...new Set(lines.flatMap(({ actorId }) => actorId ?? []))], reach.ids);
    return pageOf(lines, size, (line) => entryOf(line, names));
  }

  @Requires('history.verify')
  @Query(() => HistoryHead, { name: 'historyHead', description: 'The newest entry of the history, to be kept elsewhere.' })
  head(): Promise<HistoryHead> {
    return headOf(this.uow.read);
  }
}

/** Whose records are asked for. Somebody else's are answered like none. */
function ownersWithin(reach: Reach, ownerId: string | null): readonly string[] | null {
  if (ownerId === null) return reach.ids;
  return reach.covers(ownerId) ? [ownerId] : [];
}

function lineNumber(after: string | null | undefined): string | null {
  if (after === null || after === undefined) return null;
  if (!/^\d{1,18}$/.test(after)) throw refusedInput('This is not the number of an entry.');
  return after;
}

const entryOf = (line: HistoryRecord, names: ReadonlyMap<string, string>): HistoryEntry => ({
  ...line,
  recordKind: kindNameOf[line.recordKind] as HistoryEntry['recordKind'],
  actor: { kind: line.actorKind, id: line.actorId, displayName: names.get(line.actorId ?? '') ?? null },
});
