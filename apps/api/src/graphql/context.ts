import { Injectable } from '@nestjs/common';
import { AdminKey } from '#libs/access';
import { Config, registerToday } from '#libs/config';
import type { LocalDate } from '#libs/kernel';
import type { ApiRequest } from '../http/request.js';
import { preferredLanguage } from './language.js';
import { LoaderFactory, type Loaders } from './loaders.js';

/** What the resolvers of one request share. Everything is made at its first use: most requests need little of it. */
export class ApiContext {
  readonly requestId: string;
  private preferred?: string;
  private day?: LocalDate;
  private instant?: Date;
  private made?: Loaders;

  constructor(readonly req: ApiRequest, private readonly services: ContextFactory) {
    this.requestId = req.requestId;
  }

  /** The language wanted where a field does not say. */
  get language(): string {
    return (this.preferred ??= preferredLanguage(this.req.headers['accept-language'], this.services.config.country.languages));
  }

  /** One day and one instant for the whole request, also over midnight. */
  get today(): LocalDate {
    return (this.day ??= registerToday(this.services.config));
  }

  get now(): Date {
    return (this.instant ??= this.services.config.clock.now());
  }

  get loaders(): Loaders {
    return (this.made ??= this.services.loaders.make());
  }

  /** For the few public answers that say more to the key's holder; endpoints themselves are guarded by their permission. */
  isAdmin(): boolean {
    return this.services.adminKey.opens(this.req.headers.authorization);
  }
}

@Injectable()
export class ContextFactory {
  constructor(
    readonly config: Config,
    readonly adminKey: AdminKey,
    readonly loaders: LoaderFactory,
  ) {}

  make(request: ApiRequest): ApiContext {
    return new ApiContext(request, this);
  }
}
