import type { DataSource } from 'typeorm';
import { accessEntities } from '#libs/access';
import { createDataSource } from '#libs/database';
import { europassEntities } from '#libs/europass';
import { intakeEntities } from '#libs/intake';
import { mailEntities } from '#libs/mail';
import { offerEntities } from '#libs/offers';
import { organisationEntities } from '#libs/organisations';
import { qualityEntities } from '#libs/quality';
import { migrations } from './all.js';

/** Every table of the register: what the migrations must add up to. */
export const registerEntities = [
  ...mailEntities, ...accessEntities, ...organisationEntities, ...qualityEntities, ...offerEntities, ...europassEntities, ...intakeEntities,
];

export { migrations };

/** The data source all apps use; the caller initialises and destroys it. */
export const createRegisterDataSource = (url: string, pool?: number): DataSource =>
  createDataSource({ url, pool, entities: registerEntities, migrations });
