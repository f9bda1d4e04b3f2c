import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { isLocalDate, isWebAddress, type Problem } from '#libs/kernel';
import { saveProblems } from '../problems.js';
import { OFFER_DRAFT_SCHEMA } from './draft.schema.js';

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, multipleOfPrecision: 8 });
addFormats.default(ajv, ['uuid']);
ajv.addFormat('calendar-day', { type: 'string', validate: isLocalDate });
ajv.addFormat('web-address', { type: 'string', validate: isWebAddress });
const validate = ajv.compile(OFFER_DRAFT_SCHEMA);

/**
 * Checks the form against the published JSON Schema. Unknown keys are taken out of the value (in place) and named in
 * warnings; everything else the schema objects to is an error.
 */
export function checkForm(value: unknown): Problem[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).filter((error) => !CONSEQUENCE.has(error.keyword)).map((error) => toProblem(error, value));
}

/** Keywords that only repeat what a finding below them already says. */
const CONSEQUENCE = new Set(['propertyNames', 'if', 'anyOf', 'oneOf']);

function toProblem(error: ErrorObject, root: unknown): Problem {
  const path = error.instancePath.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
  const at = (key: string) => (path ? `${path}.${key}` : key);
  const params = error.params as Record<string, string | number | string[]>;
  const value = shorten(error.data);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      drop(root, [...segments(error.instancePath), key]);
      return saveProblems.make('UNKNOWN_KEY', at(key), { key });
    }
    case 'required':
      return saveProblems.make('REQUIRED_MISSING', at(String(params.missingProperty)), { field: String(params.missingProperty) });
    case 'maxLength':
      return saveProblems.make('TEXT_TOO_LONG', path, { limit: String(params.limit) });
    case 'enum':
      return saveProblems.make('CODE_UNKNOWN', path, { value, list: (params.allowedValues as string[]).join(', ') });
    case 'format':
      if (params.format === 'calendar-day') return saveProblems.make('DATE_IMPOSSIBLE', path, { value });
      if (params.format === 'web-address') return saveProblems.make('URL_INVALID', path, { value });
      return saveProblems.make('SHAPE_INVALID', path, { detail: error.message ?? '' });
    case 'pattern':
      if (error.propertyName !== undefined) return saveProblems.make('LANGUAGE_TAG_INVALID', path, { value: shorten(error.propertyName) });
      return saveProblems.make('SHAPE_INVALID', path, { detail: `“${value}” ${error.message ?? ''}` });
    default:
      return saveProblems.make('SHAPE_INVALID', path, { detail: error.message ?? error.keyword });
  }
}

const segments = (pointer: string): string[] =>
  pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

function drop(root: unknown, path: string[]): void {
  const key = path.pop() as string;
  const parent = path.reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], root);
  delete (parent as Record<string, unknown>)[key];
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
