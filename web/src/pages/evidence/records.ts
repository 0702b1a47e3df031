import { text } from '../../text.ts';

/** What was read from a document, in words: `12 practices, 1 resource`. */
export function recordsText(records: Readonly<Record<string, number | undefined>>): string {
  const parts: string[] = [];
  for (const [kind, number] of Object.entries(records)) {
    if (!number) continue;
    const [one, many] = text.evidence.kinds[kind] ?? [kind, kind];
    parts.push(text.count(number, one, many));
  }
  return parts.join(', ');
}
