// Text that the databases would refuse or keep differently is made the same before it reaches either.

const SUSPECT = /[\0\uD800-\uDFFF]/;
/** NUL, which PostgreSQL refuses, and halves of surrogate pairs, which are not Unicode text. */
const BROKEN = /[\0\p{Surrogate}]/gu;

/** The text with U+FFFD in place of NUL and lone surrogates, so that both databases keep the same. */
export function cleanText(text: string): string {
  return SUSPECT.test(text) ? text.replace(BROKEN, '\uFFFD') : text;
}

/** A value as JSON text without NUL and lone surrogates, in names as in values; undefined becomes null. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return text;
  return JSON.stringify(cleaned(JSON.parse(text)));
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [cleanText(name), cleaned(inner)]));
}
