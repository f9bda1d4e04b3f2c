import type { ElmRow, OwnRow } from './rows.js';

/**
 * How, when and for whom is taught, and how assessed.
 * Source: codes and English labels, ELM 3.3.1 XSD enumerations (supervision: EDC issuer template, EDC only; schedules: the
 * register's own list). Lithuanian labels: the register's own translation. Taken: 2026-11-23.
 */

export const MODES = ['ONLINE', 'ONSITE', 'BLENDED', 'WORK_BASED', 'PROJECT_BASED', 'RESEARCH_LAB_BASED'] as const;
export type Mode = (typeof MODES)[number];

export const modeRows: Readonly<Record<Mode, ElmRow>> = {
  ONLINE: ['920fbb3cbe', 'Online', 'Nuotolinis'],
  ONSITE: ['9191af2ed9', 'Presential', 'Kontaktinis'],
  BLENDED: ['e92d221e4d', 'Blended', 'Mišrusis'],
  WORK_BASED: ['729f3bed4b', 'Workbased', 'Darbo vietoje'],
  PROJECT_BASED: ['7813801c77', 'Project based', 'Projektinis'],
  RESEARCH_LAB_BASED: ['ed4c557045', 'Research-Lab based', 'Tiriamasis (laboratorijoje)'],
};

export const SCHEDULES = ['DAYTIME', 'EVENING', 'WEEKEND', 'OWN_PACE'] as const;
export type Schedule = (typeof SCHEDULES)[number];

export const scheduleRows: Readonly<Record<Schedule, OwnRow>> = {
  DAYTIME: ['Daytime', 'Dieną'],
  EVENING: ['Evenings', 'Vakarais'],
  WEEKEND: ['Weekends', 'Savaitgaliais'],
  OWN_PACE: ['At your own pace', 'Savo tempu'],
};

export const LEARNING_SCHEDULES = ['FULL_TIME', 'PART_TIME_INTENSIVE', 'PART_TIME_LIGHT'] as const;
export type LearningSchedule = (typeof LEARNING_SCHEDULES)[number];

export const learningScheduleRows: Readonly<Record<LearningSchedule, ElmRow>> = {
  FULL_TIME: ['72a0ab92fa', 'Full time', 'Visu krūviu'],
  PART_TIME_INTENSIVE: ['f230bae523', 'Part time intensive', 'Daliniu krūviu, intensyviai'],
  PART_TIME_LIGHT: ['67395e6b5a', 'Part time light', 'Daliniu krūviu, neintensyviai'],
};

export const ASSESSMENT_TYPES = [
  'WRITTEN_EXAMINATION', 'ORAL_EXAMINATION', 'QUIZ', 'MARKED_ASSIGNMENT', 'PROJECT_WORK', 'PRACTICAL_ASSESSMENT',
  'PORTFOLIO', 'ARTEFACT_ASSESSMENT', 'CONTINUOUS_EVALUATION', 'GROUP_PERFORMANCE', 'PEER_ASSESSMENT', 'PEER_REVIEW',
  'PROBLEM_BASED_LEARNING', 'LEVEL_OF_ATTENDANCE',
] as const;
export type AssessmentType = (typeof ASSESSMENT_TYPES)[number];

export const assessmentTypeRows: Readonly<Record<AssessmentType, ElmRow>> = {
  WRITTEN_EXAMINATION: ['6e6cb2cc78', 'written examination', 'egzaminas raštu'],
  ORAL_EXAMINATION: ['d30284d7df', 'oral examination', 'egzaminas žodžiu'],
  QUIZ: ['b1b68f6735', 'quiz', 'trumpas testas'],
  MARKED_ASSIGNMENT: ['2939dae15f', 'marked assignment', 'vertinama užduotis'],
  PROJECT_WORK: ['795dac4096', 'project work', 'projektinis darbas'],
  PRACTICAL_ASSESSMENT: ['6a4db9f11d', 'practical assessment', 'praktinių gebėjimų vertinimas'],
  PORTFOLIO: ['4f03b91c0e', 'portfolio', 'darbų aplankas'],
  ARTEFACT_ASSESSMENT: ['de4d165a6c', 'artefact assessment', 'sukurto darbo vertinimas'],
  CONTINUOUS_EVALUATION: ['3484bd7e51', 'continuous evaluation', 'nuolatinis vertinimas'],
  GROUP_PERFORMANCE: ['56539a6507', 'group performance', 'grupės veiklos vertinimas'],
  PEER_ASSESSMENT: ['19a2e5e671', 'peer assessment', 'besimokančiųjų tarpusavio vertinimas'],
  PEER_REVIEW: ['812e3b0ae1', 'peer review', 'tarpusavio recenzavimas'],
  PROBLEM_BASED_LEARNING: ['c4256a2726', 'problem based learning', 'probleminis mokymasis'],
  LEVEL_OF_ATTENDANCE: ['7331eb4762', 'level of attendance', 'lankomumas'],
};

export const SUPERVISIONS = [
  'SUPERVISED_WITH_ID_VERIFICATION', 'SUPERVISED_WITHOUT_ID_VERIFICATION',
  'UNSUPERVISED_WITH_ID_VERIFICATION', 'UNSUPERVISED_WITHOUT_ID_VERIFICATION',
] as const;
export type Supervision = (typeof SUPERVISIONS)[number];

