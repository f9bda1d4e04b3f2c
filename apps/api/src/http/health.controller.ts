import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Public } from '#libs/access';
import { Readiness } from './readiness.js';

@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process answers: whoever gets no answer starts it anew. */
  @Get()
  live() {
    return { status: 'live' };
  }

  /** Everything it needs answers: whoever gets 503 sends nobody here. */
  @Get('ready')
  async ready(@Res() response: Response): Promise<void> {
    const checks = await this.readiness.check();
    const ready = Object.values(checks).every((check) => check.ok);
    response.status(ready ? 200 : 503).setHeader('cache-control', 'no-store').json({ status: ready ? 'ready' : 'not ready', checks });
  }
}
