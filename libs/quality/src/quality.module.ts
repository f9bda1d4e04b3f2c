import { Module } from '@nestjs/common';
import { Agencies } from './agencies.service.js';
import { Procedures } from './procedures.service.js';
import { QaOutcomes } from './qa-outcomes.service.js';

@Module({ providers: [Agencies, Procedures, QaOutcomes], exports: [Agencies, Procedures, QaOutcomes] })
export class QualityModule {}
