/** Someone who is asked, and how they are reached. */
interface Contact {
  name: string;
  reach: string | null;
}

/** Contacts as people write them: one a line, how to reach them after the first comma. */
export function linesOf(contacts: readonly Contact[]): string {
  return contacts.map(({ name, reach }) => (reach === null ? name : `${name}, ${reach}`)).join('\n');
}

/** What lines say; empty ones say nothing. */
export function saidIn(lines: string): Contact[] {
  return lines.split('\n').flatMap((line) => {
    const comma = line.indexOf(',');
    const name = (comma < 0 ? line : line.slice(0, comma)).trim();
    const reach = comma < 0 ? '' : line.slice(comma + 1).trim();
    return name === '' ? [] : [{ name, reach: reach === '' ? null : reach }];
  });
}
