import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Actor as ActorData, ActorKind as KindCode } from '#libs/kernel';
import { enumOf } from './enums.js';

export const ActorKind = enumOf<KindCode>('ActorKind', 'As what somebody acted.', {
  PERSON: 'A person who had signed in.',
  API_KEY: 'A program with a key of its own.',
  ADMIN_KEY: 'The key of one machine.',
  OPERATOR: 'Somebody at the command line.',
  SYSTEM: 'The register itself.',
});

@ObjectType({ description: 'Who did something. Never a name.' })
export class Actor implements Pick<ActorData, 'kind' | 'id'> {
  @Field(() => ActorKind, { description: 'As what they acted.' })
  kind!: KindCode;

  @Field(() => ID, { nullable: true, description: 'The person or the key.' })
  id!: string | null;
}
