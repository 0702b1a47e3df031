import { asString, type Members } from '../../formats/schema.ts';

/** Annotations by which alert rules name what to do. */
const NAMES = ['runbook_url', 'runbook', 'playbook_url', 'playbook'];

/** The playbook that an alert's annotations name: a name, or an address without what could be a secret in it. */
export function playbookOf(annotations: Members): string | undefined {
  for (const name of NAMES) {
    const text = asString(annotations[name])?.slice(0, 2_000).trim();
    if (!text) continue;
    return (
      text
        .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@\s]*@/i, '$1')
        // A password whose `@` was cut off stands where a port would.
        .replace(/^([a-z][a-z0-9+.-]*:\/\/[^/:\s]*):(?!\d+(?:\/|$))[^/]*/i, '$1')
        .replace(/[?#].*$/s, '')
        .slice(0, 500)
    );
  }
  return undefined;
}
