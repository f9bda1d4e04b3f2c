import { createHash } from 'node:crypto';
import { DEMO_PEOPLE } from '#libs/engines';

const LANGUAGES = ['lt', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const TEXTS = {
  lt: {
    title: 'Kas jūs?',
    about: 'Tai išgalvoti žmonės šio kompiuterio registrui išbandyti. Slaptažodžio nereikia. Pasirinkite, kuo prisijungti.',
    other: 'In English',
    over: 'Prisijungimas nebegalioja arba nutrūko. Grįžkite į registrą ir pradėkite iš naujo.',
  },
  en: {
    title: 'Who are you?',
    about: 'These are invented people for trying out the register on this machine. There is no password. Choose as whom to sign in.',
    other: 'Lietuviškai',
    over: 'This sign-in is over or was broken off. Go back to the register and begin again.',
  },
} as const;

const STYLE = `body{font:1.125rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
ul{list-style:none;padding:0}button{font:inherit;text-align:left;width:100%;padding:.75rem 1rem;margin:.25rem 0;border:2px solid #1d4f91;border-radius:.25rem;background:#fff;color:#1a1a1a;cursor:pointer}
button:hover{background:#e8f0fb}:focus-visible{outline:3px solid #b35900;outline-offset:2px}strong{display:block}a{color:#1d4f91}`;

/** The first of ours that the person's browser (or the application, by `ui_locales`) asks for. */
export function languageOf(...wishes: (string | undefined)[]): Language {
  const tags = wishes.flatMap((wish) => wish?.split(/[\s,]+/) ?? []).map((tag) => tag.slice(0, 2).toLowerCase());
  return tags.find((tag): tag is Language => (LANGUAGES as readonly string[]).includes(tag)) ?? 'lt';
}

/** Without scripts: one button for each person, sent to the page's own address. */
export function signInPage(language: Language): string {
  const { title, about, other } = TEXTS[language];
  const otherLanguage = language === 'lt' ? 'en' : 'lt';
  const people = DEMO_PEOPLE.map(
    ({ subject, name, role }) => `<li><button name="person" value="${subject}"><strong lang="lt">${name}</strong> ${role[language]}</button></li>`,
  );
  return page(language, title, `<p>${about}</p>
<form method="post"><ul>
${people.join('\n')}
</ul></form>
<p><a href="?lang=${otherLanguage}" hreflang="${otherLanguage}" lang="${otherLanguage}">${other}</a></p>`);
}

export const brokenOffPage = (language: Language): string => page(language, TEXTS[language].title, `<p role="alert">${TEXTS[language].over}</p>`);

const page = (language: Language, title: string, content: string): string => `<!DOCTYPE html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>
<body><main>
<h1>${title}</h1>
${content}
</main></body>
</html>
`;

/** @param applications origins to which the form's answer may lead on. */
export const pageHeaders = (applications: readonly string[]): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': [
    "default-src 'none'", `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    `form-action ${["'self'", ...applications].join(' ')}`, "frame-ancestors 'none'", "base-uri 'none'",
  ].join('; '),
});
