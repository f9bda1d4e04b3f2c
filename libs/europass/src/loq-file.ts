import { CONTAINERS, type LoqFragment, type Part } from './fragment.js';
import { mapPublisher } from './organisation.js';
import type { FeedSettings } from './settings.js';
import { writeXml } from './xml.js';

/** Namespace of LOQ 3.3.1; the older generation's must not slip in (traps 1 and 21). */
const ROOT =
  '<Courses xmlns="http://data.europa.eu/snb/model/application-profile/loq-constraints/"' +
  ' xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:dc="http://purl.org/dc/terms/"' +
  ' xmlns:locn="http://www.w3.org/ns/locn#" xmlns:clv="http://data.europa.eu/m8g/" xsdVersion="3.3.1">';

export const fileHead = `<?xml version="1.0" encoding="UTF-8"?>\n${ROOT}\n`;
export const fileTail = '</Courses>\n';

/** What stands before and after the records of a container; the publisher comes first where it belongs. */
export function containerFrames(settings: FeedSettings): { part: Part; head: string; tail: string }[] {
  const publisher = mapPublisher(settings);
  const own: Partial<Record<Part, string>> = {
    agents: `${writeXml(publisher.agent)}\n`, locations: `${writeXml(publisher.location)}\n`,
  };
  return CONTAINERS.map(({ part, element }) => ({ part, head: `<${element}>\n${own[part] ?? ''}`, tail: `</${element}>\n` }));
}

/** The lines a record adds to a container: one element, one line, no line break at the end; '' for none. */
export const partText = (fragment: LoqFragment, part: Part): string => (fragment.parts[part] ?? []).map(writeXml).join('');

/** A complete file of a few records held in memory: for exports of single records and for checks. */
export function joinFragments(fragments: readonly LoqFragment[], settings: FeedSettings): string {
  const body = containerFrames(settings).map(({ part, head, tail }) => {
    const lines = fragments.map((fragment) => partText(fragment, part)).filter(Boolean).map((line) => `${line}\n`);
    return head + lines.join('') + tail;
  });
  return fileHead + body.join('') + fileTail;
}
