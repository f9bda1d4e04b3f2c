import { FeedsController } from './feeds.controller.js';
import { HealthController } from './health.controller.js';
import { IdentifiersController } from './identifiers.controller.js';
import { IndexController } from './index.controller.js';
import { MetricsController } from './metrics.controller.js';
import { OrganisationIdentifiersController } from './organisation-identifiers.controller.js';
import { RevisionController } from './revision.controller.js';

export const controllers = [
  IndexController, HealthController, MetricsController, FeedsController, RevisionController, IdentifiersController, OrganisationIdentifiersController,
];
