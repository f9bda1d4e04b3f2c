import { Module } from '@nestjs/common';
import { Agencies } from './agencies.service.js';
import { Presumptions } from './presumptions.service.js';
import { Procedures } from './procedures.service.js';
import { QaOutcomes } from './qa-outcomes.service.js';

const services = [Agencies, Presumptions, Procedures, QaOutcomes];

@Module({ providers: services, exports: services })
export class QualityModule {}
