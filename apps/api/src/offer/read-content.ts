import type { Assessment, CoDeveloper, LearningOutcome, Level, OfferContent, Party, TextOrLink } from '#libs/offers';
import { given, type InputReader } from '../graphql/input-reader.js';
import { textOrLink, type TextOrLinkInput } from '../provider/provider.input.js';
import type { AssessmentInput, CoDeveloperInput, LearningOutcomeInput, OfferContentInput, PartyInput } from './content.input.js';

/** One list of the input, item by item, each with its path. */
const each = <I, O>(items: readonly I[] | null | undefined, path: string, read: (item: I, at: string) => O): O[] | undefined =>
  items?.map((item, index) => read(item, `${path}.${index}`));

/** Turns the typed input into the register's own shape; whether it can be stored or published is for libs/offers to say. */
export class ContentReader {
  constructor(private readonly reader: InputReader) {}

  content(input: OfferContentInput, path = 'content'): OfferContent {
    const at = (name: string) => `${path}.${name}`;
    const text = (name: 'pitch' | 'description' | 'prerequisites' | 'accessibility') => this.reader.text(input[name], at(name));
    return given({
      title: this.reader.text(input.title, at('title')) ?? {},
      pitch: text('pitch'),
      description: text('description'),
      learningOutcomes: each(input.learningOutcomes, at('learningOutcomes'), (item, where) => this.learningOutcome(item, where)) ?? [],
      ects: input.ects,
      otherCredits: input.otherCredits?.map(({ framework, points }) => ({ framework, points })),
      workloadHours: input.workloadHours,
      level: input.level && (given({ ...input.level }) as Level),
      iscedFields: input.iscedFields,
      learningSetting: input.learningSetting,
      assessments: each(input.assessments, at('assessments'), (item, where) => this.assessment(item, where)) ?? [],
      languages: input.languages,
      prerequisites: text('prerequisites'),
      targetGroups: input.targetGroups,
      stackability: input.stackability && given({
        kind: input.stackability.kind,
        into: each(input.stackability.into, at('stackability.into'), (item, where) => this.textOrLink(item, where)) as TextOrLink[] | undefined,
      }),
      awardingBodyIds: input.awardingBodyIds,
      coProviderIds: input.coProviderIds,
      coDevelopers: each(input.coDevelopers, at('coDevelopers'), (item, where) => this.coDeveloper(item, where)),
      priorLearning: input.priorLearning && given({
        available: input.priorLearning.available, how: this.reader.text(input.priorLearning.how, at('priorLearning.how')),
      }),
      accessibility: text('accessibility'),
      homepage: input.homepage,
      furtherInformation: this.textOrLink(input.furtherInformation, at('furtherInformation')),
      notApplicable: each(input.notApplicable, at('notApplicable'), ({ element, reason }, where) => ({
        element, reason: this.reader.text(reason, `${where}.reason`) ?? {},
      })),
    }) as OfferContent;
  }

  private learningOutcome({ text, kind, skills }: LearningOutcomeInput, path: string): LearningOutcome {
    return given({ text: this.reader.text(text, `${path}.text`) ?? {}, kind, skills }) as LearningOutcome;
  }

  private assessment(input: AssessmentInput, path: string): Assessment {
    return given({
      type: input.type,
      description: this.reader.text(input.description, `${path}.description`),
      criteria: this.textOrLink(input.criteria, `${path}.criteria`),
      supervision: input.supervision,
      assessingBody: input.assessingBody && this.party(input.assessingBody, `${path}.assessingBody`),
    }) as Assessment;
  }

  private party({ organisationId, name }: PartyInput, path: string): Party {
    return given({ organisationId, name: this.reader.text(name, `${path}.name`) }) as Party;
  }

  private coDeveloper(input: CoDeveloperInput, path: string): CoDeveloper {
    return { ...this.party(input, path), role: this.reader.text(input.role, `${path}.role`) ?? {} };
  }

  private textOrLink(input: TextOrLinkInput | null | undefined, path: string): TextOrLink | null | undefined {
    return textOrLink(input, this.reader, path);
  }
}
