import { Controller, Get } from '@nestjs/common';
import { Public } from '#libs/access';
import { Config } from '#libs/config';

@Public()
@Controller()
export class IndexController {
  constructor(private readonly config: Config) {}

  /** What there is, until the portal takes this address. */
  @Get()
  links() {
    const { http, country } = this.config;
    const link = (path: string) => `${http.publicUrl}${path}`;
    return {
      name: country.registerName,
      links: {
        graphql: link('/graphql'),
        health: link('/health'),
        ready: link('/health/ready'),
        metrics: link('/metrics'),
        europassFeed: link('/feeds/europass/loq.xml'),
        europassReport: link('/feeds/europass/report.json'),
        offer: link('/offers/{id}'),
        revision: link('/offers/{id}/revisions/{number}'),
        organisation: link('/organisations/{id}'),
      },
    };
  }
}
