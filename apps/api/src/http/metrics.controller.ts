import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Public } from '#libs/access';
import { Metrics } from './metrics.js';

/** Public like the probes: the numbers name nobody. A proxy in front may keep them inside. */
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  async read(@Res() response: Response): Promise<void> {
    response.setHeader('content-type', this.metrics.registry.contentType);
    response.end(await this.metrics.registry.metrics());
  }
}