export const supervisionRows: Readonly<Record<Supervision, ElmRow>> = {
  SUPERVISED_WITH_ID_VERIFICATION: ['70be69aaf9', 'Supervised with ID Verification', 'Prižiūrima, tapatybė tikrinama'],
  SUPERVISED_WITHOUT_ID_VERIFICATION: [
    '44314532f9', 'Supervised without ID Verification', 'Prižiūrima, tapatybė netikrinama',
  ],
  UNSUPERVISED_WITH_ID_VERIFICATION: [
    'df2880c5cb', 'Unsupervised with ID Verification', 'Neprižiūrima, tapatybė tikrinama',
  ],
  UNSUPERVISED_WITHOUT_ID_VERIFICATION: [
    'c598449d64', 'Unsupervised without ID Verification', 'Neprižiūrima, tapatybė netikrinama',
  ],
};

export const TARGET_GROUPS = [
  'IN_PRIMARY_EDUCATION', 'COMPLETED_PRIMARY_EDUCATION', 'IN_SECONDARY_EDUCATION', 'COMPLETED_SECONDARY_EDUCATION',
  'IN_TERTIARY_EDUCATION_EQF_6', 'COMPLETED_TERTIARY_EDUCATION_EQF_6', 'IN_TERTIARY_EDUCATION_EQF_7',
  'COMPLETED_TERTIARY_EDUCATION_EQF_7', 'IN_TERTIARY_EDUCATION_EQF_8', 'COMPLETED_TERTIARY_EDUCATION_EQF_8',
  'WORK_EXPERIENCE_0_TO_3_YEARS', 'WORK_EXPERIENCE_3_TO_10_YEARS', 'WORK_EXPERIENCE_OVER_10_YEARS',
  'EMPLOYMENT_RETRAINING', 'MIGRANTS', 'NATIVE_SPEAKERS', 'NON_NATIVE_SPEAKERS', 'LEARNING_DISABILITY',
  'HIGH_ACHIEVERS', 'LOW_ACHIEVERS',
] as const;
export type TargetGroup = (typeof TARGET_GROUPS)[number];

export const targetGroupRows: Readonly<Record<TargetGroup, ElmRow>> = {
  IN_PRIMARY_EDUCATION: ['5b1417fd15', 'Persons in primary education', 'Besimokantieji pagal pradinio ugdymo programas'],
  COMPLETED_PRIMARY_EDUCATION: [
    '1cfca7f767', 'Persons who have completed primary education', 'Įgijusieji pradinį išsilavinimą',
  ],
  IN_SECONDARY_EDUCATION: [
    '46806e0244', 'Persons in secondary/compulsory education', 'Besimokantieji pagal vidurinio (privalomojo) ugdymo programas',
  ],
  COMPLETED_SECONDARY_EDUCATION: [
    '919082b88b', 'Persons who have completed secondary/compulsory education', 'Įgijusieji vidurinį (privalomąjį) išsilavinimą',
  ],
  IN_TERTIARY_EDUCATION_EQF_6: ['1599531db0', 'Persons in tertiary education (EQF 6)', 'Studijuojantieji (EKS 6 lygis)'],
  COMPLETED_TERTIARY_EDUCATION_EQF_6: [
    'e7627913ad', 'Persons who have completed tertiary education (EQF 6)', 'Įgijusieji aukštąjį išsilavinimą (EKS 6 lygis)',
  ],
  IN_TERTIARY_EDUCATION_EQF_7: ['acb7f20f25', 'Persons in tertiary education (EQF 7)', 'Studijuojantieji (EKS 7 lygis)'],
  COMPLETED_TERTIARY_EDUCATION_EQF_7: [
    '527a6f97eb', 'Persons who have completed tertiary education (EQF 7)', 'Įgijusieji aukštąjį išsilavinimą (EKS 7 lygis)',
  ],
  IN_TERTIARY_EDUCATION_EQF_8: ['b0bf4f9fe9', 'Persons in tertiary education (EQF 8)', 'Studijuojantieji (EKS 8 lygis)'],
  COMPLETED_TERTIARY_EDUCATION_EQF_8: [
    '808b99d38f', 'Persons who have completed tertiary education (EQF 8)', 'Įgijusieji aukštąjį išsilavinimą (EKS 8 lygis)',
  ],
  WORK_EXPERIENCE_0_TO_3_YEARS: [
    '5e56931138', 'Persons with 0-3 years work experience', 'Asmenys, turintys iki 3 metų darbo patirties',
  ],
  WORK_EXPERIENCE_3_TO_10_YEARS: [
    'cbedf28444', 'Persons with 3-10 years work experience', 'Asmenys, turintys 3–10 metų darbo patirties',
  ],
  WORK_EXPERIENCE_OVER_10_YEARS: [
    'd45b47b458', 'Persons with 10+ years work experience', 'Asmenys, turintys daugiau kaip 10 metų darbo patirties',
  ],
  EMPLOYMENT_RETRAINING: ['05f11c859b', 'Persons requiring employment retraining', 'Asmenys, kuriems reikia persikvalifikuoti'],
  MIGRANTS: ['c900d8ecb1', 'Migrants', 'Migrantai'],
  NATIVE_SPEAKERS: ['e3782a33ab', 'Native Speakers', 'Asmenys, kuriems mokymo kalba yra gimtoji'],
  NON_NATIVE_SPEAKERS: ['0247b300b0', 'Non-Native Speakers', 'Asmenys, kuriems mokymo kalba nėra gimtoji'],
  LEARNING_DISABILITY: ['de9cd193ce', 'Persons with a learning disability', 'Asmenys, turintys mokymosi negalią'],
  HIGH_ACHIEVERS: ['022beab85a', 'High Achievers', 'Aukštų mokymosi rezultatų pasiekę asmenys'],
  LOW_ACHIEVERS: ['fd1279fd9f', 'Low Achievers', 'Žemų mokymosi rezultatų pasiekę asmenys'],
};
