import { withoutXmlForbidden } from '#libs/kernel';
import sanitize from 'sanitize-html';

/** Elements Europass (QDR) accepts in descriptions: ELM brief, trap 19. */
const ELEMENTS = [
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'strong', 'b', 'em', 'i', 'code', 'ul', 'ol', 'li', 'br', 'hr', 'u',
  'address', 'section', 'small', 'sub', 'sup',
];

/** Elements that stand on their own lines: without a stand-in the words of two neighbours would run together. */
const BLOCKS = [
  'div', 'article', 'aside', 'blockquote', 'center', 'dd', 'details', 'dialog', 'dl', 'dt', 'fieldset', 'figcaption', 'figure',
  'footer', 'form', 'header', 'legend', 'main', 'nav', 'pre', 'summary', 'table', 'td', 'th', 'tr',
];

const keepOnly = (name: string, rules: Readonly<Record<string, RegExp>>): sanitize.Transformer => (_tag, attributes) => ({
  tagName: name,
  attribs: Object.fromEntries(Object.entries(attributes).filter(([key, value]) => rules[key]?.test(value))),
});

const LINKS = ['http', 'https', 'mailto'];

const options: sanitize.IOptions = {
  allowedTags: [...ELEMENTS, 'a'],
  // Europass accepts `style` too; a stranger's style has no business on the register's own pages.
  allowedAttributes: { a: ['href'], ol: ['start', 'type'], li: ['value'] },
  allowedSchemes: LINKS,
  allowProtocolRelative: false,
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'template', 'xmp', 'iframe', 'noembed', 'noframes', 'title'],
  transformTags: {
    ...Object.fromEntries(BLOCKS.map((name) => [name, 'section'])),
    ol: keepOnly('ol', { start: /^-?\d{1,6}$/, type: /^[1aAiI]$/ }),
    li: keepOnly('li', { value: /^-?\d{1,6}$/ }),
    a: keepOnly('a', { href: /^(https?|mailto):/i }),
  },
};

/** The same markup written out by the same serialiser, with nothing taken away: what the cleaned form is compared with. */
const everything: sanitize.IOptions = {
  allowedTags: false, allowedAttributes: false, allowVulnerableTags: true, nonTextTags: [], allowedSchemesAppliedToAttributes: [],
};

/** A pass can leave something for the next one (a paragraph closed by a block); more than this many were never seen. */
const PASSES = 6;

const TEXT = '[^<>&"\\u0000-\\u001f]|\\n';
const INLINE = ['strong', 'em', 'b', 'i', 'u', 'code'].map((name) => `<${name}>(?:${TEXT})*</${name}>`).join('|');
const LIST = (name: string): string => `<${name}>(?:\\n|<li>(?:${TEXT}|${INLINE})*</li>)*</${name}>`;
/** Each character and each tag begins in one way only: the match takes one step for each. */
const SETTLED = new RegExp(`^(?:${TEXT}|${INLINE}|<p>(?:${TEXT}|${INLINE})*</p>|${LIST('ul')}|${LIST('ol')})*$`);

/**
 * Whether the markup is of the plain kind that cleaning leaves as it is: paragraphs and lists of text with a few emphases,
 * closed where they must be. Most descriptions are, and three runs of a parser for each would be most of an import's time.
 */
export const isSettled = (html: string): boolean => SETTLED.test(html) && withoutXmlForbidden(html) === html;

/**
 * HTML from outside, cut down to the elements Europass accepts (DESIGN section 6; ELM brief, trap 19). Links become
 * "text (address)". Cleaning what is clean changes nothing.
 * @returns the HTML to store, always, and whether anything a reader could miss was taken away or rewritten: closing an
 * open tag or writing `&` as `&amp;` does not count.
 */
export const cleanHtml = (html: string): CleanedHtml => (isSettled(html) ? { html, changed: false } : cleanThoroughly(html));

export interface CleanedHtml {
  html: string;
  changed: boolean;
}

/** `cleanHtml` by the parser alone. */
export function cleanThoroughly(html: string): CleanedHtml {
  if (!/[<>&]/.test(html)) {
    const text = withoutXmlForbidden(html);
    return { html: text, changed: text !== html };
  }
  let cleaned = pass(html);
  for (let round = 1; round < PASSES; round++) {
    const again = pass(cleaned);
    if (again === cleaned) return { html: cleaned, changed: cleaned !== sanitize(html, everything) };
    cleaned = again;
  }
  return { html: plain(cleaned), changed: true };
}

const pass = (html: string): string => withoutXmlForbidden(writeLinks(sanitize(html, options)));

/** The last resort for markup that never settles: its text alone. */
const plain = (html: string): string => withoutXmlForbidden(sanitize(html, { allowedTags: [], allowedAttributes: {} }));

const LINK = /<a(?: href="([^"]*)")?>|<\/a>/g;

/** The input is the serialiser's output: every `a` is closed, and written in exactly one way. */
function writeLinks(html: string): string {
  const open: { address: string; from: number }[] = [];
  let out = '';
  let at = 0;
  for (const match of html.matchAll(LINK)) {
    out += html.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[0] !== '</a>') {
      open.push({ address: shown(match[1] ?? ''), from: out.length });
      continue;
    }
    const link = open.pop();
    if (!link?.address) continue;
    const text = out.slice(link.from);
    if (!text.trim()) out += link.address;
    else if (!text.includes(link.address)) out += ` (${link.address})`;
  }
  return out + html.slice(at);
}

const shown = (href: string): string => href.replaceAll('&quot;', '"').replace(/^mailto:/i, '').trim();
