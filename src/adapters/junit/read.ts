import type { Document } from '../../formats/document.ts';
import { streamXml, type XmlEvent } from '../../formats/xml-stream.ts';
import { type Instant, parseInstant } from '../../records/instant.ts';
import type { Reading, Result, ResultStatus } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';

/** Messages are kept this long. */
const MESSAGE = 500;

type Open = Extract<XmlEvent, { type: 'open' }>;

interface Suite {
  name: string;
  at: Instant | undefined;
}

interface Case {
  suite: string;
  name: string;
  at: Instant | undefined;
  status: ResultStatus;
  message: string | undefined;
  path: string;
}

const OUTCOMES: Readonly<Record<string, ResultStatus>> = {
  failure: 'fail',
  error: 'error',
  skipped: 'skipped',
};

/**
 * Test cases as results, and the run as one practice. There is no standard; what is read is what Ant, Maven
 * Surefire, Jenkins, Gradle, pytest, Jest and go-junit-report write in common (Jenkins JUnit plugin, junit-10.xsd).
 * @throws Refusal `malformed`, `truncated`, `doctype`, `too-large`; `invalid` where no suite is in it
 */
export async function* readJunit(document: Document): AsyncGenerator<Reading> {
  const run = await startOf(document);
  yield {
    kind: 'envelope',
    tool: { name: 'JUnit' },
    ...(run.at !== undefined && { at: run.at }),
    complete: false,
  };

  const suites: Suite[] = [];
  let cases = 0;
  let suiteErrors = 0;
  let current: Case | undefined;
  for await (const event of streamXml(document)) {
    if (event.type === 'open') {
      if (event.local === 'testsuite') suites.push(suiteOf(event, suites));
      else if (event.local === 'testcase') current = caseOf(event, suites);
      else if (current && event.path.startsWith(`${current.path}/`)) outcome(current, event);
      else if (event.local === 'error' && !current) suiteErrors += 1;
    } else if (event.type === 'close') {
      if (event.local === 'testsuite') suites.pop();
      if (event.local !== 'testcase' || !current) continue;
      cases += 1;
      yield resultOf(current);
      current = undefined;
    }
  }
  // Suites without a case tested nothing: a broken run at most.
  if (cases === 0) {
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'cicd',
      title: suiteErrors > 0 ? 'The test run broke' : 'The report holds no test case',
    };
    return;
  }
  yield { kind: 'practice', aspect: 'cicd', output: 'test', note: `${cases} test cases` };
}

/** The time of the first suite that gives one. */
async function startOf(document: Document): Promise<{ at: Instant | undefined }> {
  for await (const event of streamXml(document)) {
    if (event.type !== 'open') continue;
    if (event.local !== 'testsuite' && event.local !== 'testsuites') {
      if (event.path.split('/').length === 2) {
        throw new Refusal('invalid', `<${event.name}> is no JUnit report.`, {
          file: document.path,
          line: event.line,
        });
      }
      continue;
    }
    const at = timeOf(event.attributes['timestamp']);
    if (at !== undefined) return { at };
  }
  return { at: undefined };
}

/** Timestamps without a zone are common; they are taken as UTC. */
function timeOf(text: string | undefined): Instant | undefined {
  return text ? parseInstant(text) : undefined;
}

function suiteOf({ attributes }: Open, outer: readonly Suite[]): Suite {
  const parent = outer[outer.length - 1];
  return {
    name: attributes['name'] || parent?.name || '',
    at: timeOf(attributes['timestamp']) ?? parent?.at,
  };
}

function caseOf({ attributes, path }: Open, suites: readonly Suite[]): Case {
  const suite = suites[suites.length - 1];
  const status = attributes['status']?.toLowerCase();
  return {
    suite: attributes['classname'] || suite?.name || '',
    name: attributes['name'] ?? '',
    at: suite?.at,
    status: status === 'notrun' || status === 'disabled' || status === 'skipped' ? 'skipped' : 'pass',
    message: undefined,
    path,
  };
}

function outcome(current: Case, { local, attributes, path }: Open): void {
  const status = OUTCOMES[local];
  if (!status || path !== `${current.path}/${local}`) return;
  // A case may have failed and broken too: failing is what counts.
  if (current.status !== 'fail') current.status = status;
  current.message ??= attributes['message']?.slice(0, MESSAGE);
}

function resultOf({ suite, name, at, status, message }: Case): Result {
  return {
    kind: 'result',
    aspect: 'cicd',
    rule: { id: suite ? `${suite}.${name}` : name, title: name },
    status,
    severity: 'medium',
    ...(at !== undefined && { at }),
    ...(message && { message }),
  };
}
