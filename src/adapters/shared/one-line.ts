/**
 * Text of a document as one short line for people: control characters (which could steer a terminal) become
 * spaces, and what is too long ends with an ellipsis.
 * @param longest characters at most
 */
export function oneLine(text: string, longest = 100): string {
  const line = text
    .slice(0, 8 * longest)
    .replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}
