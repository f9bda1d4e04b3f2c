import {
  answers, atWork, blended, cycle, does, eur, included, inProject, knows, online, onsite, practical, project, quiz, stated, writtenExam,
  type OfferRow,
} from '../builders.js';
import { BACHELOR, BY_EXAM, BY_PORTFOLIO, CAPTIONS, EQUIPMENT, MATERIALS, NONE_NEEDED, SECONDARY, STEP_FREE, VOCATIONAL } from './common.js';

export const transportAndConstruction: OfferRow[] = [
  {
    code: 'RR-01', by: 'wheels', fields: ['1041'], hours: 35, level: stated(3), languages: ['lt', 'en'],
    title: ['Profesionalaus vairuotojo tęstinis mokymas', 'Periodic training of professional drivers'],
    pitch: ['Penkios dienos: taupus vairavimas, poilsio režimas, krovinio tvirtinimas, sveikata.', 'Five days: economical driving, rest periods, securing loads, health.'],
    about: ['Galima rinktis po vieną dieną per metus arba visas iš eilės.', 'Take one day a year or all of them in a row.'],
    outcomes: [
      knows(['Paaiškina vairavimo ir poilsio laiko taisykles.', 'Explains the rules on driving and rest time.']),
      does(['Patikrina krovinio tvirtinimą ir ašių apkrovas.', 'Checks the securing of the load and axle weights.']),
      answers(['Vairuoja taupiai ir tausoja savo sveikatą.', 'Drives economically and looks after one’s health.'], 'health and safety in the workplace'),
    ],
    assess: [quiz(), practical()], requires: ['Galiojantis C arba D kategorijos vairuotojo pažymėjimas.', 'A valid driving licence of category C or D.'],
    groups: ['WORK_EXPERIENCE_3_TO_10_YEARS', 'WORK_EXPERIENCE_OVER_10_YEARS'], stacks: 'ALONE', validation: false,
    runs: [
      onsite('WEEKEND', { in: 13, for: 28, enrol: [[-40, 10]], place: 'klaipeda', places: 20, price: eur(160), languages: ['lt'] }),
      onsite('DAYTIME', { in: 34, for: 4, enrol: [[-10, 30]], place: 'suwalki', places: 15, price: eur(175), languages: ['en'] }),
      onsite('DAYTIME', { in: 55, for: 4, enrol: [[10, 50]], place: 'alytus', places: 20, price: eur(160), languages: ['lt'] }),
    ],
  },
  {
    code: 'RR-02', by: 'wheels', fields: ['1041', '0413'], ects: 2, level: stated(4), languages: ['lt'],
    title: ['Transporto vadybininko skaitmeniniai įrankiai', 'Digital tools for transport managers'],
    pitch: ['Maršrutas, tachografo duomenys ir e. važtaraštis viename darbo sraute.', 'Route, tachograph data and e-consignment note in one workflow.'],
    about: ['Mokymus parengė vežėjų įmonės kartu su profesine sąjunga.', 'Prepared by hauliers together with the trade union.'],
    outcomes: [
      does(['Planuoja maršrutą atsižvelgdamas į sąnaudas ir ribojimus.', 'Plans a route by cost and restrictions.'], 'supply chain management'),
      does(['Analizuoja tachografo duomenis.', 'Analyses tachograph data.'], 'perform data analysis'),
    ],
    assess: [practical(), quiz()], requires: SECONDARY, validation: BY_EXAM, stacks: ['Įskaitoma į kursą „Tiekimo grandinės valdymas“.', 'Credited towards “Supply chain management”.'],
    developedWith: [{ name: ['Keliaujančiųjų profesinė sąjunga (išgalvota)', 'Union of Travelling Trades (fictitious)'], role: ['Socialinis partneris, poreikių tyrimas', 'Social partner, survey of needs'] }],
    runs: [online('EVENING', { in: 24, for: 30, enrol: [[-12, 18]], platform: true, places: 25, price: eur(180, MATERIALS) })],
  },
  {
    code: 'RR-03', by: 'wheels', fields: ['1041'], hours: 16, level: stated(4), languages: ['lt'],
    title: ['Pavojingųjų krovinių vežimas: pagrindinis kursas', 'Carriage of dangerous goods: basic course'],
    pitch: ['Ženklinimas, dokumentai, įranga ir veiksmai įvykus avarijai.', 'Marking, papers, equipment and what to do in an accident.'],
    about: ['Teorija ir gesinimo bei sandarinimo pratybos poligone.', 'Theory and exercises in extinguishing and sealing on a training ground.'],
    outcomes: [
      knows(['Skiria pavojingųjų krovinių klases ir jų ženklus.', 'Tells the classes of dangerous goods and their labels apart.']),
      answers(['Veikia pagal rašytines instrukcijas įvykus avarijai.', 'Acts on the instructions in writing in an accident.'], 'health and safety in the workplace'),
    ],
    assess: [writtenExam(), practical()], requires: ['Vairuotojo pažymėjimas.', 'A driving licence.'], stacks: ['Būtina prieš specializacijos kursą cisternoms.', 'Required before the specialisation for tanks.'],
    runs: [onsite('DAYTIME', { in: 31, for: 2, enrol: [[-8, 27]], place: 'klaipeda', places: 18, price: eur(190, MATERIALS), full: true })],
  },
  {
    code: 'TS-01', by: 'lighthouse', fields: ['0413', '1041'], ects: 6, level: cycle(6, 'FIRST_CYCLE'), formal: true, languages: ['lt', 'en'],
    title: ['Tiekimo grandinės valdymas', 'Supply chain management'],
    pitch: ['Atsargos, uostas, kelias: kaip prekė atkeliauja laiku ir be perteklinių sąnaudų.', 'Stock, port, road: how goods arrive on time and without excess cost.'],
    about: ['Naudojamas uosto krovos imitacinis modelis ir tikri tarifų pavyzdžiai.', 'Uses a simulation of port handling and real examples of tariffs.'],
    outcomes: [
      knows(['Paaiškina tiekimo grandinės dalyvių vaidmenis ir atsakomybę.', 'Explains roles and liabilities in a supply chain.'], 'supply chain management'),
      does(['Apskaičiuoja atsargų lygį ir transporto sąnaudas.', 'Calculates stock levels and transport costs.'], 'supply chain management', 'use spreadsheets software'),
      answers(['Pagrindžia sprendimą tvarumo ir rizikos požiūriu.', 'Justifies a decision by sustainability and risk.'], 'advise on sustainability solutions'),
    ],
    assess: [project(), writtenExam()], requires: SECONDARY, groups: ['IN_TERTIARY_EDUCATION_EQF_6', 'WORK_EXPERIENCE_0_TO_3_YEARS'], with: ['wheels'], validation: BY_PORTFOLIO, access: CAPTIONS,
    stacks: ['Įskaitoma į transporto logistikos profesinį bakalaurą (6 ECTS).', 'Credited towards the professional bachelor in transport logistics (6 ECTS).'],
    runs: [
      blended('EVENING', { in: 38, for: 100, enrol: [[-30, 28], [32, 37]], place: 'klaipeda', platform: true, places: 30, price: eur(360, MATERIALS), languages: ['lt'] }),
      online('EVENING', { in: 38, for: 100, enrol: [[-30, 28]], platform: true, places: 30, price: eur(360, MATERIALS), languages: ['en'] }),
    ],
  },
  {
    code: 'TS-02', by: 'lighthouse', fields: ['0716', '1041'], ects: 3, level: cycle(6, 'FIRST_CYCLE'), formal: true, languages: ['en'],
    title: ['Laivo energijos vartojimo efektyvumas', 'Energy efficiency on board ships'],
    pitch: ['Mažiau kuro, mažiau emisijų: sprendimai esamam laivui.', 'Less fuel, fewer emissions: solutions for the existing ship.'],
    about: ['Mokymai su tiltelio ir mašinų skyriaus treniruokliais.', 'Training on bridge and engine-room simulators.'],
    outcomes: [
      does(['Skaičiuoja laivo energijos efektyvumo rodiklius.', 'Calculates a ship’s energy efficiency indicators.'], 'perform data analysis'),
      answers(['Siūlo priemones ir įvertina jų atsiperkamumą.', 'Proposes measures and assesses their payback.'], 'advise on sustainability solutions'),
    ],
    assess: [practical(), writtenExam()], requires: VOCATIONAL, stacks: 'ALONE', groups: ['WORK_EXPERIENCE_3_TO_10_YEARS'],
    runs: [blended('DAYTIME', { in: 82, for: 20, enrol: [[10, 70]], place: 'klaipeda', platform: true, places: 12, price: eur(520, EQUIPMENT) })],
  },
  {
    code: 'MK-105', by: 'hills', fields: ['0732', '0731'], ects: 4, level: cycle(7, 'SECOND_CYCLE'), formal: true, languages: ['lt'],
    title: ['Statinio informacinis modeliavimas (BIM) vadovams', 'Building information modelling (BIM) for managers'],
    pitch: ['Ką užsakyti, ką tikrinti ir kaip išvengti brangių kolizijų statybvietėje.', 'What to order, what to check and how to avoid costly clashes on site.'],
    about: ['Projektinis darbas su viešojo pastato modeliu nuo užduoties iki perdavimo.', 'Project work with the model of a public building from brief to handover.'],
    outcomes: [
      knows(['Paaiškina informacijos reikalavimus pagal ISO 19650.', 'Explains information requirements by ISO 19650.'], 'CAD software'),
      does(['Tikrina modelį ir rengia kolizijų ataskaitą.', 'Checks a model and produces a clash report.'], 'CAD software'),
      answers(['Koordinuoja projekto dalyvių duomenų mainus.', 'Coordinates the exchange of data between participants.'], 'project management'),
    ],
    assess: [project()], requires: BACHELOR, groups: ['WORK_EXPERIENCE_3_TO_10_YEARS'], validation: BY_PORTFOLIO, stacks: ['Įskaitoma į statybos valdymo magistrantūrą.', 'Credited towards the master’s in construction management.'],
    runs: [inProject('WEEKEND', { in: 70, for: 63, enrol: [[0, 60]], place: 'vilnius', platform: true, places: 18, price: eur(590, MATERIALS) })],
  },
  {
    code: 'GK-07', by: 'forge', fields: ['0732'], ects: 3, level: included(4), languages: ['lt'],
    title: ['Pastatų apšiltinimo darbai', 'Thermal insulation of buildings'],
    pitch: ['Sandarus, sausas ir ilgaamžis fasadas: sluoksnis po sluoksnio.', 'A tight, dry and durable façade, layer by layer.'],
    about: ['Mokomasi ant natūralaus dydžio sienų fragmentų dengtoje aikštelėje.', 'Learning on full-size wall sections in a covered yard.'],
    outcomes: [
      knows(['Paaiškina šilumos ir drėgmės judėjimą atitvarose.', 'Explains how heat and moisture move through walls.'], 'energy performance of buildings'),
      does(['Įrengia sudėtinę tinkuojamą apšiltinimo sistemą.', 'Installs a rendered external insulation system.']),
      answers(['Rūšiuoja statybines atliekas ir tvarko darbo vietą.', 'Sorts construction waste and keeps the site tidy.'], 'waste management'),
    ],
    assess: [practical(undefined, { assessor: 'scales' })], requires: NONE_NEEDED, groups: ['EMPLOYMENT_RETRAINING', 'MIGRANTS'], validation: BY_PORTFOLIO, access: STEP_FREE,
    stacks: ['Įskaitoma į apdailininko modulinę programą.', 'Credited towards the modular programme for finishers.'],
    runs: [atWork('DAYTIME', { in: 29, for: 28, enrol: [[-14, 22]], place: 'panevezys', places: 12, price: eur(330, EQUIPMENT) }), atWork('DAYTIME', { in: 62, for: 28, enrol: [[10, 55]], place: 'utena', places: 12, price: eur(330, EQUIPMENT) })],
  },
];
