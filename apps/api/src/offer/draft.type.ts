import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { OfferDraft as DraftData, OfferState, OfferStatus as StatusCode } from '#libs/offers';
import { given, type InputReader } from '../graphql/input-reader.js';
import { resultUnion } from '../graphql/outcome.js';
import { pageType } from '../graphql/paging.js';
import { Problem } from '../graphql/problem.type.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { readRun, RunInput } from '../run/run.input.js';
import { OfferContentInput } from './content.input.js';
import { OfferContent } from './content.type.js';
import { OfferStatus } from './offer.enums.js';
import { ContentReader } from './read-content.js';

@ObjectType({ implements: () => [OfferContent], description: 'An offer as its editor sees it: what the next revision would say.' })
export class OfferDraft extends OfferContent {
  @Field(() => ID, { description: 'Identifier of the offer.' })
  id!: string;

  @Field(() => ID, { description: 'Whose offer it is.' })
  providerId!: string;

  @Field(() => String, { nullable: true, description: 'The provider’s own code, unique among its live offers.' })
  code!: string | null;

  @Field(() => OfferStatus, { description: 'Where the offer stands.' })
  status!: StatusCode;

  @Field(() => Int, { description: 'Rises with every change of the draft or its runs; an edit names the version it started from.' })
  version!: number;

  @Field(() => Int, { nullable: true, description: 'Number of the revision that was published last.' })
  currentRevision!: number | null;

  @Field(() => ID, { nullable: true, description: 'The offer that this one replaces when it is published.' })
  supersedesId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The offer that replaces this one.' })
  supersededById!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  withdrawalReason!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it left the public.' })
  withdrawnAt!: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When it was entered.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When the draft was last changed.' })
  updatedAt!: Date;
}

export interface DraftSource {
  id: string;
  providerId: string;
  record: OfferState;
}

export const draftSource = (state: OfferState): DraftSource => Object.assign({ ...state, record: state }, state.content);

@ObjectType({ description: 'A page of drafts.' })
export class OfferDraftPage extends pageType(OfferDraft, 'offers') {}

@ObjectType({ description: 'An offer was saved. The public sees nothing of it before publication.' })
export class OfferSaved {
  @Field(() => OfferDraft, { description: 'As it is now.' })
  offer!: DraftSource;

  @Field(() => [Problem], { description: 'What somebody should look at; it was saved all the same.' })
  warnings!: Problem[];
}

export const OfferResult = resultUnion('OfferResult', () => OfferSaved);

@InputType({ description: 'Changes to an offer: what is left out stays; content and runs are each given as a whole.' })
export class OfferChanges {
  @Field(() => String, { nullable: true, description: 'The provider’s own code; null takes it away.' })
  code?: string | null;

  @Field(() => OfferContentInput, { nullable: true, description: 'What it is; cannot be emptied.' })
  content?: OfferContentInput | null;

  @Field(() => [RunInput], { nullable: true, description: 'All its occasions, in the order in which they are to be shown.' })
  runs?: RunInput[] | null;
}

@InputType({ description: 'A new offer.' })
export class OfferInput {
  @Field(() => String, { nullable: true, description: 'The provider’s own code, unique among its live offers.' })
  code?: string | null;

  @Field(() => OfferContentInput, { description: 'What it is.' })
  content!: OfferContentInput;

  @Field(() => [RunInput], { defaultValue: [], description: 'Its occasions.' })
  runs!: RunInput[];
}

/** Only what was said: a key that is missing leaves the draft's own value in place. */
export function readChanges(input: OfferChanges, reader: InputReader): Partial<DraftData> {
  const { code, content, runs } = input;
  return {
    ...(code !== undefined && { code }),
    ...given({ content: content && new ContentReader(reader).content(content) }),
    ...(runs !== undefined && { runs: (runs ?? []).map((run, index) => readRun(run, reader, `runs.${index}`)) }),
  } as Partial<DraftData>;
}
