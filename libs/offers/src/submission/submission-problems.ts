import { problemCatalogue, type Problem } from '#libs/kernel';

const ERROR = 'ERROR' as const;

/** On the way from a draft to its publication. */
export const submissionProblems = problemCatalogue({
  SUBMISSION_UNKNOWN: { severity: ERROR, en: 'There is no submission “{id}”.', lt: 'Teikimo „{id}“ nėra.' },
  SUBMISSION_EXISTS: { severity: ERROR, en: 'This draft is already put forward for publication (submission {id} is {state}).', lt: 'Šis juodraštis jau pateiktas skelbti (teikimo {id} būsena {state}).' },
  SUBMISSION_CLOSED: { severity: ERROR, en: 'The submission is {state}; this can no longer be done with it.', lt: 'Teikimo būsena {state}; to su juo padaryti nebegalima.' },
  SUBMISSION_NOT_YOURS: { severity: ERROR, en: 'Only whoever submitted it, or somebody who may publish, can cancel a submission.', lt: 'Teikimą atšaukti gali tik jį pateikęs asmuo arba tas, kuris turi teisę skelbti.' },
  SUBMISSION_LAPSED: { severity: 'WARNING', en: 'The draft was already put forward for publication. It is another one now, so that submission was cancelled: submit the draft again.', lt: 'Juodraštis jau buvo pateiktas skelbti. Jis pakeistas, todėl teikimas atšauktas: pateikite juodraštį iš naujo.' },
  REVIEW_NEEDED: { severity: ERROR, en: 'This provider publishes nothing before a second person has agreed: submit the offer (submitOffer) and have it approved (approveSubmission).', lt: 'Šis teikėjas nieko neskelbia, kol nepritaria antras asmuo: pateikite pasiūlymą (submitOffer), kad kitas asmuo jį patvirtintų (approveSubmission).' },
  OWN_SUBMISSION: { severity: ERROR, en: 'You submitted this yourself; a second person has to approve it.', lt: 'Tai pateikėte jūs patys; patvirtinti turi kitas asmuo.' },
  REVIEWER_NOT_A_PERSON: { severity: ERROR, en: 'The review of a second person cannot be done with a key: sign in.', lt: 'Antrojo asmens peržiūros negalima atlikti naudojant raktą: prisijunkite.' },
  COMMENT_MISSING: { severity: ERROR, en: 'Say what is to be done better.', lt: 'Nurodykite, ką reikia pataisyti.' },
  PUBLISH_DAY_PAST: { severity: ERROR, en: 'The day of publication ({day}) has passed.', lt: 'Skelbimo diena ({day}) jau praėjo.' },
});

/** What an editor is told whose change ended a submission. */
export const lapseTold = (lapsed: ReadonlySet<string>, offerId: string): Problem[] =>
  lapsed.has(offerId) ? [submissionProblems.make('SUBMISSION_LAPSED')] : [];
