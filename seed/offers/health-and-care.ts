import {
  answers, anyTime, atWork, blended, continuous, cycle, does, eur, FREE, included, knows, online, onsite, oralExam, portfolio,
  practical, project, quiz, stated, writtenExam, type OfferRow,
} from '../builders.js';
import { BY_EXAM, BY_PORTFOLIO, CAPTIONS, EASY_LANGUAGE, MATERIALS, NONE_NEEDED, SECONDARY, SIGN, STEP_FREE, VOCATIONAL } from './common.js';

export const healthAndCare: OfferRow[] = [
  {
    code: 'SP-01', by: 'chamomile', fields: ['0921'], ects: 3, level: included(5), languages: ['lt'],
    title: ['Senyvo amžiaus žmonių priežiūra namuose', 'Care of older people at home'],
    pitch: ['Kasdienė pagalba, judėjimas ir bendravimas: tai, ko reikia pradedančiajam slaugytojo padėjėjui.', 'Daily help, moving and talking: what a new care assistant needs.'],
    about: ['Mokomasi mažose grupėse mokomajame bute ir per praktiką kliento namuose, lydint mentoriui.', 'Small groups learn in a training flat and in clients’ homes, accompanied by a mentor.'],
    outcomes: [
      knows(['Paaiškina senėjimo pokyčius ir dažniausių ligų požymius.', 'Explains the changes of ageing and the signs of the most common illnesses.'], 'geriatrics'),
      does(['Saugiai padeda keltis, praustis, maitintis ir judėti.', 'Helps safely with getting up, washing, eating and moving.'], 'tend to elderly people'),
      answers(['Saugo žmogaus orumą ir privatumą bei laiku praneša apie pablogėjusią būklę.', 'Protects dignity and privacy and reports a worsening condition in time.']),
    ],
    assess: [practical(), writtenExam()], requires: NONE_NEEDED, groups: ['EMPLOYMENT_RETRAINING', 'COMPLETED_SECONDARY_EDUCATION'],
    stacks: ['Įskaitoma į socialinio darbuotojo padėjėjo modulinę programą.', 'Counts towards the modular programme for social work assistants.'],
    validation: BY_PORTFOLIO, access: STEP_FREE,
    runs: [
      blended('EVENING', { in: 26, for: 60, enrol: [[-20, 19]], place: 'kaunas', places: 16, price: eur(240, MATERIALS) }),
      blended('WEEKEND', { in: 75, for: 60, enrol: [[10, 65]], place: 'marijampole', places: 14, price: eur(240, MATERIALS) }),
      blended('EVENING', { in: -140, for: 60, place: 'kaunas', places: 16, price: eur(220, MATERIALS), full: true }),
    ],
  },
  {
    code: 'SP-02', by: 'chamomile', fields: ['0913', '0921'], ects: 2, level: cycle(6, 'FIRST_CYCLE'), formal: true,
    title: ['Demencija sergančio žmogaus slauga', 'Nursing people with dementia'],
    pitch: ['Kaip bendrauti, raminti ir užtikrinti saugumą, kai keičiasi atmintis ir elgesys.', 'How to talk, calm and keep safe when memory and behaviour change.'],
    about: ['Kursas skirtas bendrosios praktikos slaugytojams ir socialiniams darbuotojams; remiasi tikrais, nuasmenintais atvejais.', 'For nurses and social workers; based on real, anonymised cases.'],
    outcomes: [
      knows(['Skiria demencijos rūšis ir stadijas.', 'Tells kinds and stages of dementia apart.'], 'geriatrics', 'nursing science'),
      does(['Parengia individualų slaugos planą ir jį koreguoja.', 'Draws up an individual care plan and adjusts it.'], 'nursing science'),
      answers(['Konsultuoja artimuosius ir derina sprendimus su gydytoju.', 'Advises relatives and agrees decisions with the physician.']),
    ],
    assess: [portfolio(), oralExam()], requires: ['Slaugos arba socialinio darbo išsilavinimas.', 'A degree in nursing or social work.'],
    groups: ['COMPLETED_TERTIARY_EDUCATION_EQF_6', 'WORK_EXPERIENCE_0_TO_3_YEARS'], languages: ['lt', 'en'],
    stacks: ['Trys šios srities mikrokredencialai gali būti įskaityti kaip slaugos studijų pasirenkamasis dalykas; sprendžia priimanti aukštoji mokykla.', 'Three micro-credentials of this field may be credited as an elective of nursing studies; the receiving institution decides.'],
    validation: BY_EXAM, access: CAPTIONS,
    runs: [
      online('EVENING', { in: 18, for: 35, enrol: [[-30, 12]], platform: true, places: 30, price: eur(120, MATERIALS), languages: ['lt'] }),
      online('EVENING', { in: 60, for: 35, enrol: [[0, 50]], platform: true, places: 30, price: eur(120, MATERIALS), languages: ['en'] }),
    ],
  },
  {
    code: 'SP-03', by: 'chamomile', fields: ['0913'], ects: 1, level: cycle(6, 'FIRST_CYCLE'), formal: true,
    title: ['Žaizdų priežiūra pirminėje sveikatos grandyje', 'Wound care in primary health care'],
    pitch: ['Lėtinės žaizdos vertinimas, tvarstis ir dokumentavimas per vieną mokymų savaitgalį.', 'Assess, dress and document a chronic wound in one training weekend.'],
    about: ['Imitacinėje palatoje praktikuojamasi su fantomais; kiekvienas dalyvis gauna grįžtamąjį ryšį.', 'Practice on models in a simulation ward; every participant gets feedback.'],
    outcomes: [
      does(['Įvertina žaizdą pagal skalę ir parenka tvarstį.', 'Rates a wound on a scale and chooses a dressing.'], 'nursing science'),
      answers(['Užtikrina aseptiką ir tikslų įrašą ligos dokumentuose.', 'Ensures asepsis and an exact entry in the record.']),
    ],
    assess: [practical()], requires: ['Galiojanti slaugos licencija.', 'A valid nursing licence.'], groups: ['WORK_EXPERIENCE_0_TO_3_YEARS', 'WORK_EXPERIENCE_3_TO_10_YEARS'],
    stacks: 'ALONE', validation: false, access: STEP_FREE,
    runs: [
      onsite('WEEKEND', { in: 33, for: 1, enrol: [[-15, 28]], place: 'kaunas', places: 12, price: eur(95, MATERIALS), full: true }),
      onsite('WEEKEND', { in: 89, for: 1, enrol: [[20, 84]], place: 'siauliai', places: 12, price: eur(95, MATERIALS) }),
    ],
  },
  {
    code: 'SP-04', by: 'chamomile', fields: ['0915'], ects: 4, level: cycle(6, 'FIRST_CYCLE'), formal: true,
    title: ['Ergoterapija po insulto', 'Occupational therapy after stroke'],
    pitch: ['Kasdienių įgūdžių atkūrimas kartu su pacientu ir jo šeima.', 'Restoring everyday skills together with the patient and the family.'],
    about: ['Derinamos paskaitos, klinikinių atvejų aptarimai ir stebima praktika reabilitacijos skyriuje.', 'Lectures, clinical case discussions and observed practice in a rehabilitation ward.'],
    outcomes: [
      knows(['Apibūdina neurologinio atsigavimo dėsningumus.', 'Describes how neurological recovery proceeds.']),
      does(['Sudaro ir įgyvendina užduočių programą rankos funkcijai lavinti.', 'Designs and carries out a task programme for the function of the hand.']),
      answers(['Su pacientu susitaria dėl tikslų ir fiksuoja pažangą.', 'Agrees goals with the patient and records progress.']),
    ],
    assess: [project(), practical()], requires: ['Reabilitacijos srities išsilavinimas.', 'A degree in a rehabilitation field.'],
    stacks: ['Dalis ergoterapijos magistrantūros įvadinio modulio.', 'Part of the introductory module of a master’s in occupational therapy.'],
    access: CAPTIONS, with: ['lighthouse'],
    developedWith: [{ name: ['Pacientų bendrija „Antras žingsnis“ (išgalvota)', 'Patients’ society “Second Step” (fictitious)'], role: ['Atvejų ir pacientų patirties parengimas', 'Preparing cases and patient experience'] }],
    runs: [blended('DAYTIME', { in: 110, for: 70, enrol: [[30, 95]], place: 'klaipeda', platform: true, places: 20, price: eur(390, MATERIALS) })],
  },
  {
    code: 'SP-05', by: 'chamomile', fields: ['0919'], hours: 16, level: stated(4),
    title: ['Pirmoji pagalba darbo vietoje', 'First aid at work'],
    pitch: ['Dviejų dienų praktiniai mokymai: gaivinimas, kraujavimas, trauma, skambutis 112.', 'Two practical days: resuscitation, bleeding, injury, calling 112.'],
    about: ['Teorija trunka vos ketvirtį laiko; visa kita – pratybos su gaivinimo manekenais.', 'Theory takes a quarter of the time; the rest is practice on manikins.'],
    outcomes: [
      does(['Gaivina suaugusįjį ir naudoja automatinį defibriliatorių.', 'Resuscitates an adult and uses an automated defibrillator.'], 'provide first aid'),
      does(['Stabdo kraujavimą ir imobilizuoja galūnę.', 'Stops bleeding and immobilises a limb.'], 'provide first aid'),
      answers(['Įvertina aplinkos saugumą ir koordinuoja pagalbą iki medikų atvykimo.', 'Judges the safety of the scene and coordinates help until medics arrive.'], 'health and safety in the workplace'),
    ],
    assess: [practical(['Per penkias minutes teisingai atlikta gaivinimo seka pagal stebėjimo lapą.', 'The resuscitation sequence is done correctly within five minutes by the observation sheet.'])],
    requires: NONE_NEEDED, stacks: 'ALONE', validation: false, access: STEP_FREE,
    notApplicable: [['LEVEL', ['Trumpi privalomieji mokymai aukštojo mokslo pakopai nepriskiriami.', 'Short mandatory training belongs to no higher education cycle.']]],
    runs: [
      onsite('DAYTIME', { in: 9, for: 1, enrol: [[-30, 7]], place: 'kaunas', places: 12, price: eur(45) }),
      onsite('DAYTIME', { in: 23, for: 1, enrol: [[-30, 21]], place: 'alytus', places: 12, price: eur(45) }),
      onsite('WEEKEND', { in: 44, for: 1, enrol: [[0, 42]], place: 'telsiai', places: 12, price: eur(50), cancelled: true }),
    ],
  },
  {
    code: 'SP-06', by: 'chamomile', fields: ['0923'], ects: 3, level: cycle(7, 'SECOND_CYCLE'), formal: true,
    title: ['Socialinio darbo supervizijos pagrindai', 'Foundations of supervision in social work'],
    pitch: ['Kaip vesti kolegų refleksijos grupę ir neperdegti pačiam.', 'How to lead a reflection group of colleagues and not burn out oneself.'],
    about: ['Dalyviai veda po dvi supervizijos sesijas ir gauna vaizdo įrašo analizę.', 'Participants lead two supervision sessions and receive an analysis on video.'],
    outcomes: [
      knows(['Lygina supervizijos modelius.', 'Compares models of supervision.'], 'social work theory'),
      does(['Veda grupės sesiją laikydamasis susitarimo su grupe.', 'Leads a group session by the contract with the group.'], 'lead a team'),
      answers(['Atpažįsta etikos dilemas ir kreipiasi konsultacijos.', 'Recognises ethical dilemmas and seeks advice.'], 'think critically'),
    ],
    assess: [portfolio(), oralExam()], requires: ['Ne mažiau kaip treji metai socialinio darbo praktikos.', 'At least three years of practice in social work.'],
    groups: ['WORK_EXPERIENCE_3_TO_10_YEARS', 'WORK_EXPERIENCE_OVER_10_YEARS'], validation: BY_PORTFOLIO,
    stacks: ['Įskaitoma į socialinio darbo magistrantūros pasirenkamuosius dalykus.', 'Credited among the electives of a master’s in social work.'],
    runs: [blended('WEEKEND', { in: 52, for: 84, enrol: [[-5, 40]], place: 'vilnius', platform: true, places: 18, price: eur(310, MATERIALS) })],
  },
  {
    code: 'TL-01', by: 'bridge', fields: ['0923', '0031'], hours: 40, level: stated(4),
    title: ['Savanorių veiklos koordinavimas', 'Coordinating volunteers'],
    pitch: ['Pritraukti, parengti ir išlaikyti savanorius – be išsisukinėjimų ir perdegimo.', 'Finding, preparing and keeping volunteers, without excuses or burnout.'],
    about: ['Mokymai vyksta tikroje organizacijoje: kiekvienas dalyvis parengia savanorių programą savo veiklai.', 'Training in a working organisation: every participant drafts a volunteer programme for their own activity.'],
    outcomes: [
      does(['Parengia savanorio veiklos aprašą ir sutartį.', 'Writes a volunteer’s role description and agreement.'], 'lead a team'),
      does(['Veda atrankos pokalbį ir įvadinius mokymus.', 'Holds a selection interview and an induction.']),
      answers(['Rūpinasi savanorių saugumu ir sprendžia konfliktus.', 'Looks after volunteers’ safety and settles conflicts.']),
    ],
    assess: [portfolio()], requires: NONE_NEEDED, groups: ['IN_SECONDARY_EDUCATION', 'MIGRANTS'], validation: BY_PORTFOLIO,
    stacks: 'ALONE', access: EASY_LANGUAGE,
    runs: [
      inVolunteering(30, 'vilnius'),
      inVolunteering(95, 'utena'),
    ],
  },
  {
    code: 'TL-02', by: 'bridge', fields: ['0921'], hours: 24, level: stated(3),
    title: ['Asmeninio asistento įgūdžiai', 'Skills of a personal assistant'],
    pitch: ['Padėti žmogui, turinčiam negalią, gyventi taip, kaip jis pats nori.', 'Helping a person with a disability to live the way they choose.'],
    about: ['Dalį užsiėmimų veda patys negalią turintys žmonės; praktika – jų kasdienėje aplinkoje.', 'Some sessions are led by people with disabilities; practice takes place in their everyday surroundings.'],
    outcomes: [
      knows(['Žino savarankiško gyvenimo principus ir asistento veiklos ribas.', 'Knows the principles of independent living and the limits of the assistant’s role.']),
      does(['Padeda persėsti, keliauti ir tvarkyti reikalus pagal žmogaus nurodymus.', 'Helps with transfers, travelling and errands by the person’s instructions.'], 'tend to elderly people'),
    ],
    assess: [practical(), continuous()], requires: NONE_NEEDED, groups: ['EMPLOYMENT_RETRAINING', 'MIGRANTS', 'LOW_ACHIEVERS'], access: EASY_LANGUAGE,
    stacks: ['Gali būti įskaityta į kursą „Senyvo amžiaus žmonių priežiūra namuose“.', 'May be credited towards “Care of older people at home”.'],
    developedWith: [{ organisation: 'chamomile', role: ['Vertinimo užduočių parengimas', 'Preparing the assessment tasks'] }],
    runs: [atWork('DAYTIME', { in: 14, for: 21, enrol: [[-14, 10]], place: 'vilnius', places: 8, price: FREE })],
  },
  {
    code: 'TL-03', by: 'bridge', fields: ['0231', '0923'], hours: 90, level: stated(4), languages: ['lsl'],
    title: ['Lietuvių gestų kalba: pirmieji pokalbiai (A1)', 'Lithuanian Sign Language: first conversations (A1)'],
    pitch: ['Susipažinti, susitarti ir suprasti: gestų kalba tiems, kas bendrauja su kurčiaisiais.', 'Meet, agree and understand: sign language for people who deal with the Deaf.'],
    about: ['Moko gimtakalbiai kurtieji mokytojai; balsu per užsiėmimus nekalbama.', 'Taught by Deaf native signers; voice is switched off in class.'],
    outcomes: [
      does(['Prisistato, klausia ir atsako kasdienėmis temomis.', 'Introduces oneself, asks and answers on everyday topics.'], 'sign language'),
      knows(['Pažįsta kurčiųjų bendruomenės kultūrą ir bendravimo normas.', 'Knows the culture of the Deaf community and its manners of communication.'], 'sign language'),
    ],
    assess: [oralExam(['Penkių minučių pokalbis gestais dviem iš keturių temų.', 'A five-minute signed conversation on two of four topics.'])],
    requires: NONE_NEEDED, access: SIGN, stacks: ['Tęsiama A2 lygio kursu.', 'Continued by the course for level A2.'],
    notApplicable: [['LEVEL', ['Kalbos lygis nurodomas pagal Bendruosius Europos kalbų metmenis, aukštojo mokslo pakopos nėra.', 'The level is that of the Common European Framework for Languages; there is no higher education cycle.']]],
    runs: [
      onsite('EVENING', { in: 21, for: 98, enrol: [[-25, 17]], place: 'vilnius', places: 10, price: eur(150) }),
      onsite('EVENING', { in: 21, for: 98, enrol: [[-25, 17]], place: 'panevezys', places: 10, price: eur(150), full: true }),
    ],
  },
  {
    code: 'TL-04', by: 'bridge', fields: ['0921'], hours: 12, level: included(4),
    title: ['Neformaliai įgytų slaugos įgūdžių pripažinimas', 'Recognition of informally acquired care skills'],
    pitch: ['Metų metus slaugėte artimąjį? Patvirtinkite, ką mokate – be kurso.', 'Cared for a relative for years? Have what you can do confirmed, without a course.'],
    about: ['Vertintojas padeda surinkti įrodymus, tada atliekama praktinė užduotis. Mokymų nėra.', 'An assessor helps to gather evidence, then comes a practical task. There is no training.'],
    outcomes: [
      does(['Įrodo gebėjimą saugiai slaugyti gulintį žmogų.', 'Proves the ability to care safely for a person confined to bed.'], 'tend to elderly people'),
      answers(['Pagrindžia savo sprendimus ir žino, kada kviesti pagalbą.', 'Gives reasons for one’s decisions and knows when to call for help.']),
    ],
    assess: [portfolio(undefined, { assessor: 'scales' }), practical(undefined, { assessor: 'scales' })], awardedBy: ['scales'],
    requires: ['Bent vieneri metai artimojo slaugos patirties.', 'At least one year of experience in caring for a relative.'],
    groups: ['EMPLOYMENT_RETRAINING', 'LOW_ACHIEVERS'], validation: ['Visa paslauga yra ankstesnio mokymosi vertinimas.', 'The whole service is an assessment of prior learning.'], access: EASY_LANGUAGE,
    notApplicable: [['PARTICIPATION', ['Mokymų nėra: vertinamas jau įgytas mokėjimas.', 'There is no training: what one can do already is assessed.']]],
    runs: [],
  },
  {
    code: 'SP-07', by: 'chamomile', fields: ['0313', '0031'], hours: 30, level: stated(5),
    title: ['Psichologinė pirmoji pagalba', 'Psychological first aid'],
    pitch: ['Ką sakyti ir ko nesakyti žmogui, patyrusiam sukrėtimą.', 'What to say, and what not, to a person in shock.'],
    about: ['Savarankiškas internetinis kursas su interaktyviomis situacijomis ir baigiamuoju testu.', 'A self-paced online course with interactive situations and a final test.'],
    outcomes: [
      knows(['Atpažįsta ūminio streso požymius.', 'Recognises the signs of acute stress.']),
      does(['Taiko klausymosi ir nukreipimo žingsnius.', 'Applies the steps of listening and referral.'], 'provide first aid'),
    ],
    assess: [quiz()], requires: SECONDARY, stacks: 'ALONE', access: CAPTIONS, languages: ['lt', 'en'],
    runs: [anyTime({ platform: true, price: FREE }), anyTime({ platform: true, price: FREE, languages: ['en'] })],
  },
  {
    code: 'SP-08', by: 'chamomile', fields: ['0914'], ects: 2, level: stated(5),
    title: ['Nuotolinės sveikatos stebėsenos įranga', 'Equipment for remote health monitoring'],
    pitch: ['Kraujospūdžio, EKG ir gliukozės jutikliai paciento namuose: įrengti, paaiškinti, prižiūrėti.', 'Sensors for blood pressure, ECG and glucose at home: fit, explain, maintain.'],
    about: ['Derinama technikos ir slaugos patirtis; dirbama su tikrais prietaisais.', 'Combines technical and nursing experience; work with real devices.'],
    outcomes: [
      does(['Įrengia stebėsenos rinkinį ir patikrina duomenų perdavimą.', 'Installs a monitoring kit and checks the transfer of data.']),
      answers(['Laikosi sveikatos duomenų apsaugos reikalavimų.', 'Meets the requirements for protecting health data.'], 'data protection'),
    ],
    assess: [practical(), quiz()], requires: VOCATIONAL, awardedBy: ['chamomile', 'clouds'], with: ['clouds'],
    stacks: ['Kartu su kursu „Asmens duomenų apsauga kasdien“ sudaro e. sveikatos technologo rinkinį.', 'Together with “Everyday data protection” forms the set for an e-health technician.'],
    runs: [blended('DAYTIME', { in: 40, for: 30, enrol: [[-10, 33]], place: 'kaunas', platform: true, places: 15, price: eur(260, MATERIALS) })],
  },
];

function inVolunteering(start: number, place: 'vilnius' | 'utena') {
  return onsite('WEEKEND', { in: start, for: 30, enrol: [[start - 40, start - 5]], place, places: 20, price: FREE });
}
