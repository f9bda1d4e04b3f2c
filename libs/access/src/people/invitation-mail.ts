import type { Config } from '#libs/config';
import { localDateOf, localise } from '#libs/kernel';
import type { Role } from '../roles.js';

/** The roles in words, for people who have never heard of them. */
const WORDS: Readonly<Record<Role, { lt: string; en: string }>> = {
  REGISTRAR: { lt: 'registro tvarkytojas', en: 'registrar' },
  PROVIDER_EDITOR: { lt: 'teikėjo redaktorius', en: 'editor of a provider' },
  PROVIDER_PUBLISHER: { lt: 'teikėjo skelbėjas', en: 'publisher of a provider' },
  QA_AGENCY: { lt: 'kokybės vertinimo agentūros atstovas', en: 'representative of a quality-assurance agency' },
  NQF_AUTHORITY: { lt: 'kvalifikacijų sandaros institucijos atstovas', en: 'representative of the qualifications framework’s authority' },
  FUNDING_AUTHORITY: { lt: 'finansuojančios institucijos atstovas', en: 'representative of a funding authority' },
  RECOGNITION_BODY: { lt: 'pripažįstančios institucijos atstovas', en: 'representative of a recognising body' },
  COUNSELLOR: { lt: 'karjeros konsultantas', en: 'guidance counsellor' },
  AUDITOR: { lt: 'auditorius', en: 'auditor' },
};

/** Subject and text in both languages of the mail: nobody knows yet which one the reader wants. */
export function invitationMail({ country, http }: Config, { role, token, expiresAt }: { role: Role; token: string; expiresAt: Date }): { subject: string; body: string } {
  const name = (language: string): string => localise(country.registerName, language, country.languages)?.value ?? '';
  const link = `${http.publicUrl}/invitations/${token}`;
  const until = localDateOf(expiresAt, country.timeZone);
  return {
    subject: `${name('lt')}: kvietimas / invitation`,
    body: [
      `Kviečiame jus prisijungti: ${name('lt')}. Vaidmuo: ${WORDS[role].lt}.`,
      `Prisijunkite ir priimkite kvietimą iki ${until}: ${link}`,
      'Jei kvietimo nesitikėjote, nieko nedarykite: adresas bus ištrintas.',
      '',
      `You are invited to the ${name('en')} as ${WORDS[role].en}.`,
      `Sign in and accept by ${until}: ${link}`,
      'If you did not expect this, do nothing: your address will be erased.',
      '',
    ].join('\n'),
  };
}
