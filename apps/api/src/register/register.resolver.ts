import { Context, Query, Resolver } from '@nestjs/graphql';
import { Public } from '#libs/access';
import { Config } from '#libs/config';
import type { ApiContext } from '../graphql/context.js';
import { Register } from './register.type.js';

@Resolver()
export class RegisterResolver {
  constructor(private readonly config: Config) {}

  @Public()
  @Query(() => Register, { description: 'What this register is: country, languages, today.' })
  register(@Context() context: ApiContext): Register {
    const { registerName: name, country, languages, timeZone, currency, nationalFramework } = this.config.country;
    return { name, country, languages, timeZone, currency, nationalFramework, today: context.today };
  }
}
