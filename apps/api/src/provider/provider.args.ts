import { ArgsType, Field, ID, Int } from '@nestjs/graphql';
import type { ProviderStatus as StatusCode } from '#libs/organisations';
import { FIRST_ARGUMENT } from '../graphql/paging.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { ProviderStatus } from './provider.type.js';

@ArgsType()
export class ProvidersArgs {
  @Field(() => Int, { nullable: true, description: FIRST_ARGUMENT.description })
  first?: number | null;

  @Field(() => ID, { nullable: true, description: '`next` of the page before.' })
  after?: string | null;

  @Field(() => ProviderStatus, { defaultValue: 'REGISTERED', description: 'Only those that stand so; of applications (APPLIED, RETURNED, REFUSED) those you may read.' })
  status!: StatusCode;
}

@ArgsType()
export class StatusChangeArgs {
  @Field(() => ID, { description: 'Which provider.' })
  providerId!: string;

  @Field(() => Int, { description: 'The version you started from; refused when somebody else was faster, or the applicant has changed something.' })
  expectedVersion!: number;

  @Field(() => ProviderStatus, { description: 'What it becomes.' })
  status!: StatusCode;

  @Field(() => GraphQLDate, { nullable: true, description: 'From which day; default today, never ahead.' })
  from?: string | null;

  @Field(() => String, { nullable: true, description: 'Why; needed for asking back (the questions), refusing, suspending and closing. Of the last two the public will read it.' })
  reason?: string | null;

  @Field(() => ID, { nullable: true, description: 'With the closing: who goes on with the offers.' })
  successorId?: string | null;
}
