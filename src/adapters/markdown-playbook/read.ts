import type { Document } from '../../formats/document.ts';
import { asInstant, asObject, asString, asStrings, asText, type Members } from '../../formats/schema.ts';
import { readText } from '../../formats/text.ts';
import { readYaml } from '../../formats/yaml.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { alertSeverity } from '../shared/alert-severity.ts';
import { oneLine } from '../shared/one-line.ts';
import { frontMatter } from './front-matter.ts';
import { stepsOf } from './steps.ts';

/**
 * One playbook: a plan, and the work of a person on playbooks when it was last changed or reviewed.
 * @throws Refusal `truncated` where the front matter does not end, `malformed` with the line, `invalid`
 *   where it has no title, `too-large`
 */
export async function* readMarkdownPlaybook(document: Document): AsyncGenerator<Reading> {
  const page = frontMatter(await readText(document));
  if (!page) {
    throw new Refusal(
      'truncated',
      'The front matter does not end.',
      { file: document.path, line: 1 },
      'Close it with a line of three dashes.',
    );
  }
  const matter = asObject(await matterOf(document, page.matter)) ?? {};
  const { count, automated, heading } = stepsOf(page.body);
  const title =
    ['title', 'name', 'playbook', 'runbook'].map((name) => asString(matter[name])).find((text) => text) ??
    heading;
  if (!title) {
    throw new Refusal('invalid', 'The playbook has no title.', { file: document.path, field: '/title' });
  }
  const at = latest(matter);
  yield { kind: 'envelope', tool: { name: 'Markdown playbook' }, ...(at !== undefined && { at }) };
  if (count === 0) {
    yield { kind: 'problem', where: '', why: `The playbook ${oneLine(title, 60)} has no steps.` };
    return;
  }
  const short = oneLine(title, 200);
  const id = oneLine(asText(matter.id) ?? short, 200);
  const answers = ['answers', 'alerts', 'alert', 'threats', 'threat'].flatMap((name) =>
    asStrings(matter[name]),
  );
  const owner = ['owner', 'owners', 'team'].flatMap((name) => asStrings(matter[name]))[0];
  const severity = alertSeverity(asString(matter.severity));
  yield {
    kind: 'plan',
    type: 'playbook',
    id,
    title: short,
    ...(answers.length > 0 && { answers: [...new Set(answers.map((answer) => oneLine(answer, 200)))] }),
    automated: automated / count,
    steps: count,
    ...(severity && { severity }),
    ...(owner && { owner: oneLine(owner, 200) }),
    ...(at !== undefined && { updated: at }),
  };
  yield {
    kind: 'practice',
    aspect: 'playbooks',
    output: 'test',
    automation: 'manual',
    ...(at !== undefined && { at }),
    reference: id,
    note: `wrote or reviewed the playbook ${oneLine(title, 70)}`,
  };
}

/** The YAML of the front matter, its lines counted as in the file. */
async function matterOf(document: Document, matter: string): Promise<unknown> {
  const only: Document = {
    ...document,
    async *bytes() {
      yield new TextEncoder().encode(`---\n${matter}`);
    },
  };
  return (await readYaml(only))[0]?.value;
}

/** The latest of the dates that say that someone looked at it. */
function latest(matter: Members): Instant | undefined {
  let at: Instant | undefined;
  for (const name of ['updated', 'last_updated', 'modified', 'reviewed', 'last_reviewed', 'date']) {
    const time = asInstant(matter[name]);
    // The date on which it was first written counts only where there is no later one, as it then is.
    if (time !== undefined) at = Math.max(at ?? time, time);
  }
  return at;
}
