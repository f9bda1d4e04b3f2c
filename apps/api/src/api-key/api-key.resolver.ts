import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { ApiKeys, on, Requires, type IssuedKey } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import type { Outcome } from '#libs/kernel';
import { reachedBy } from '../access/reached.js';
import type { ApiContext } from '../graphql/context.js';
import { answer } from '../graphql/outcome.js';
import { FIRST_ARGUMENT, identifier, pageOf, pageSize } from '../graphql/paging.js';
import { ApiKeyInput } from './api-key.input.js';
import { ApiKey, ApiKeyIssuedResult, ApiKeyPage, ApiKeyResult } from './api-key.type.js';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly service: ApiKeys,
  ) {}

  @Requires('key.read')
  @Query(() => ApiKeyPage, { description: 'The keys of programs, past ones too, as far as they are yours to know.' })
  async apiKeys(
    @Args('organisationId', { type: () => ID, nullable: true, description: 'Only of this organisation.' }) organisationId: string | null,
    @Args(FIRST_ARGUMENT) first: number | null,
    @Args('after', { type: () => ID, nullable: true, description: '`next` of the page before.' }) after: string | null,
    @Context() context: ApiContext,
  ) {
    const size = pageSize(first);
    const organisationIds = reachedBy((await context.principal()).reach('key.read'), identifier(organisationId));
    return pageOf(await this.service.list(this.uow.read, { organisationIds, after: identifier(after), limit: size + 1 }), size, (record) => record);
  }

  @Requires('key.manage')
  @Mutation(() => ApiKeyIssuedResult, { description: 'Makes a key for a program.' })
  async createApiKey(@Args('key', { description: 'What it is to open.' }) input: ApiKeyInput, @Context() context: ApiContext) {
    const by = await context.principal();
    const key = { ...input, organisationId: input.organisationId?.toLowerCase() ?? null };
    return issued(await context.change((tx) => this.service.create(tx, { ...key, by })));
  }

  @Requires('key.manage', on('api-key', 'id'))
  @Mutation(() => ApiKeyIssuedResult, { description: 'Makes a new key with the rights of an old one, which goes on for some hours.' })
  async rotateApiKey(
    @Args('id', { type: () => ID, description: 'The old key.' }) keyId: string,
    @Args('overlapHours', { type: () => Int, defaultValue: 24, description: 'How long the old one goes on, 0 to 168 hours.' }) overlapHours: number,
    @Context() context: ApiContext,
  ) {
    const by = await context.principal();
    return issued(await context.change((tx) => this.service.rotate(tx, { keyId, overlapHours, by })));
  }

  @Requires('key.manage', on('api-key', 'id'))
  @Mutation(() => ApiKeyResult, { description: 'Ends a key at once.' })
  async revokeApiKey(@Args('id', { type: () => ID, description: 'Which.' }) keyId: string, @Context() context: ApiContext) {
    return answer(await context.change((tx) => this.service.revoke(tx, { keyId })), (key, warnings) => ({ key, warnings }));
  }
}

const issued = (outcome: Outcome<IssuedKey>) => answer(outcome, ({ key, text }, warnings) => ({ key, text, warnings }));
