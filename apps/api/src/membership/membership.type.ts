import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { MembershipRecord, Role as RoleCode } from '#libs/access';
import { enumOf } from '../graphql/enums.js';
import { resultUnion } from '../graphql/outcome.js';
import { pageType } from '../graphql/paging.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDateTime } from '../graphql/scalars.js';

export const Role = enumOf<RoleCode>('Role', 'What people do in the register. All but the last two and the first belong to an organisation and reach its records alone.', {
  REGISTRAR: 'Keeps the register.',
  PROVIDER_EDITOR: 'Writes the offers of a provider.',
  PROVIDER_PUBLISHER: 'Writes and publishes the offers of a provider, and speaks for it.',
  QA_AGENCY: 'Records the decisions of a quality-assurance agency.',
  NQF_AUTHORITY: 'Decides on inclusion in the national qualifications framework.',
  FUNDING_AUTHORITY: 'Decides on public funding.',
  RECOGNITION_BODY: 'Records what a body recognises.',
  COUNSELLOR: 'Guides learners.',
  AUDITOR: 'Reads everything and changes nothing.',
});

@ObjectType({ description: 'A role somebody holds or held.' })
export class Membership implements MembershipRecord {
  @Field(() => ID, { description: 'Its identifier.' })
  id!: string;

  @Field(() => ID, { description: 'Whose.' })
  personId!: string;

  @Field(() => String, { nullable: true, description: 'The person’s name, as their identity provider has it.' })
  displayName!: string | null;

  @Field(() => Role, { description: 'Which role.' })
  role!: RoleCode;

  @Field(() => ID, { nullable: true, description: 'In which organisation; null for roles of the register.' })
  organisationId!: string | null;

  @Field(() => GraphQLDateTime, { description: 'Since when.' })
  grantedAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when; null: still.' })
  endedAt!: Date | null;
}

@ObjectType({ description: 'A page of memberships.' })
export class MembershipPage extends pageType(Membership, 'memberships') {}

@ObjectType({ description: 'A membership was saved.' })
export class MembershipSaved {
  @Field(() => Membership, { description: 'As it is now.' })
  membership!: Membership;

  @Field(() => [Problem], { description: 'What somebody should look at; it was saved all the same.' })
  warnings!: Problem[];
}

export const MembershipResult = resultUnion('MembershipResult', () => MembershipSaved);
