import { HistoryEntry } from './history/history-entry.entity.js';
import { ApiKey } from './keys/api-key.entity.js';
import { Invitation } from './people/invitation.entity.js';
import { Membership } from './people/membership.entity.js';
import { Person } from './people/person.entity.js';

export const accessEntities = [Person, Membership, Invitation, ApiKey, HistoryEntry];
