/**
 * The structure of LOQ XSD 3.3.1 as far as the register writes it: for each type its children in their order, `name`,
 * `:type` where it is not the name's own, and `?` `*` `+` for how many (nothing: exactly one). Types beginning with a
 * capital are simple: Text a language-tagged string (one a language; TextMulti: several), Code.list a controlled value,
 * Ref.container a link inside the file.
 */
const SHAPES = {
  learningOpportunity: `identifier* title:Text+ description:Text* type:Code.learning-opportunity-types* additionalNote:note*
    homepage:web+ supplementaryDocument:web* temporal:period? duration:Duration? mode:Code.modes* learningSchedule:Code.learning-schedules?
    scheduleInformation:note? admissionProcedure:note? applicationDeadline:DateTime* priceDetail* providedBy:Ref.organisation+
    location:Ref.location* learningAchievementSpecification:Ref.specification defaultLanguage:Code.languages
    status:String? modified:DateTime? publisher:Ref.organisation?`,
  learningAchievementSpecification: `identifier* title:Text+ skos:altLabel:TextMulti* description:Text* additionalNote:note* homepage:web*
    supplementaryDocument:web* status:String? modified:DateTime? publisher:Ref.organisation? ISCEDFCode:Code.isced-fields+
    volumeOfLearning:Duration? creditPoint* educationLevel:concept* language:Code.languages+ mode:Code.modes*
    learningSetting:Code.learning-settings? targetGroup:Code.target-groups* entryRequirement:note?
    learningOutcome:Ref.outcome* provenBy:Ref.assessment* awardingOpportunity*`,
  learningOutcome: `identifier* title:Text+ type:Code.skill-types? additionalNote:note* relatedSkill:concept* relatedESCOSkill:concept*`,
  learningAssessmentSpecification: `identifier* title:Text+ description:Text* additionalNote:note* homepage:web* supplementaryDocument:web*
    type:Code.assessment-types*`,
  organisation: `skos:altLabel:TextMulti* legalName:Text+ type:concept* identifier* eidasLegalIdentifier:legalIdentifier?
    registration:legalIdentifier? vatIdentifier:legalIdentifier* taxIdentifier:legalIdentifier* homepage:web* additionalNote:note*
    location:Ref.location+ contactPoint* status:String? modified:DateTime? publisher:Ref.organisation?`,
  location: `geographicName:Text* spatialCode:Area* description:Text* address+ locn:geometry:geometry*`,
  identifier: `skos:notation:String schemeName:String? schemeId:Uri?`,
  legalIdentifier: `skos:notation:String spatial:Area`,
  note: `dc:subject:Code.note-topics? noteLiteral:Text+`,
  web: `title:Text* language:Code.languages? contentUrl:Uri`,
  period: `skos:prefLabel:Text* startDate:DateTime? endDate:DateTime?`,
  priceDetail: `amount? skos:prefLabel:Text* description:Text*`,
  amount: `unit:Code.currencies value:Decimal`,
  creditPoint: `framework:Code.credit-frameworks point:String`,
  awardingOpportunity: `awardingBody:Ref.organisation+ learningAchievementSpecification:Ref.specification`,
  concept: `skos:prefLabel:Text* skos:inScheme:Uri?`,
  contactPoint: `emailAddress:Uri*`,
  address: `fullAddress:note? countryCode:Code.countries`,
  geometry: `clv:longitude:String clv:latitude:String`,
} as const;

const QUALIFICATION = `${SHAPES.learningAchievementSpecification} isPartialQualification:Boolean? EQFLevel:Code.eqf-levels NQFLevel:Code.nqf-levels+`;

export interface ChildRule {
  name: string;
  type: string;
  min: number;
  max: number;
}

/** Longest first, so that the prefix of a name is not taken for its type. */
const RULE = /^((?:skos|dc|locn|clv):)?(\w+)(?::([\w.-]+))?([?*+])?$/;

function parse(text: string): ChildRule[] {
  return text.trim().split(/\s+/).map((part) => {
    const match = RULE.exec(part);
    if (!match) throw new Error(`Unreadable rule ${part}`);
    const [, prefix = '', name = '', type = name, count = ''] = match;
    return { name: prefix + name, type, min: count === '?' || count === '*' ? 0 : 1, max: count === '*' || count === '+' ? Infinity : 1 };
  });
}

export const shapes: ReadonlyMap<string, readonly ChildRule[]> = new Map(
  Object.entries({ ...SHAPES, qualification: QUALIFICATION }).map(([name, text]) => [name, parse(text)]),
);
