import { Args, Context, ID, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Public, on, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { Procedures, type AgencyRecord, type ProcedureInput as ProcedureData, type ProcedureRecord } from '#libs/quality';
import { Agency } from '../agency/agency.type.js';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { FIRST_ARGUMENT, identifier, pageOf, pageSize } from '../graphql/paging.js';
import { Procedure, ProcedureChanges, procedureChanges, ProcedureInput, ProcedurePage, ProcedureResult } from './procedure.type.js';

/** Outcomes name their procedure in part; whoever asks for more gets the whole. */
type ProcedureSource = Partial<ProcedureRecord> & { id: string };

@Resolver(() => Procedure)
export class ProcedureResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly procedureService: Procedures,
  ) {}

  @Public()
  @Query(() => ProcedurePage, { description: 'Procedures in order of their entry.' })
  async procedures(
    @Args(FIRST_ARGUMENT) first: number | null,
    @Args('after', { type: () => ID, nullable: true, description: '`next` of the page before.' }) after: string | null,
    @Args('agencyId', { type: () => ID, nullable: true, description: 'Only those of this agency.' }) agencyId: string | null,
  ) {
    const size = pageSize(first);
    return pageOf(await this.procedureService.list(this.uow.read, { agencyId: identifier(agencyId), after: identifier(after), limit: size + 1 }), size, (record) => record);
  }

  @ResolveField(() => Agency, { description: 'The agency that carries it out.' })
  async agency(procedure: ProcedureSource, _args: unknown, { loaders }: ApiContext): Promise<AgencyRecord | null> {
    const agencyId = procedure.agencyId ?? (await loaders.procedure.load(procedure.id))?.agencyId;
    return agencyId ? loaders.agency.load(agencyId) : null;
  }

  @Requires('procedure.manage', on('agency', 'procedure.agencyId'))
  @Mutation(() => ProcedureResult, { description: 'Enters a procedure of an agency.' })
  async createProcedure(@Args('procedure', { description: 'What is known of it.' }) input: ProcedureInput, @Context() context: ApiContext) {
    const reader = new InputReader();
    const { agencyId, framework, nature } = input;
    const changes = procedureChanges(input, reader);
    const data: ProcedureData = { ...changes, agencyId, framework, nature, title: changes.title ?? {} };
    const outcome = await reader.proceed(() => context.change((tx) => this.procedureService.create(tx, data)));
    return answer(outcome, (procedure, warnings) => ({ procedure, warnings }));
  }

  @Requires('procedure.manage', on('procedure', 'id'))
  @Mutation(() => ProcedureResult, { description: 'Changes a procedure, as far as no recorded decision was measured by it.' })
  async editProcedure(
    @Args('id', { type: () => ID, description: 'Which.' }) procedureId: string,
    @Args('expectedVersion', { type: () => Int, description: 'The version you started from; refused when somebody else was faster.' }) expectedVersion: number,
    @Args('changes', { description: 'What is to be different.' }) input: ProcedureChanges,
    @Context() context: ApiContext,
  ) {
    const reader = new InputReader();
    const changes = procedureChanges(input, reader);
    const outcome = await reader.proceed(() => context.change((tx) => this.procedureService.edit(tx, { procedureId, expectedVersion, changes })));
    return answer(outcome, (procedure, warnings) => ({ procedure, warnings }));
  }
}
