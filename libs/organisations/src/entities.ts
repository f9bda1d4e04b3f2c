import { FormerName } from './former-name.entity.js';
import { Organisation } from './organisation.entity.js';
import { OrganisationIdentifier } from './organisation-identifier.entity.js';
import { OrganisationRole } from './organisation-role.entity.js';
import { Provider } from './provider.entity.js';
import { ProviderStatusChange } from './provider-status-change.entity.js';

export const organisationEntities = [Organisation, OrganisationIdentifier, OrganisationRole, Provider, ProviderStatusChange, FormerName];
