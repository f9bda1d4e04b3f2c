import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { InvitationRecord, Role as RoleCode } from '#libs/access';
import { resultUnion } from '../graphql/outcome.js';
import { pageType } from '../graphql/paging.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { Role } from '../membership/membership.type.js';

@ObjectType({ description: 'A role offered to somebody by mail. What the mail’s link holds is told to nobody else.' })
export class Invitation implements InvitationRecord {
  @Field(() => ID, { description: 'Its identifier.' })
  id!: string;

  @Field(() => Role, { description: 'Which role.' })
  role!: RoleCode;

  @Field(() => ID, { nullable: true, description: 'In which organisation; null for roles of the register.' })
  organisationId!: string | null;

  @Field(() => String, { nullable: true, description: 'The address it was sent to; erased when it is no longer open.' })
  email!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was sent.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'Until when it can be accepted.' })
  expiresAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was accepted.' })
  acceptedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was taken back.' })
  revokedAt!: Date | null;
}

@ObjectType({ description: 'A page of invitations.' })
export class InvitationPage extends pageType(Invitation, 'invitations') {}

@ObjectType({ description: 'An invitation was saved.' })
export class InvitationSaved {
  @Field(() => Invitation, { description: 'As it is now.' })
  invitation!: Invitation;

  @Field(() => [Problem], { description: 'What somebody should look at; it was saved all the same.' })
  warnings!: Problem[];
}

export const InvitationResult = resultUnion('InvitationResult', () => InvitationSaved);
