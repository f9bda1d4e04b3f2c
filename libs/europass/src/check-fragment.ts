import { countries, nuts, vocabularies } from '#libs/vocabularies';
import type { Problem } from '#libs/kernel';
import type { LoqFragment, Part } from './fragment.js';
import { Iris, PUBLISHER } from './iris.js';
import { Findings } from './problems.js';
import { shapes, type ChildRule } from './shapes.js';
import type { XmlElement } from './xml.js';

const SIMPLE: Readonly<Record<string, RegExp>> = {
  String: /\S/u,
  DateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
  Duration: /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
  Decimal: /^-?\d+(\.\d+)?$/,
  Boolean: /^(true|false)$/,
  // What RFC 3986 allows, every % followed by two digits, at most one #: stricter than anyURI, and the same everywhere.
  Uri: /^[a-z][a-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=[\]]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?$/i,
};

const PARTS_OF_REFERENCES: Readonly<Record<string, Part>> = {
  specification: 'specifications', outcome: 'outcomes', assessment: 'assessments', location: 'locations',
};

/**
 * The register's own check of a record against the structure of LOQ XSD 3.3.1: order and number of elements, types of
 * values, code lists, links, notations. It is what lets a whole file be joined without validating it again; specs prove
 * it against the official XSD.
 */
export function checkFragment(fragment: LoqFragment, publicUrl: string): Problem[] {
  return new Checker(fragment, publicUrl).run();
}

/** All notations of the record. */
export function notationsOf(fragment: LoqFragment): string[] {
  const found: string[] = [];
  const visit = (element: XmlElement): void => {
    if (element.name === 'identifier') found.push(element.children[0]?.text ?? '');
    else element.children.forEach(visit);
  };
  Object.values(fragment.parts).flat().forEach(visit);
  return found;
}

class Checker {
  private readonly findings = new Findings();
  private readonly ids = new Map<string, Set<string>>();

  constructor(private readonly fragment: LoqFragment, publicUrl: string) {
    const iris = new Iris(publicUrl);
    for (const [part, elements] of Object.entries(fragment.parts)) {
      this.ids.set(part, new Set(elements.map((element) => element.attributes.id ?? '')));
    }
    this.ids.set('organisations', new Set([PUBLISHER, ...fragment.organisationIds].map((id) => iris.organisation(id))));
  }

  run(): Problem[] {
    for (const [part, elements] of Object.entries(this.fragment.parts)) {
      if (this.ids.get(part)?.size !== elements.length) this.report(part, 'one id twice');
      for (const element of elements) {
        if (!SIMPLE.Uri?.test(element.attributes.id ?? '')) this.report(element.name, 'id is no address');
        this.complex(element, element.name, element.name);
      }
    }
    const notations = notationsOf(this.fragment);
    if (new Set(notations).size !== notations.length) this.report('identifier', 'one notation twice');
    return this.findings.all();
  }

  private report(path: string, detail: string): void {
    this.findings.add('EUROPASS_STRUCTURE', path, { detail });
  }

  /** Walks rules and children together: what is left over at the end stands in the wrong place. */
  private complex(element: XmlElement, type: string, path: string): void {
    const rules = shapes.get(type);
    if (!rules) return this.report(path, `unknown type ${type}`);
    let at = 0;
    for (const rule of rules) {
      const from = at;
      while (element.children[at]?.name === rule.name) at++;
      const found = element.children.slice(from, at);
      if (found.length < rule.min || found.length > rule.max) this.report(`${path}.${rule.name}`, `stands ${found.length} times`);
      this.values(found, rule, `${path}.${rule.name}`);
    }
    const rest = element.children[at];
    if (rest) this.report(`${path}.${rest.name}`, 'stands in the wrong place');
  }

  private values(elements: readonly XmlElement[], rule: ChildRule, path: string): void {
    const [kind, detail = ''] = rule.type.split('.') as [string, string?];
    if (kind === 'Text' && new Set(elements.map((element) => element.attributes.language)).size !== elements.length) {
      this.report(path, 'two texts in one language');
    }
    for (const element of elements) {
      const fault = this.simple(element, kind, detail);
      if (fault === undefined) this.complex(element, rule.type, path);
      else if (fault) this.report(path, fault);
    }
  }

  /** The fault of a simple value, '' for none, undefined for a type that has children of its own. */
  private simple(element: XmlElement, kind: string, detail: string): string | undefined {
    const { uri = '', idref = '', language = '' } = element.attributes;
    if (kind === 'Text' || kind === 'TextMulti') return /^[a-z]{2,3}$/.test(language) && element.text ? '' : 'is no text with a language';
    if (kind === 'Code') return vocabularies.get(detail)?.byUri(uri) ? '' : `${uri} is not in the list ${detail}`;
    if (kind === 'Area') return nuts.byUri(uri) ?? countries.byUri(uri) ? '' : `${uri} is neither country nor region`;
    if (kind === 'Ref') return this.ids.get(PARTS_OF_REFERENCES[detail] ?? 'organisations')?.has(idref) ? '' : `${idref} is not in the file`;
    const pattern = SIMPLE[kind];
    return pattern && (pattern.test(element.text ?? '') ? '' : `${element.text ?? ''} is no ${kind}`);
  }
}
