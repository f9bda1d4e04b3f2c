import type { Pair } from '../builders.js';

/** Sentences that several providers use alike. */
export const SECONDARY: Pair = ['Vidurinis išsilavinimas.', 'Completed secondary education.'];
export const VOCATIONAL: Pair = ['Profesinė kvalifikacija arba bent vieni metai darbo šioje srityje.', 'A vocational qualification or at least one year of work in the field.'];
export const BACHELOR: Pair = ['Aukštasis išsilavinimas arba lygiavertė patirtis, patvirtinta pokalbyje.', 'A higher education degree, or equivalent experience confirmed in an interview.'];
export const COMPUTER_USE: Pair = ['Gebėjimas savarankiškai naudotis kompiuteriu ir naršykle.', 'Being able to use a computer and a browser on one’s own.'];
export const NONE_NEEDED: Pair = ['Išankstinio pasirengimo nereikia.', 'No prior knowledge is needed.'];
export const HEALTH_CHECK: Pair = ['Galiojanti medicininė pažyma ir amžius nuo 18 metų.', 'A valid medical certificate and an age of 18 or more.'];

export const STEP_FREE: Pair = ['Patalpos pasiekiamos be laiptų, įrengta indukcinė klausos kilpa.', 'The rooms are step-free and have an induction loop.'];
export const CAPTIONS: Pair = ['Vaizdo įrašai su subtitrais, medžiaga tinka ekrano skaitytuvams.', 'Videos have captions and the material works with screen readers.'];
export const EASY_LANGUAGE: Pair = ['Visa medžiaga parengta lengvai suprantama kalba; galima ateiti su pagalbininku.', 'All material is in easy-to-read language; a support person is welcome.'];
export const MORE_TIME: Pair = ['Mokymosi sunkumų turintiems dalyviams vertinimo laikas pailginamas trečdaliu.', 'Participants with learning difficulties get one third more time in assessments.'];
export const SIGN: Pair = ['Iš anksto susitarus užsiėmimai verčiami į lietuvių gestų kalbą.', 'Sessions are interpreted into Lithuanian Sign Language on request.'];

export const MATERIALS: Pair = ['Kaina apima mokymo medžiagą ir vertinimą.', 'The price covers learning material and assessment.'];
export const EQUIPMENT: Pair = ['Kaina apima medžiagas, apsaugos priemones ir vertinimą.', 'The price covers consumables, protective equipment and assessment.'];
export const MEALS: Pair = ['Kaina apima vertinimą, pietus ir nakvynę.', 'The price covers assessment, lunches and accommodation.'];

export const BY_PORTFOLIO: Pair = ['Pateikus darbų aplanką ir atlikus praktinę užduotį, kursą galima įskaityti be mokymų.', 'With a portfolio and a practical task the course can be credited without training.'];
export const BY_EXAM: Pair = ['Turintieji patirties gali iš karto dalyvauti baigiamajame vertinime.', 'People with experience may go straight to the final assessment.'];
export const BY_INTERVIEW: Pair = ['Ankstesnis mokymasis pripažįstamas po pokalbio su vertintoju.', 'Earlier learning is recognised after an interview with an assessor.'];
