import { withoutXmlForbidden } from '#libs/kernel';
/** An element as this lib builds it: either children or text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string | null;
}

/** What may stand in a list of children: absent parts are left out, lists are opened. */
export type Child = XmlElement | null | undefined | false | readonly Child[];

const NONE: readonly XmlElement[] = [];

export function element(name: string, children: readonly Child[], attributes: Readonly<Record<string, string>> = {}): XmlElement {
  const flat: XmlElement[] = [];
  flatten(children, flat);
  return { name, attributes, children: flat, text: null };
}

function flatten(children: readonly Child[], into: XmlElement[]): void {
  for (const child of children) {
    if (Array.isArray(child)) flatten(child as readonly Child[], into);
    else if (child) into.push(child as XmlElement);
  }
}

export const leaf = (name: string, text: string, attributes: Readonly<Record<string, string>> = {}): XmlElement => ({
  name, attributes, children: NONE, text,
});

/** A controlled value: `<mode uri="…"/>`. */
export const coded = (name: string, uri: string): XmlElement => ({ name, attributes: { uri }, children: NONE, text: null });

/** A link to an entity of the same file. */
export const reference = (name: string, iri: string): XmlElement => ({ name, attributes: { idref: iri }, children: NONE, text: null });

/**
 * Line ends and tabs are written as character references: the elements of one record are one line of the file, and a
 * reader gets them back as they were.
 */
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;',
};

export const escapeXml = (text: string): string => withoutXmlForbidden(text).replace(/[&<>"\n\r\t]/g, (character) => ESCAPES[character] as string);

export function writeXml({ name, attributes, children, text }: XmlElement): string {
  let out = `<${name}`;
  for (const key in attributes) out += ` ${key}="${escapeXml(attributes[key] as string)}"`;
  if (text === null && !children.length) return `${out}/>`;
  out += '>';
  if (text !== null) out += escapeXml(text);
  for (const child of children) out += writeXml(child);
  return `${out}</${name}>`;
}
