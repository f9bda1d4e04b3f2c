import { AuthorityRecord } from './authority-record.entity.js';
import { Offer } from './offer.entity.js';
import { PublicationEvent } from './publication-event.entity.js';
import { PublishedOffer } from './published-offer.entity.js';
import { Revision } from './revision.entity.js';
import { Submission } from './submission/submission.entity.js';
import { Run } from './run.entity.js';

export const offerEntities = [Offer, Run, Revision, PublishedOffer, PublicationEvent, AuthorityRecord, Submission];
