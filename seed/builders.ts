import type { LanguageMap } from '#libs/kernel';
import type {
  AnnexElement, Assessment, LearningOutcome, Level, OtherCredits, OutcomeKind, Price,
} from '#libs/offers';
import { escoSkills, type AssessmentType, type Mode, type QfEheaCycle, type Schedule, type TargetGroup } from '#libs/vocabularies';
import type { OrganisationKey, ProviderKey } from './organisation-keys.js';
import type { PlaceKey } from './places.js';

/** Lithuanian first, English second: every text of the seed is written in both. */
export type Pair = readonly [lt: string, en: string];

export const text = ([lt, en]: Pair): LanguageMap => ({ lt, en });

/** One line of the seed's tables; dates of runs are days counted from the day of loading. */
export interface OfferRow {
  code: string;
  by: ProviderKey;
  title: Pair;
  pitch: Pair;
  about: Pair;
  outcomes: LearningOutcome[];
  ects?: number;
  /** Default: 26 hours a credit. */
  hours?: number;
  credits?: OtherCredits[];
  level?: Level;
  fields: string[];
  /** Default: non-formal. */
  formal?: boolean;
  assess: AssessmentRow[];
  /** Default: Lithuanian. */
  languages?: string[];
  requires?: Pair;
  groups?: TargetGroup[];
  /** Into what it stacks; `ALONE` where it says that it does not. */
  stacks?: Pair | 'ALONE';
  awardedBy?: OrganisationKey[];
  with?: ProviderKey[];
  developedWith?: readonly CoDeveloperRow[];
  /** How prior learning is validated; false where there is no such route. */
  validation?: Pair | false;
  access?: Pair;
  more?: Pair;
  notApplicable?: readonly (readonly [AnnexElement, Pair])[];
  runs: RunRow[];
}

/** Another body that took part: of the register by key, or by name only. */
export interface CoDeveloperRow {
  organisation?: OrganisationKey;
  name?: Pair;
  role: Pair;
}

export interface AssessmentRow extends Omit<Assessment, 'assessingBody'> {
  assessor?: OrganisationKey;
}

export interface RunRow {
  mode: Mode;
  schedule?: Schedule;
  /** First day, and how many days later the last one is. */
  in?: number;
  for?: number;
  always?: boolean;
  /** Enrolment from–to; several periods are several pairs. */
  enrol?: readonly (readonly [from: number | null, to: number | null])[];
  place?: PlaceKey;
  platform?: boolean;
  languages?: string[];
  places?: number;
  price?: Price;
  full?: boolean;
  cancelled?: boolean;
}

const skillUri = (label: string): string => {
  const found = escoSkills.all().find((skill) => skill.label.en === label);
  if (!found) throw new Error(`The seed names an ESCO skill that the list does not have: ${label}`);
  return found.uri;
};

const outcome = (kind: OutcomeKind) => (pair: Pair, ...skills: string[]): LearningOutcome =>
  ({ text: text(pair), kind, ...(skills.length && { skills: skills.map(skillUri) }) });

/** Outcomes: what one knows, is able to do, answers for. Skills are named by their English ESCO labels. */
export const knows = outcome('KNOWLEDGE');
export const does = outcome('SKILL');
export const answers = outcome('RESPONSIBILITY_AND_AUTONOMY');

/** Levels by what they rest on. */
export const stated = (eqf: number): Level => ({ eqf, basis: 'PROVIDER_STATEMENT' });
export const included = (eqf: number): Level => ({ eqf, basis: 'NQF_INCLUSION' });
export const cycle = (eqf: number, name: QfEheaCycle): Level => ({ eqf, cycle: name, basis: 'HIGHER_EDUCATION_CYCLE' });

interface AssessmentTexts {
  description: Pair;
  criteria: Pair;
  supervision: Assessment['supervision'];
}

const assessment = (type: AssessmentType, usual: AssessmentTexts) => (criteria?: Pair, other: Partial<AssessmentRow> = {}): AssessmentRow => ({
  type, description: text(usual.description), criteria: { text: text(criteria ?? usual.criteria) }, supervision: usual.supervision, ...other,
});

const SUPERVISED = 'SUPERVISED_WITH_ID_VERIFICATION';

