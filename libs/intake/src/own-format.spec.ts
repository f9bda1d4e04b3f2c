import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { OWN_FORMAT, OWN_FORMAT_SCHEMA } from './own-format.schema.js';
import { intakeFolder } from './profile-store.js';

const published = JSON.parse(readFileSync(join(intakeFolder('..'), '..', 'docs', 'import-format.schema.json'), 'utf8')) as object;

describe("schema of the register's own import format", () => {
  it('is the published one (npm run register -- import --schema > docs/import-format.schema.json)', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(OWN_FORMAT_SCHEMA)));
  });

  it('accepts the example of docs/import.md', () => {
    const guide = readFileSync(join(intakeFolder('..'), '..', 'docs', 'import.md'), 'utf8');
    const example = /<!-- own-format example -->\s*```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(published);
    expect(JSON.parse(example)).toMatchObject({ format: OWN_FORMAT });
    expect(validate(JSON.parse(example))).toBe(true);
  });
});
