import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Public, Requires } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { Presumptions, type PresumptionRuleRecord } from '#libs/quality';
import type { ApiContext } from '../graphql/context.js';
import { InputReader } from '../graphql/input-reader.js';
import { answer } from '../graphql/outcome.js';
import { PresumptionRule, PresumptionRuleInput, PresumptionRuleResult } from './presumption.type.js';

@Resolver(() => PresumptionRule)
export class PresumptionResolver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly presumptions: Presumptions,
  ) {}

  @Public()
  @Query(() => [PresumptionRule], { description: 'The rules by which an end is presumed, in force and past: of each framework in order of time, the built-in one first.' })
  presumptionRules(): Promise<PresumptionRuleRecord[]> {
    return this.presumptions.rules(this.uow.read);
  }

  @Requires('presumption.set')
  @Mutation(() => PresumptionRuleResult, { description: 'Sets for how many years a decision without an end is presumed to hold. What was known before stays as it was answered then.' })
  async setPresumptionRule(@Args('rule', { description: 'The rule.' }) { framework, years, reason }: PresumptionRuleInput, @Context() context: ApiContext) {
    const reader = new InputReader();
    const rule = { framework, years: years ?? null, reason: reader.plain(reason, 'rule.reason') };
    const outcome = await reader.proceed(() => context.change((tx) => this.presumptions.set(tx, rule)));
    return answer(outcome, (saved, warnings) => ({ rule: saved, warnings }));
  }
}
