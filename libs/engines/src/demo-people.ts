export interface DemoPerson {
  /** As tokens name them. */
  subject: string;
  /** Plainly invented: "pavyzdys" is Lithuanian for example. */
  name: string;
  role: { lt: string; en: string };
}

/** Who can sign in at the local issuer of one machine: somebody of every role, a second publisher, somebody of no role. */
export const DEMO_PEOPLE = [
  { subject: 'registrar', name: 'Registra Pavyzdienė', role: { lt: 'Registro tvarkytoja', en: 'Registrar' } },
  { subject: 'provider-editor', name: 'Redas Pavyzdys', role: { lt: 'Teikėjo redaktorius', en: 'Editor of a provider' } },
  { subject: 'provider-publisher', name: 'Skelbė Pavyzdytė', role: { lt: 'Teikėjo skelbėja', en: 'Publisher of a provider' } },
  { subject: 'second-publisher', name: 'Skelbius Pavyzdžiūnas', role: { lt: 'Kitas to paties teikėjo skelbėjas', en: 'Another publisher of the same provider' } },
  { subject: 'qa-agency', name: 'Kokybė Pavyzdaitė', role: { lt: 'Kokybės vertinimo agentūra', en: 'Quality assurance agency' } },
  { subject: 'nqf-authority', name: 'Lygė Pavyzdienė', role: { lt: 'Kvalifikacijų sandaros institucija', en: 'Authority of the qualifications framework' } },
  { subject: 'funding-authority', name: 'Finansas Pavyzdėnas', role: { lt: 'Finansavimo institucija', en: 'Funding authority' } },
  { subject: 'recognition-body', name: 'Pripažintas Pavyzdauskas', role: { lt: 'Pripažinimo institucija', en: 'Recognition body' } },
  { subject: 'counsellor', name: 'Patarė Pavyzdytė', role: { lt: 'Karjeros konsultantė', en: 'Guidance counsellor' } },
  { subject: 'auditor', name: 'Tikrė Pavyzdaitė', role: { lt: 'Auditorė', en: 'Auditor' } },
  { subject: 'visitor', name: 'Svečias Pavyzdys', role: { lt: 'Be vaidmens registre', en: 'Without a role in the register' } },
] as const satisfies readonly DemoPerson[];

export type DemoSubject = (typeof DEMO_PEOPLE)[number]['subject'];

/** How the command line of this machine gets a token for one of them: a grant of the local issuer's own, for one client. */
export const DEMO_PERSON_GRANT = 'urn:microcredential-register:demo-person';
export const CLI_CLIENT = 'register-cli';
