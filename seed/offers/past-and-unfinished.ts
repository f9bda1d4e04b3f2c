import {
  assignment, atWork, blended, does, eur, FREE, knows, online, onsite, practical, quiz, stated, writtenExam, type OfferRow,
} from '../builders.js';
import { MATERIALS, NONE_NEEDED, VOCATIONAL } from './common.js';

/** Offers that were published once and are not shown today: withdrawn, or of a provider no longer registered. */
export const pastOffers: OfferRow[] = [
  {
    code: 'TS-07', by: 'lighthouse', fields: ['1015', '1013'], ects: 2, level: stated(5), languages: ['lt'],
    title: ['Viešbučio registratūros darbas', 'Hotel reception work'],
    pitch: ['Pasitikti, apgyvendinti ir išspręsti – šypsantis ir laiku.', 'Welcome, accommodate and solve, with a smile and in time.'],
    about: ['Mokomoji registratūra su rezervavimo sistema ir vaidmenų pratybomis.', 'A training reception with a booking system and role play.'],
    outcomes: [
      does(['Registruoja svečius rezervavimo sistemoje.', 'Registers guests in the booking system.'], 'customer service'),
      does(['Sprendžia svečių skundus.', 'Settles complaints of guests.'], 'customer service'),
    ],
    assess: [practical()], requires: NONE_NEEDED, stacks: 'ALONE',
    runs: [onsite('DAYTIME', { in: 44, for: 25, enrol: [[0, 38]], place: 'klaipeda', places: 16, price: eur(190, MATERIALS) })],
  },
  {
    code: 'GK-08', by: 'forge', fields: ['0715'], ects: 2, level: stated(3), languages: ['lt'],
    title: ['Dujinis suvirinimas ir pjaustymas', 'Gas welding and cutting'],
    pitch: ['Metalo pjaustymas ir jungimas dujų liepsna.', 'Cutting and joining metal with a gas flame.'],
    about: ['Kursas vyko iki dirbtuvių pertvarkos.', 'The course ran until the workshops were rebuilt.'],
    outcomes: [does(['Paruošia įrangą ir supjausto metalo lakštą.', 'Prepares the equipment and cuts a sheet of metal.'], 'welding techniques')],
    assess: [practical()], requires: VOCATIONAL, stacks: 'ALONE',
    runs: [onsite('DAYTIME', { in: -90, for: 20, enrol: [[-150, -95]], place: 'panevezys', places: 8, price: eur(210, MATERIALS) })],
  },
  {
    code: 'ZP-04', by: 'steel', fields: ['0413'], hours: 12, level: stated(4), languages: ['lt'],
    title: ['Įvadas į darbą gamykloje', 'Introduction to factory work'],
    pitch: ['Pirmosios dvi dienos gamykloje naujam darbuotojui.', 'The first two days at the factory for a new employee.'],
    about: ['Saugos, kokybės ir komandos pagrindai.', 'The basics of safety, quality and team.'],
    outcomes: [knows(['Nurodo saugos taisykles ir kokybės reikalavimus.', 'States safety rules and quality requirements.'], 'health and safety in the workplace')],
    assess: [quiz()], requires: NONE_NEEDED, stacks: 'ALONE',
    runs: [atWork('DAYTIME', { in: 4, for: 1, place: 'kaunas', places: 20, price: FREE })],
  },
  {
    code: 'TR-01', by: 'shortcut', fields: ['0413'], hours: 20, level: stated(5), languages: ['lt'],
    title: ['Vadovo įgūdžiai per dvi dienas', 'Management skills in two days'],
    pitch: ['Delegavimas, grįžtamasis ryšys ir laiko planavimas.', 'Delegating, feedback and planning one’s time.'],
    about: ['Intensyvūs savaitgalio mokymai.', 'An intensive weekend training.'],
    outcomes: [does(['Perduoda užduotį ir sutaria dėl rezultato.', 'Delegates a task and agrees on the result.'], 'lead a team')],
    assess: [assignment()], requires: NONE_NEEDED, stacks: 'ALONE',
    runs: [onsite('WEEKEND', { in: 15, for: 1, enrol: [[-10, 12]], place: 'alytus', places: 30, price: eur(299, MATERIALS) })],
  },
  {
    code: 'TR-02', by: 'shortcut', fields: ['0412'], hours: 24, level: stated(5), languages: ['lt'],
    title: ['Asmeninių finansų planavimas', 'Planning personal finances'],
    pitch: ['Biudžetas, atsarga ir ilgalaikiai tikslai.', 'Budget, reserve and long-term goals.'],
    about: ['Nuotoliniai vakariniai užsiėmimai.', 'Online classes in the evening.'],
    outcomes: [does(['Sudaro mėnesio biudžetą ir jo laikosi.', 'Draws up a monthly budget and keeps to it.'], 'use spreadsheets software')],
    assess: [quiz()], requires: NONE_NEEDED, stacks: 'ALONE',
    runs: [online('EVENING', { in: 22, for: 14, enrol: [[-5, 18]], platform: true, places: 40, price: eur(120) })],
  },
  {
    code: 'SM-01', by: 'mill', fields: ['0723'], hours: 40, level: stated(3), languages: ['lt'],
    title: ['Siuvimo pradmenys', 'Introduction to sewing'],
    pitch: ['Siuvimo mašina, iškarpa ir pirmasis krepšys.', 'Sewing machine, pattern and the first bag.'],
    about: ['Kursą perėmė kitas teikėjas.', 'The course was taken over by another provider.'],
    outcomes: [does(['Pasiuva paprastą gaminį pagal iškarpą.', 'Sews a simple article from a pattern.'])],
    assess: [practical()], requires: NONE_NEEDED, stacks: 'ALONE',
    runs: [onsite('EVENING', { in: -120, for: 40, place: 'siauliai', places: 8, price: eur(110, MATERIALS) })],
  },
];

/** Offers that stay drafts: what an editor sees before publishing. */
export const drafts: OfferRow[] = [
  {
    code: 'TZ-08', by: 'candles', fields: [], hours: 30, languages: ['lt'],
    title: ['Kūrybinis rašymas (rengiama)', 'Creative writing (in preparation)'],
    pitch: ['Trumpasis pasakojimas nuo pirmo sakinio iki skaitymo vakaro.', 'The short story from the first sentence to the evening of readings.'],
    about: ['Programa dar derinama: trūksta vertinimo ir švietimo srities.', 'The programme is still being worked on: assessment and field are missing.'],
    outcomes: [does(['Parašo ir suredaguoja trumpąjį pasakojimą.', 'Writes and edits a short story.'])],
    assess: [], runs: [],
  },
  {
    code: 'RD-01', by: 'morning', fields: ['0214'], hours: 30, level: stated(3), languages: ['lt'],
    title: ['Keramikos pradmenys', 'Introduction to pottery'],
    pitch: ['Molis, žiedimo ratas ir pirmasis išdegtas puodelis.', 'Clay, the wheel and the first fired cup.'],
    about: ['Teikėjas dar laukia registracijos, todėl siūlymas nepublikuojamas.', 'The provider still awaits registration, so the offer is not published.'],
    outcomes: [does(['Nužiedžia ir išdega paprastą indą.', 'Throws and fires a simple vessel.'])],
    assess: [writtenExam(), practical()], requires: NONE_NEEDED, stacks: 'ALONE',
    runs: [blended('EVENING', { in: 60, for: 30, place: 'vilnius', platform: true, places: 8, price: eur(140, MATERIALS) })],
  },
];
