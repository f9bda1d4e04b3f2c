import { Module } from '@nestjs/common';
import { Organisations } from './organisations.service.js';
import { Providers } from './providers.service.js';

@Module({ providers: [Organisations, Providers], exports: [Organisations, Providers] })
export class OrganisationsModule {}
