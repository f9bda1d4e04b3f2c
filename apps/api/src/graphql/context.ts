import { Injectable } from '@nestjs/common';
import { PermissionGuard, type Principal } from '#libs/access';
import { Config, registerToday } from '#libs/config';
import { UnitOfWork, type Tx } from '#libs/database';
import type { LocalDate, Outcome } from '#libs/kernel';
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

  /**
   * Who asks. Endpoints are guarded by what they declare; this is for answers that say more to some.
   * @throws AccessError when a credential was given that is not valid.
   */
  principal(): Promise<Principal> {
    return this.services.guard.principalOf(this.req);
  }

  /** The one way for a resolver to change something: noted in the history in the asker's name. */
  async change<T>(work: (tx: Tx) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const principal = await this.principal();
    const outcome = await this.services.uow.as(principal.actor(this.requestId)).command(work);
    // What was read before the change may be otherwise now.
    this.made = undefined;
    return outcome;
  }
}

@Injectable()
export class ContextFactory {
  constructor(
    readonly config: Config,
    readonly guard: PermissionGuard,
    readonly uow: UnitOfWork,
    readonly loaders: LoaderFactory,
  ) {}

  make(request: ApiRequest): ApiContext {
    return new ApiContext(request, this);
  }
}
