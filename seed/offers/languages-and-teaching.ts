import {
  answers, anyTime, assignment, blended, continuous, cycle, does, eur, FREE, included, knows, online, onsite, oralExam, peerReview, portfolio,
  practical, quiz, stated, writtenExam, type OfferRow,
} from '../builders.js';
import { BY_EXAM, BY_PORTFOLIO, CAPTIONS, EASY_LANGUAGE, MATERIALS, MORE_TIME, NONE_NEEDED, STEP_FREE } from './common.js';

export const languagesAndTeaching: OfferRow[] = [
  {
    code: 'TZ-04', by: 'candles', fields: ['0231'], hours: 120, level: included(4), languages: ['lt'],
    title: ['Lietuvių kalba atvykusiesiems (A1–A2)', 'Lithuanian for newcomers (A1–A2)'],
    pitch: ['Parduotuvė, gydytojas, darbas, mokykla: kalba, kurios reikia šiandien.', 'Shop, doctor, work, school: the language one needs today.'],
    about: ['Nedidelės grupės, vaikų kambarys, vakariniai ir savaitgaliniai užsiėmimai.', 'Small groups, a children’s room, classes in the evening and at weekends.'],
    outcomes: [
      does(['Susikalba kasdienėse situacijose žodžiu.', 'Gets by in everyday situations when speaking.'], 'Lithuanian'),
      does(['Užpildo formas ir rašo trumpas žinutes.', 'Completes forms and writes short messages.'], 'Lithuanian'),
    ],
    assess: [writtenExam(), oralExam()], groups: ['MIGRANTS', 'NON_NATIVE_SPEAKERS'], access: EASY_LANGUAGE,
    stacks: ['Tęsiama B1 lygio kursu.', 'Continued by the course for level B1.'],
    notApplicable: [['PREREQUISITES', ['Kursas pradedamas nuo nulio.', 'The course begins from nothing.']]],
    runs: [
      onsite('EVENING', { in: 14, for: 120, enrol: [[-30, 10]], place: 'siauliai', places: 14, price: FREE }),
      onsite('WEEKEND', { in: 21, for: 150, enrol: [[-20, 15]], place: 'klaipeda', places: 14, price: FREE, full: true }),
      online('EVENING', { in: 28, for: 120, enrol: [[-20, 21]], platform: true, places: 16, price: eur(80) }),
    ],
  },
  {
    code: 'TZ-05', by: 'candles', fields: ['0231'], hours: 60, level: stated(5), languages: ['en'],
    title: ['Anglų kalba darbe (B1–B2)', 'English at work (B1–B2)'],
    pitch: ['Susirinkimai, laiškai ir telefono pokalbiai be streso.', 'Meetings, letters and telephone calls without stress.'],
    about: ['Vaidmenų žaidimai pagal dalyvių profesijas.', 'Role play by the professions of the participants.'],
    outcomes: [
      does(['Veda trumpą susirinkimą anglų kalba.', 'Chairs a short meeting in English.'], 'English', 'interact verbally in English'),
      does(['Rašo dalykinį laišką tinkamu stiliumi.', 'Writes a business letter in a fitting style.'], 'English'),
    ],
    assess: [oralExam(), assignment()], requires: ['Anglų kalbos mokėjimas ne žemesniu kaip A2 lygiu.', 'English at level A2 or above.'], groups: ['NON_NATIVE_SPEAKERS', 'WORK_EXPERIENCE_0_TO_3_YEARS'], validation: BY_EXAM, stacks: 'ALONE',
    runs: [online('EVENING', { in: 18, for: 80, enrol: [[-25, 14]], platform: true, places: 14, price: eur(190, MATERIALS) }), onsite('EVENING', { in: 18, for: 80, enrol: [[-25, 14]], place: 'siauliai', places: 14, price: eur(190, MATERIALS) })],
  },
  {
    code: 'TZ-06', by: 'candles', fields: ['0231'], hours: 40, level: stated(4), languages: ['de', 'lt'],
    title: ['Vokiečių kalba keliaujantiems dirbti (A2)', 'German for those who travel to work (A2)'],
    pitch: ['Darbų sauga, sutartis, būstas: vokiškai apie tai, kas svarbu darbo vietoje.', 'Safety, contract, housing: German for what matters at work.'],
    about: ['Klausymo ir kalbėjimo pratybos su tikrais darbo situacijų įrašais.', 'Listening and speaking with recordings of real situations at work.'],
    outcomes: [
      does(['Supranta trumpus nurodymus darbo vietoje.', 'Understands short instructions at work.'], 'German'),
      does(['Klausia ir atsako apie darbo sąlygas.', 'Asks and answers about working conditions.'], 'German'),
    ],
    assess: [oralExam(), quiz()], requires: ['Vokiečių kalbos A1 lygis.', 'German at level A1.'], groups: ['EMPLOYMENT_RETRAINING'], access: CAPTIONS, stacks: 'ALONE',
    runs: [online('WEEKEND', { in: 36, for: 56, enrol: [[-7, 30]], platform: true, places: 16, price: eur(140, MATERIALS) })],
  },
  {
    code: 'MK-108', by: 'hills', fields: ['0114', '0111'], ects: 3, level: cycle(7, 'SECOND_CYCLE'), formal: true, languages: ['lt'],
    title: ['Pasiekimų vertinimas ir grįžtamasis ryšys', 'Assessment and feedback in teaching'],
    pitch: ['Vertinti taip, kad mokinys žinotų, ką daryti toliau.', 'Assessing so that the pupil knows what to do next.'],
    about: ['Mokytojams: dalyvis išbando dvi vertinimo užduotis savo klasėje.', 'For teachers: participants try two assessment tasks in their own class.'],
    outcomes: [
      knows(['Palygina formuojamąjį ir apibendrinamąjį vertinimą.', 'Compares formative and summative assessment.'], 'assessment processes'),
      does(['Sudaro kriterijų lentelę ir teikia aprašomąjį grįžtamąjį ryšį.', 'Writes a rubric and gives descriptive feedback.'], 'assessment processes', 'apply teaching strategies'),
      answers(['Apmąsto vertinimo teisingumą ir jį gerina.', 'Reflects on the fairness of assessment and improves it.'], 'pedagogy'),
    ],
    assess: [portfolio(), peerReview()], requires: ['Pedagogo kvalifikacija.', 'A teaching qualification.'], groups: ['WORK_EXPERIENCE_0_TO_3_YEARS', 'COMPLETED_TERTIARY_EDUCATION_EQF_6'], validation: BY_PORTFOLIO,
    stacks: ['Įskaitoma į edukologijos magistrantūrą (3 ECTS).', 'Credited towards the master’s in education (3 ECTS).'], developedWith: [{ organisation: 'owlets', role: ['Bandymai klasėje', 'Trials in the classroom'] }],
    runs: [blended('WEEKEND', { in: 40, for: 90, enrol: [[-10, 32]], place: 'vilnius', platform: true, places: 25, price: eur(180, MATERIALS) })],
  },
  {
    code: 'MK-109', by: 'hills', fields: ['0111', '0611'], ects: 2, level: included(6), formal: true, languages: ['lt', 'en'],
    title: ['Nuotolinio mokymo kūrimas', 'Designing online teaching'],
    pitch: ['Kursas, kuriame žmonės ne tik klausosi, bet ir daro.', 'A course in which people do things and do not only listen.'],
    about: ['Dalyvis sukuria vieną savo kurso modulį ir išbando jį su kolegomis.', 'Participants build one module of their own course and try it on colleagues.'],
    outcomes: [
      does(['Suprojektuoja veiklas pagal mokymosi rezultatus.', 'Designs activities from learning outcomes.'], 'apply teaching strategies'),
      does(['Parengia prieinamą skaitmeninę medžiagą.', 'Prepares accessible digital material.'], 'create digital content', 'teach digital literacy'),
    ],
    assess: [peerReview(), assignment()], requires: ['Mokymo patirtis.', 'Experience in teaching.'], access: CAPTIONS, stacks: ['Kartu su „Pasiekimų vertinimas ir grįžtamasis ryšys“ sudaro andragogo rinkinį.', 'Together with “Assessment and feedback in teaching” forms the set for teachers of adults.'],
    runs: [online('OWN_PACE', { in: 10, for: 60, enrol: [[-30, 25]], platform: true, places: 50, price: eur(90) })],
  },
  {
    code: 'SP-09', by: 'chamomile', fields: ['0922', '0112'], ects: 3, level: cycle(6, 'FIRST_CYCLE'), formal: true, languages: ['lt'],
    title: ['Autizmo spektro vaikas darželyje', 'Children on the autism spectrum in kindergarten'],
    pitch: ['Aplinka, dienotvarkė ir bendravimas, kurie padeda vaikui jaustis saugiai.', 'Surroundings, routine and communication that help a child to feel safe.'],
    about: ['Mokytojams, padėjėjams ir tėvams; stebima įtraukioji grupė.', 'For teachers, assistants and parents; an inclusive group is observed.'],
    outcomes: [
      knows(['Paaiškina sensorinius ir bendravimo ypatumus.', 'Explains sensory and communicative characteristics.'], 'pedagogy'),
      does(['Pritaiko aplinką ir naudoja vaizdinę dienotvarkę.', 'Adapts the surroundings and uses a visual schedule.'], 'apply teaching strategies'),
      answers(['Bendradarbiauja su tėvais ir specialistais.', 'Cooperates with parents and specialists.']),
    ],
    assess: [portfolio(), continuous()], requires: NONE_NEEDED, stacks: ['Įskaitoma į ikimokyklinio ugdymo studijas.', 'Credited towards studies in pre-school education.'], access: STEP_FREE,
    runs: [blended('WEEKEND', { in: 57, for: 45, enrol: [[5, 50]], place: 'kaunas', platform: true, places: 22, price: eur(160, MATERIALS) })],
  },
  {
    code: 'TZ-07', by: 'candles', fields: ['0021'], hours: 80, level: stated(2), languages: ['lt'],
    title: ['Skaitymo ir skaičiavimo įgūdžiai suaugusiesiems', 'Reading and numeracy for adults'],
    pitch: ['Niekada ne per vėlu: ramiai, be pažymių, tarp žmonių, kurie supranta.', 'Never too late: calmly, without marks, among people who understand.'],
    about: ['Individualus mokymosi planas; užduotys iš kasdienio gyvenimo.', 'An individual learning plan; tasks from everyday life.'],
    outcomes: [
      does(['Perskaito ir supranta trumpą pranešimą ar sutartį.', 'Reads and understands a short notice or contract.']),
      does(['Apskaičiuoja nuolaidą, palūkanas ir šeimos biudžetą.', 'Calculates a discount, interest and a family budget.']),
    ],
    assess: [practical(), continuous()], requires: NONE_NEEDED, groups: ['LOW_ACHIEVERS', 'LEARNING_DISABILITY', 'COMPLETED_PRIMARY_EDUCATION'], access: MORE_TIME, stacks: 'ALONE',
    runs: [onsite('DAYTIME', { in: 12, for: 120, enrol: [[-60, 60]], place: 'siauliai', places: 10, price: FREE }), anyTime({ platform: true, price: FREE })],
  },
];
