import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { ApiKeyRecord, Permission } from '#libs/access';
import { resultUnion } from '../graphql/outcome.js';
import { pageType } from '../graphql/paging.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDateTime } from '../graphql/scalars.js';

@ObjectType({ description: 'The credential of a program. The register keeps a hash of it alone.' })
export class ApiKey implements ApiKeyRecord {
  @Field(() => ID, { description: 'Its identifier.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'Whose records it reaches; null: everybody’s.' })
  organisationId!: string | null;

  @Field({ description: 'What people call it.' })
  name!: string;

  @Field({ description: 'How it begins, to tell keys apart.' })
  prefix!: string;

  @Field(() => [String], { description: 'The permissions it has, as `permissions` of `me` names them.' })
  scopes!: Permission[];

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'Until when it opens anything.' })
  expiresAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was last used, to the minute.' })
  lastUsedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was revoked.' })
  revokedAt!: Date | null;

  @Field(() => ID, { nullable: true, description: 'The person who made it.' })
  madeBy!: string | null;

  @Field(() => ID, { nullable: true, description: 'The key whose place it takes.' })
  replacesId!: string | null;
}

@ObjectType({ description: 'A page of keys.' })
export class ApiKeyPage extends pageType(ApiKey, 'keys') {}

@ObjectType({ description: 'A key was made. Its text is told this one time.' })
export class ApiKeyIssued {
  @Field(() => ApiKey, { description: 'The key.' })
  key!: ApiKey;

  @Field({ description: 'The key itself, for `authorization: Bearer …`. Keep it: nobody can tell it again.' })
  text!: string;

  @Field(() => [Problem], { description: 'What somebody should look at; it was made all the same.' })
  warnings!: Problem[];
}

@ObjectType({ description: 'A key was saved.' })
export class ApiKeySaved {
  @Field(() => ApiKey, { description: 'As it is now.' })
  key!: ApiKey;

  @Field(() => [Problem], { description: 'What somebody should look at; it was saved all the same.' })
  warnings!: Problem[];
}

export const ApiKeyIssuedResult = resultUnion('ApiKeyIssuedResult', () => ApiKeyIssued);
export const ApiKeyResult = resultUnion('ApiKeyResult', () => ApiKeySaved);
