/** Control characters that neither JSON in PostgreSQL nor XML 1.0 can hold; tab and line breaks stay. */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

/** The text without what cannot be stored: control characters dropped, lone surrogates replaced (U+FFFD). */
export const storableText = (value: string): string => value.toWellFormed().replace(CONTROL, '');

/** A sentence somebody typed, as it is stored: storable, in Unicode NFC, without blanks around it. */
export const plainSentence = (value: string): string => storableText(value).normalize('NFC').trim();

/** The characters XML 1.0 forbids; half a surrogate pair among them. */
const XML_FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text as an XML document can hold it; nothing stands in for what is dropped. */
export const withoutXmlForbidden = (text: string): string => text.replace(XML_FORBIDDEN, '');
