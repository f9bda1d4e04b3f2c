import { Memberships, People } from '#libs/access';
import type { Config } from '#libs/config';
import {
  AssuranceWatch, AuthorityLedger, AuthorityRecords, OfferCommands, OfferCopies, OfferEndings, OfferProjections, OfferReader, Publication, QaOutcomeRecording, Submissions,
} from '#libs/offers';
import { Applications, Organisations, Providers } from '#libs/organisations';
import { Agencies, Presumptions, Procedures, QaOutcomes } from '#libs/quality';

/** The write side and its readers, wired as the modules wire them. */
export function createServices(config: Config) {
  const organisations = new Organisations(config);
  const providers = new Providers(config);
  const memberships = new Memberships(config, new People());
  const agencies = new Agencies(config);
  const procedures = new Procedures(config, agencies);
  const qaOutcomes = new QaOutcomes(config, agencies);
  const authorityRecords = new AuthorityRecords(config);
  const offerReader = new OfferReader();
  const offerCommands = new OfferCommands(config);
  const publication = new Publication(config);
  return {
    organisations, providers, memberships, agencies, procedures, qaOutcomes, authorityRecords, offerReader, offerCommands,
    applications: new Applications(organisations, providers, memberships),
    qaOutcomeRecording: new QaOutcomeRecording(qaOutcomes),
    presumptions: new Presumptions(config),
    assuranceWatch: new AssuranceWatch(config, qaOutcomes),
    publication,
    submissions: new Submissions(config, publication),
    offerEndings: new OfferEndings(config, offerCommands),
    offerCopies: new OfferCopies(offerCommands),
    authorityLedger: new AuthorityLedger(),
    offerProjections: new OfferProjections(config, offerReader, organisations, qaOutcomes, authorityRecords),
  };
}

export type TestServices = ReturnType<typeof createServices>;
