import { Field, ID, InputType } from '@nestjs/graphql';
import { GraphQLDateTime } from '../graphql/scalars.js';

@InputType({ description: 'A new key.' })
export class ApiKeyInput {
  @Field(() => ID, { nullable: true, description: 'Whose records it is to reach; left out: everybody’s, which only the registrar can give.' })
  organisationId?: string | null;

  @Field({ description: 'What people call it.' })
  name!: string;

  @Field(() => [String], { description: 'Its permissions: some of those you hold there yourself.' })
  scopes!: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when, at most two years; default one year.' })
  expiresAt?: Date | null;
}
