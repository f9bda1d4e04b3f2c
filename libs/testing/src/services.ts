import type { Config } from '#libs/config';
import { AssuranceWatch, AuthorityRecords, OfferCommands, OfferEndings, OfferProjections, OfferReader, Publication } from '#libs/offers';
import { Organisations, Providers } from '#libs/organisations';
import { Agencies, Procedures, QaOutcomes } from '#libs/quality';

/** The write side and its readers, wired as the modules wire them. */
export function createServices(config: Config) {
  const organisations = new Organisations(config);
  const providers = new Providers(config);
  const agencies = new Agencies();
  const procedures = new Procedures(agencies);
  const qaOutcomes = new QaOutcomes(config, agencies, procedures);
  const authorityRecords = new AuthorityRecords(config);
  const offerReader = new OfferReader();
  const offerCommands = new OfferCommands(config);
  return {
    organisations, providers, agencies, procedures, qaOutcomes, authorityRecords, offerReader, offerCommands,
    assuranceWatch: new AssuranceWatch(config, qaOutcomes),
    publication: new Publication(config),
    offerEndings: new OfferEndings(config, offerCommands),
    offerProjections: new OfferProjections(config, offerReader, organisations, qaOutcomes, authorityRecords),
  };
}

export type TestServices = ReturnType<typeof createServices>;
