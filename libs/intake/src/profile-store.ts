import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import { Ajv } from 'ajv';
import { ProblemError } from '#libs/kernel';
import { intakeProblems } from './problems.js';
import type { Profile } from './profile.types.js';

/** The register's own format, which needs no profile. */
export const OWN_PROFILE = 'own';

const SCHEMA = 'profile.schema.json';

/** Data of this lib lies beside its source and is not built: looked for from the package's root, built or not. */
export function intakeFolder(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder) throw new Error('package.json of the register not found');
    folder = dirname(folder);
  }
  return join(folder, 'libs', 'intake', name);
}

/** The profiles that ship with the product. A profile is code that runs here: there is no way to name another file. */
@Injectable()
export class ProfileStore {
  readonly folder: string = intakeFolder('profiles');

  names(): string[] {
    const files = readdirSync(this.folder).filter((file) => file.endsWith('.json') && file !== SCHEMA);
    return files.map((file) => file.replace(/\.json$/, '')).sort();
  }

  /** @throws ProblemError PROFILE_UNKNOWN (with the known ones) or PROFILE_INVALID. */
  load(name: string): Profile {
    if (!this.names().includes(name)) {
      throw new ProblemError(intakeProblems.make('PROFILE_UNKNOWN', '', { name, known: this.known() }));
    }
    const profile = this.read(name);
    const faults = this.faultsOf(profile, name);
    if (faults) throw new ProblemError(intakeProblems.make('PROFILE_INVALID', '', { name, reason: faults }));
    return profile as Profile;
  }

  known(): string {
    return [OWN_PROFILE, ...this.names()].join(', ');
  }

  private read(name: string): unknown {
    try {
      return JSON.parse(readFileSync(join(this.folder, `${name}.json`), 'utf8')) as unknown;
    } catch (error) {
      throw new ProblemError(intakeProblems.make('PROFILE_INVALID', '', { name, reason: (error as Error).message }));
    }
  }

  private faultsOf(profile: unknown, name: string): string | null {
    const ajv = new Ajv({ allErrors: true, strict: false });
    const schema = JSON.parse(readFileSync(join(intakeFolder('profiles'), SCHEMA), 'utf8')) as object;
    if (!ajv.validate(schema, profile)) return ajv.errorsText(ajv.errors, { dataVar: 'profile' });
    const stated = (profile as Profile).name;
    return stated === name ? null : `its name is "${stated}"`;
  }
}

/** For tests and trials: profiles of another folder. */
export class ProfileFolder extends ProfileStore {
  constructor(override readonly folder: string) {
    super();
  }
}
