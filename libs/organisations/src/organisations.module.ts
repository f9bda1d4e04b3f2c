import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/access';
import { Applications } from './applications.service.js';
import { Organisations } from './organisations.service.js';
import { Providers } from './providers.service.js';

const services = [Organisations, Providers, Applications];

@Module({ imports: [PeopleModule], providers: services, exports: services })
export class OrganisationsModule {}
