import { Injectable } from '@nestjs/common';
import { Ajv } from 'ajv';
import type { Tx } from '#libs/database';
import { fail, succeed, type Outcome, type Problem } from '#libs/kernel';
import { Organisations, Providers, type OrganisationInput, type OrganisationRecord, type ProviderFields } from '#libs/organisations';
import type { IdentifierScheme } from '#libs/vocabularies';
import { PROVIDER_ENTRY_SCHEMA } from './own-format.schema.js';
import { keysOf, type ProviderKey } from './prepared.js';
import { intakeProblems } from './problems.js';

type ProviderEntry = OrganisationInput & ProviderFields;

export interface EnsuredProvider {
  id: string;
  change: 'REGISTERED' | 'KNOWN';
}

const validate = new Ajv({ allErrors: true, strict: false }).compile(PROVIDER_ENTRY_SCHEMA);

/** The register's providers as a file names them: by identifier. */
@Injectable()
export class ProviderDirectory {
  constructor(private readonly organisations: Organisations, private readonly providers: Providers) {}

  /** Null when no organisation has the identifier, or the one that has it is no provider. */
  async find(tx: Tx, { scheme, value }: ProviderKey): Promise<string | null> {
    const found = await this.organisations.byIdentifier(tx, scheme as IdentifierScheme, value);
    return found?.provider ? found.id : null;
  }

  /**
   * The described provider, registered if the register does not have it as one yet. What the register already says of an
   * organisation is not changed, nor is a suspension or closing undone: those are decisions.
   */
  async ensure(tx: Tx, description: unknown): Promise<Outcome<EnsuredProvider>> {
    const { entry, problems } = checked(description);
    if (!entry) return fail(...problems);
    const found = await this.byAnyKey(tx, keysOf(entry));
    if (found.length > 1) return fail(...problems, intakeProblems.make('PROVIDER_AMBIGUOUS', 'identifiers'));
    const [known] = found;
    if (known?.provider && known.provider.status !== 'APPLIED') return succeed({ id: known.id, change: 'KNOWN' }, problems);
    const { kind, recognitionPolicy, internalQualityAssurance, ...organisation } = entry;
    let record: OrganisationRecord | undefined = known;
    if (!record) {
      const created = await this.organisations.create(tx, organisation);
      if (!created.ok) return fail(...problems, ...created.problems);
      record = created.value;
    }
    if (!record.provider) {
      const applied = await this.providers.apply(tx, { organisationId: record.id, kind, recognitionPolicy, internalQualityAssurance });
      if (!applied.ok) return fail(...problems, ...applied.problems);
    }
    const registered = await this.providers.changeStatus(tx, { providerId: record.id, expectedVersion: null, status: 'REGISTERED' });
    return registered.ok ? succeed({ id: record.id, change: 'REGISTERED' }, problems) : fail(...problems, ...registered.problems);
  }

  private async byAnyKey(tx: Tx, keys: readonly ProviderKey[]): Promise<OrganisationRecord[]> {
    const found = new Map<string, OrganisationRecord>();
    for (const { scheme, value } of keys) {
      const record = await this.organisations.byIdentifier(tx, scheme as IdentifierScheme, value);
      if (record) found.set(record.id, record);
    }
    return [...found.values()];
  }
}

/** The description by its schema; unknown keys are left out and named. */
function checked(description: unknown): { entry: ProviderEntry | null; problems: Problem[] } {
  const value = structuredClone(description);
  if (validate(value)) return { entry: value as ProviderEntry, problems: [] };
  const problems: Problem[] = [];
  let refused = false;
  for (const { keyword, instancePath, params, message } of validate.errors ?? []) {
    const path = instancePath.slice(1).replaceAll('/', '.');
    const key = (params as { additionalProperty?: string }).additionalProperty;
    if (keyword === 'additionalProperties' && key !== undefined && path === '') {
      delete (value as Record<string, unknown>)[key];
      problems.push(intakeProblems.make('ENTRY_KEY_UNKNOWN', key, { key }));
    } else {
      refused = true;
      problems.push(intakeProblems.make('PROVIDER_INVALID', path, { detail: message ?? keyword }));
    }
  }
  return { entry: refused ? null : (value as ProviderEntry), problems };
}
