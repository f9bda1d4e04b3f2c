import type { ElmRow } from './rows.js';

/**
 * Kinds of learning, credit, accreditation and skills.
 * Source: codes and English labels, ELM 3.3.1 XSD enumerations (the two EQAR accreditation types: the newer copy of the
 * enumeration that DEQAR uses, rejected by the LOQ XSD). Lithuanian labels: the register's own translation.
 * Left out: learning opportunity type "Challenge" (c_170b037d), which the 3.3.1 XSD rejects. Taken: 2026-11-23.
 */

export const LEARNING_SETTINGS = ['FORMAL', 'NON_FORMAL'] as const;
export type LearningSetting = (typeof LEARNING_SETTINGS)[number];

export const learningSettingRows: Readonly<Record<LearningSetting, ElmRow>> = {
  FORMAL: ['6fd4685715', 'formal learning', 'formalusis mokymasis'],
  NON_FORMAL: ['e207a81fc7', 'non-formal learning', 'neformalusis mokymasis'],
};

export const CREDIT_FRAMEWORKS = ['ECTS', 'ECVET'] as const;
export type CreditFramework = (typeof CREDIT_FRAMEWORKS)[number];

export const creditFrameworkRows: Readonly<Record<CreditFramework, ElmRow>> = {
  ECTS: ['6fcec5c5af', 'European Credit Transfer System', 'Europos kreditų perkėlimo ir kaupimo sistema'],
  ECVET: [
    '60b314e826', 'European credit system for vocational education and training', 'Europos profesinio mokymo kreditų sistema',
  ],
};

export const learningOpportunityTypeRows: Readonly<Record<string, ElmRow>> = {
  COURSE: ['05053c1cbe', 'Course', 'Kursas'],
  SHORT_LEARNING_PROGRAMME: ['74a4a268e8', 'Short learning programme', 'Trumpoji mokymosi programa'],
  PROGRAMME_MODULE: ['0f7dac46ca', 'Programme module', 'Programos modulis'],
  EDUCATIONAL_PROGRAMME: ['79343569f3', 'Educational programme', 'Švietimo programa'],
  CLASS: ['7e1ac538db', 'Class', 'Užsiėmimas'],
  MOOC: ['17744a2647', 'MOOC', 'Masinis atvirasis internetinis kursas (MOOC)'],
  APPRENTICESHIP: ['63f9f6180c', 'Apprenticeship', 'Pameistrystė'],
  INTERNSHIP: ['77b99de990', 'Internship', 'Praktika'],
  MENTORING: ['11252a5207', 'Mentoring', 'Mentorystė'],
  SERVICE_LEARNING: ['8b965da2d4', 'Service learning', 'Mokymasis tarnaujant bendruomenei'],
  STUDY_VISIT: ['65a4cf5de2', 'Study visit', 'Mokomasis vizitas'],
  THESIS: ['b2434ca358', 'Thesis', 'Baigiamasis darbas'],
};

export const learningActivityTypeRows: Readonly<Record<string, ElmRow>> = {
  CLASSROOM_COURSEWORK: ['ff436ea7c9', 'classroom coursework', 'užsiėmimai auditorijoje'],
  E_LEARNING_COURSEWORK: ['bf2e3a7bae', 'e-learning coursework', 'e. mokymosi užsiėmimai'],
  LAB_SIMULATION_PRACTICE_COURSEWORK: [
    '3c8bd58d62', 'lab / simulation / practice coursework', 'laboratoriniai, imitaciniai ar praktiniai darbai',
  ],
  WORKSHOP_SEMINAR_CONFERENCE: [
    'efff75e10a', 'workshop, seminar or conference', 'praktinis užsiėmimas, seminaras ar konferencija',
  ],
  SELF_MOTIVATED_STUDY: ['b660f5dcea', 'self-motivated study', 'savarankiškas mokymasis'],
  EDUCATIONAL_PROGRAMME: ['fd33e234ae', 'educational programme', 'švietimo programa'],
  INTERNSHIP: ['bf5588ff84', 'internship', 'praktika'],
  APPRENTICESHIP: ['d46a826a39', 'apprenticeship', 'pameistrystė'],
  JOB_EXPERIENCE: ['4357e0e681', 'job experience', 'darbo patirtis'],
  VOLUNTEERING: ['59eaf34fab', 'volunteering', 'savanorystė'],
  RESEARCH: ['a7e556215a', 'research', 'moksliniai tyrimai'],
};

export const accreditationTypeRows: Readonly<Record<string, ElmRow>> = {
  INSTITUTIONAL_LICENSE: ['003293d2ce', 'Institutional License', 'Institucijos licencija'],
  PROGRAM_LICENSE: ['e57dddfcf3', 'Program License', 'Programos licencija'],
  INSTITUTIONAL_QUALITY_ASSURANCE: [
    'bb4618238e', 'Institutional Quality Assurance', 'Institucijos kokybės užtikrinimas',
  ],
  PROGRAM_QUALITY_ASSURANCE: ['820101cba6', 'Program Quality Assurance', 'Programos kokybės užtikrinimas'],
  EQAR_INSTITUTIONAL_ACCREDITATION: [
    'c_1f1a469a', 'EQAR Institutional accreditation', 'EQAR institucijos akreditacija',
  ],
  EQAR_PROGRAMME_ACCREDITATION: ['c_64666c29', 'EQAR Programme accreditation', 'EQAR programos akreditacija'],
};

export const skillTypeRows: Readonly<Record<'KNOWLEDGE' | 'SKILL', ElmRow>> = {
  KNOWLEDGE: ['knowledge', 'knowledge', 'žinios'],
  SKILL: ['skill', 'skill', 'įgūdis'],
};

export const skillReuseLevelRows: Readonly<Record<string, ElmRow>> = {
  TRANSVERSAL: [
    'transversal', 'transversal skills and competences', 'universalieji įgūdžiai ir kompetencijos',
  ],
  CROSS_SECTOR: [
    'cross-sector', 'cross-sector skills and competences', 'kelių sektorių įgūdžiai ir kompetencijos',
  ],
  SECTOR_SPECIFIC: [
    'sector-specific', 'sector specific skills and competences', 'konkretaus sektoriaus įgūdžiai ir kompetencijos',
  ],
  OCCUPATION_SPECIFIC: [
    'occupation-specific', 'occupation specific skills and competences', 'konkrečios profesijos įgūdžiai ir kompetencijos',
  ],
};