export const writtenExam = assessment('WRITTEN_EXAMINATION', {
  description: ['Egzaminas raštu prižiūrimoje patalpoje.', 'A written examination in a supervised room.'],
  criteria: ['Išlaikyta surinkus ne mažiau kaip 60 procentų taškų; kiekvieno klausimo vertė nurodyta užduotyje.', 'Passed with at least 60 per cent of the points; the paper states the value of every question.'],
  supervision: SUPERVISED,
});
export const oralExam = assessment('ORAL_EXAMINATION', {
  description: ['Pokalbis su dviem vertintojais.', 'A conversation with two assessors.'],
  criteria: ['Vertinamas sklandumas, tikslumas ir gebėjimas reaguoti; kiekvienas kriterijus turi būti bent patenkinamas.', 'Fluency, accuracy and interaction are rated; each must be at least satisfactory.'],
  supervision: SUPERVISED,
});
export const practical = assessment('PRACTICAL_ASSESSMENT', {
  description: ['Praktinė užduotis, kurią stebi vertintojas.', 'A practical task observed by an assessor.'],
  criteria: ['Įskaityta, kai visi privalomi žingsniai atlikti savarankiškai ir saugiai pagal stebėjimo lapą.', 'Passed when every mandatory step on the observation sheet is done independently and safely.'],
  supervision: SUPERVISED,
});
export const portfolio = assessment('PORTFOLIO', {
  description: ['Atliktų darbų aplankas ir trumpas aptarimas.', 'A portfolio of work and a short discussion of it.'],
  criteria: ['Aplanke yra įrodymų apie kiekvieną mokymosi rezultatą; įrodymai yra paties besimokančiojo ir ne senesni kaip trejų metų.', 'The portfolio holds evidence for every learning outcome; the evidence is the learner’s own and no older than three years.'],
  supervision: 'UNSUPERVISED_WITH_ID_VERIFICATION',
});
export const project = assessment('PROJECT_WORK', {
  description: ['Individualus projektas ir jo pristatymas.', 'An individual project and its presentation.'],
  criteria: ['Vertinama problemos analizė (30 %), sprendimas (50 %) ir pristatymas (20 %); būtina surinkti pusę taškų.', 'Analysis of the problem counts 30 %, the solution 50 %, the presentation 20 %; half of the points are needed.'],
  supervision: SUPERVISED,
});
export const assignment = assessment('MARKED_ASSIGNMENT', {
  description: ['Savarankiškai atliekama ir dėstytojo vertinama užduotis.', 'An assignment done on one’s own and marked by the teacher.'],
  criteria: ['Užduotis įskaitoma, kai atitinka visus užduoties apraše išvardytus reikalavimus.', 'The assignment is passed when it meets every requirement listed in the brief.'],
  supervision: 'UNSUPERVISED_WITHOUT_ID_VERIFICATION',
});
export const quiz = assessment('QUIZ', {
  description: ['Internetinis testas su automatiniu vertinimu.', 'An online test that is marked automatically.'],
  criteria: ['Būtina teisingai atsakyti į 80 procentų klausimų; galimi trys bandymai.', 'Eighty per cent of the answers must be right; three attempts are allowed.'],
  supervision: 'UNSUPERVISED_WITH_ID_VERIFICATION',
});
export const continuous = assessment('CONTINUOUS_EVALUATION', {
  description: ['Vertinama per visus užsiėmimus.', 'Progress is assessed throughout the course.'],
  criteria: ['Įskaityta, kai atliktos visos tarpinės užduotys ir gautas jų teigiamas įvertinimas.', 'Passed when all interim tasks are done and marked positively.'],
  supervision: 'SUPERVISED_WITHOUT_ID_VERIFICATION',
});
export const artefact = assessment('ARTEFACT_ASSESSMENT', {
  description: ['Vertinamas sukurtas gaminys arba kūrinys.', 'The product or work that was made is assessed.'],
  criteria: ['Gaminys veikia, atitinka užduoties matmenis ir reikalavimus, autorius paaiškina savo sprendimus.', 'The product works, meets the dimensions and requirements of the task, and its maker explains the choices made.'],
  supervision: 'SUPERVISED_WITHOUT_ID_VERIFICATION',
});
export const groupWork = assessment('GROUP_PERFORMANCE', {
  description: ['Grupės darbas ir individualus kiekvieno nario paaiškinimas.', 'Group work, with an individual explanation by each member.'],
  criteria: ['Vertinamas grupės rezultatas ir kiekvieno nario indėlis; abu turi būti teigiami.', 'The result of the group and the contribution of each member are assessed; both must be positive.'],
  supervision: 'SUPERVISED_WITHOUT_ID_VERIFICATION',
});
export const peerReview = assessment('PEER_REVIEW', {
  description: ['Darbą pagal kriterijų lapą recenzuoja du kurso dalyviai, galutinį sprendimą priima dėstytojas.', 'Two fellow learners review the work by a list of criteria; the teacher takes the final decision.'],
  criteria: ['Recenzijose ne mažiau kaip septyni iš dešimties kriterijų pažymėti kaip įvykdyti.', 'At least seven of the ten criteria are marked as met in the reviews.'],
  supervision: 'UNSUPERVISED_WITH_ID_VERIFICATION',
});

export const eur = (amount: number, covers?: Pair): Price => ({ amount, currency: 'EUR', ...(covers && { covers: text(covers) }) });
export const FREE = eur(0, ['Mokymai dalyviui nemokami.', 'Free of charge for the participant.']);

type RunOptions = Omit<RunRow, 'mode' | 'schedule'>;
const run = (mode: Mode) => (schedule: Schedule, options: RunOptions): RunRow => ({ mode, schedule, ...options });

export const onsite = run('ONSITE');
export const online = run('ONLINE');
export const blended = run('BLENDED');
export const atWork = run('WORK_BASED');
export const inProject = run('PROJECT_BASED');
export const inLab = run('RESEARCH_LAB_BASED');

/** One can begin on any day and learns at one's own pace. */
export const anyTime = (options: RunOptions = {}): RunRow => ({ mode: 'ONLINE', schedule: 'OWN_PACE', always: true, ...options });
