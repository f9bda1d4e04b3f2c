import { problemCatalogue } from '#libs/kernel';

const ERROR = 'ERROR' as const;

/** People, their roles and invitations, and the keys of machines. */
export const accessProblems = problemCatalogue({
  ORGANISATION_NEEDED: { severity: ERROR, en: 'The role {role} is held in an organisation: say in which.', lt: 'Vaidmuo {role} suteikiamas organizacijoje: nurodykite, kurioje.' },
  ORGANISATION_NOT_WANTED: { severity: ERROR, en: 'The role {role} belongs to the register, not to an organisation.', lt: 'Vaidmuo {role} priklauso registrui, o ne organizacijai.' },
  ORGANISATION_NOT_FITTING: { severity: ERROR, en: 'The register has no organisation “{id}” in which the role {role} could be held.', lt: 'Registre nėra organizacijos „{id}“, kurioje galėtų būti suteiktas vaidmuo {role}.' },
  ROLE_NOT_GRANTABLE: { severity: ERROR, en: 'You cannot give or take the role {role} there.', lt: 'Šio vaidmens ({role}) ten suteikti ar panaikinti negalite.' },
  LAST_REGISTRAR: { severity: ERROR, en: 'This is the last registrar: name another one first.', lt: 'Tai paskutinis registro tvarkytojas: pirmiausia paskirkite kitą.' },
  LAST_PUBLISHER: { severity: ERROR, en: 'This is the last publisher of the provider: only the registrar may end this role.', lt: 'Tai paskutinis teikėjo skelbėjas: šį vaidmenį panaikinti gali tik registro tvarkytojas.' },
  MEMBERSHIP_UNKNOWN: { severity: ERROR, en: 'There is no membership “{id}”.', lt: 'Narystės „{id}“ nėra.' },
  MEMBERSHIP_ENDED: { severity: ERROR, en: 'The membership has already ended.', lt: 'Narystė jau pasibaigusi.' },
  PERSON_MALFORMED: { severity: ERROR, en: 'A person is named by an issuer and a subject of at most {limit} characters.', lt: 'Asmuo nurodomas tapatybės teikėju ir ne ilgesniu kaip {limit} ženklų identifikatoriumi.' },
  ADDRESS_INVALID: { severity: ERROR, en: 'This is not an e-mail address.', lt: 'Tai nėra el. pašto adresas.' },
  INVITATIONS_TOO_MANY: { severity: ERROR, en: 'At most {limit} invitations may be open at a time; revoke some first.', lt: 'Vienu metu gali būti ne daugiau kaip {limit} galiojančių kvietimų; pirmiausia kai kuriuos atšaukite.' },
  APPLICANT_INVITES_NOBODY: { severity: ERROR, en: 'Others can be invited once the provider is registered.', lt: 'Kitus asmenis kviesti galima tik įregistravus teikėją.' },
  INVITATION_UNKNOWN: { severity: ERROR, en: 'There is no invitation “{id}”.', lt: 'Kvietimo „{id}“ nėra.' },
  INVITATION_NOT_OPEN: { severity: ERROR, en: 'This invitation does not exist, was used, was revoked or is over. Ask for a new one.', lt: 'Tokio kvietimo nėra arba jis panaudotas, atšauktas ar pasibaigęs. Paprašykite naujo.' },
  PERSON_NEEDED: { severity: ERROR, en: 'Only a person who has signed in can do this, not a key.', lt: 'Tai gali atlikti tik prisijungęs asmuo, o ne raktas.' },
  KEY_UNKNOWN: { severity: ERROR, en: 'There is no key “{id}”.', lt: 'Rakto „{id}“ nėra.' },
  KEY_NOT_VALID: { severity: ERROR, en: 'The key is revoked or over.', lt: 'Raktas atšauktas arba nebegalioja.' },
  KEY_NAME_MISSING: { severity: ERROR, en: 'Give the key a name of at most {limit} characters, so that people know what it is for.', lt: 'Suteikite raktui pavadinimą (ne ilgesnį kaip {limit} ženklų), kad būtų aišku, kam jis skirtas.' },
  SCOPES_EMPTY: { severity: ERROR, en: 'Give the key at least one scope.', lt: 'Nurodykite bent vieną rakto teisę.' },
  SCOPE_UNKNOWN: { severity: ERROR, en: '“{scope}” is not a permission that a key can have.', lt: '„{scope}“ nėra teisė, kurią galėtų turėti raktas.' },
  SCOPE_NOT_HELD: { severity: ERROR, en: 'You do not hold the permission {scope} there yourself.', lt: 'Teisės {scope} ten neturite patys.' },
  EXPIRY_IMPOSSIBLE: { severity: ERROR, en: 'A key ends after now and within two years.', lt: 'Raktas turi baigti galioti vėliau nei dabar, bet ne vėliau kaip po dvejų metų.' },
  SCOPE_OF_REGISTER: { severity: ERROR, en: 'The permission {scope} is about the register as a whole: only a key of the register can have it.', lt: 'Teisė {scope} susijusi su visu registru: ją gali turėti tik registro raktas.' },
  KEY_ORGANISATION_UNKNOWN: { severity: ERROR, en: 'There is no organisation “{id}” in the register.', lt: 'Registre nėra organizacijos „{id}“.' },
  KEY_REPLACED: { severity: ERROR, en: 'The key has been replaced already. Rotate the newer one, or revoke it first.', lt: 'Raktas jau pakeistas. Keiskite naujesnįjį arba pirmiausia jį atšaukite.' },
  OVERLAP_IMPOSSIBLE: { severity: ERROR, en: 'The old key may go on for 0 to {limit} hours.', lt: 'Senasis raktas gali galioti dar nuo 0 iki {limit} valandų.' },
});
