import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Permission, Role as RoleCode } from '#libs/access';
import type { ActorKind as KindCode } from '#libs/kernel';
import { ApiKey } from '../api-key/api-key.type.js';
import { ActorKind } from '../graphql/actor.type.js';
import { Role } from '../membership/membership.type.js';

@ObjectType({ description: 'A role you hold.' })
export class HeldRole {
  @Field(() => Role, { description: 'Which.' })
  role!: RoleCode;

  @Field(() => ID, { nullable: true, description: 'In which organisation; null for roles of the register.' })
  organisationId!: string | null;
}

@ObjectType({ description: 'Something you may do.' })
export class HeldPermission {
  @Field(() => String, { description: 'What, as `noun.verb`.' })
  permission!: Permission;

  @Field(() => [ID], { nullable: true, description: 'With the records of which organisations; null: all of them.' })
  organisationIds!: string[] | null;
}

@ObjectType({ description: 'Whoever asks.' })
export class Me {
  @Field(() => ActorKind, { description: 'As what you come.' })
  kind!: KindCode;

  @Field(() => ID, { nullable: true, description: 'The identifier of the person or key; null for a person whom the register does not know yet.' })
  id!: string | null;

  @Field(() => String, { nullable: true, description: 'Your name, as your identity provider has it.' })
  displayName!: string | null;

  @Field(() => String, { nullable: true, description: 'Who you are to your identity provider; null for keys.' })
  subject!: string | null;

  @Field(() => ApiKey, { nullable: true, description: 'The key you come with: how it begins, what it opens and until when.' })
  key!: ApiKey | null;

  @Field(() => [HeldRole], { description: 'The roles you hold.' })
  roles!: HeldRole[];

  @Field(() => [HeldPermission], { description: 'What follows from them, or what the key was given.' })
  permissions!: HeldPermission[];
}
