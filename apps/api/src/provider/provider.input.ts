import { Field, InputType } from '@nestjs/graphql';
import type { ProviderFields, Statement } from '#libs/organisations';
import type { OrganisationKind } from '#libs/vocabularies';
import { given, type InputReader } from '../graphql/input-reader.js';
import { LocalisedTextInput } from '../graphql/localised-text.type.js';
import { ProviderKind } from './provider.type.js';

@InputType({ description: 'Text, a page that says more, or both.' })
export class TextOrLinkInput {
  @Field(() => [LocalisedTextInput], { nullable: true, description: 'In words.' })
  text?: LocalisedTextInput[] | null;

  @Field(() => String, { nullable: true, description: 'The page that says it, or says more.' })
  url?: string | null;
}

@InputType({ description: 'Changes to a provider: what is left out stays, null empties.' })
export class ProviderChanges {
  @Field(() => ProviderKind, { nullable: true, description: 'What kind of provider it is; cannot be emptied.' })
  kind?: OrganisationKind | null;

  @Field(() => TextOrLinkInput, { nullable: true, description: 'How it recognises other providers’ micro-credentials.' })
  recognitionPolicy?: TextOrLinkInput | null;

  @Field(() => TextOrLinkInput, { nullable: true, description: 'Its internal quality assurance.' })
  internalQualityAssurance?: TextOrLinkInput | null;
}

@InputType({ description: 'What an organisation says of itself as a provider.' })
export class ProviderInput extends ProviderChanges {
  @Field(() => ProviderKind, { description: 'What kind of provider it is.' })
  declare kind: OrganisationKind;
}

export function textOrLink(input: TextOrLinkInput | null | undefined, reader: InputReader, path: string): Statement | null | undefined {
  return input && given({ text: reader.text(input.text, `${path}.text`), url: input.url });
}

export const providerChanges = (input: ProviderChanges, reader: InputReader): Partial<ProviderFields> => ({
  kind: input.kind ?? undefined,
  recognitionPolicy: textOrLink(input.recognitionPolicy, reader, 'recognitionPolicy'),
  internalQualityAssurance: textOrLink(input.internalQualityAssurance, reader, 'internalQualityAssurance'),
});
