import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { asArray, asInstant, asInteger, asObject, asString, type Members } from '../../formats/schema.ts';
import { repositoryKey } from '../../records/key.ts';
import { NAMED_TYPES, namedResource } from '../../records/named.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { ASPECTS, type AspectId, isAspect, OUTPUTS } from '../../records/words.ts';
import { oneLine } from '../shared/one-line.ts';
import { RUN } from './envelope.ts';
import { withoutSecrets } from './words.ts';

/**
 * A run that ended with exit code 0 is a practice of its aspect for each of its outputs; any other run is an
 * event.
 * @throws Refusal `invalid` with the field, `malformed`, `truncated`
 */
export async function* readRun(document: Document): AsyncGenerator<Reading> {
  const run = asObject(await readJson(document)) ?? {};
  const invalid = (field: string, why: string) =>
    new Refusal('invalid', why, { file: document.path, field }, 'Hand in the file as `assay run` wrote it.');

  if (run['assay'] !== RUN) throw invalid('/assay', `Expected "${RUN}", found ${shown(run['assay'])}.`);
  const command = asArray(run['command']).filter((word): word is string => typeof word === 'string');
  if (command.length === 0) throw invalid('/command', 'Expected the words of a command.');
  const started = asInstant(run['started']);
  const ended = asInstant(run['ended']);
  if (started === undefined) throw invalid('/started', `Expected a time, found ${shown(run['started'])}.`);
  if (ended === undefined) throw invalid('/ended', `Expected a time, found ${shown(run['ended'])}.`);
  if (ended < started) throw invalid('/ended', 'The run ends before it starts.');
  const exitCode = typeof run['exitCode'] === 'number' ? asInteger(run['exitCode']) : undefined;
  if (exitCode === undefined)
    throw invalid('/exitCode', `Expected a whole number, found ${shown(run['exitCode'])}.`);
  const aspect = aspectOf(run, invalid);

  const named = asString(run['target']);
  const target = named === undefined ? repositoryOf(asObject(run['ci'])) : namedResource(named);
  if (named !== undefined && !target)
    throw invalid(
      '/target',
      `Expected TYPE:NAME, found ${shown(named)}; types are ${NAMED_TYPES.join(', ')}.`,
    );
  const restored = aspect === 'backup' && run['restored'] === true;
  yield { kind: 'envelope', tool: { name: 'assay run' }, at: ended, ...(target && { target }) };
  const title = titleOf(command);
  const reference = asString(asObject(run['ci'])?.['run']);
  const signal = asString(run['signal']);
  if (exitCode !== 0 || signal !== undefined) {
    const end = signal === undefined ? `exit code ${exitCode}` : `signal ${oneLine(signal, 20)}`;
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect,
      at: ended,
      title: `${title} ended with ${end}`,
      ...(reference !== undefined && { reference }),
    };
    return;
  }
  const seen = new Set<string>();
  for (const [index, each] of asArray(run['outputs']).entries()) {
    const output = OUTPUTS.find((name) => name === each);
    if (!output) {
      const why = `expected one of ${OUTPUTS.join(', ')}, found ${shown(each)}`;
      yield { kind: 'problem', where: `/outputs/${index}`, why };
      continue;
    }
    if (seen.has(output)) continue;
    seen.add(output);
    yield {
      kind: 'practice',
      aspect,
      output,
      at: ended,
      ...(restored && { restored }),
      ...(reference !== undefined && { reference }),
      note: `ran ${title}`,
    };
  }
}

function aspectOf(run: Members, invalid: (field: string, why: string) => Refusal): AspectId {
  const aspect = asString(run['aspect']);
  if (aspect !== undefined && isAspect(aspect)) return aspect;
  throw invalid('/aspect', `Expected one of ${ASPECTS.join(', ')}, found ${shown(run['aspect'])}.`);
}

/** The repository that the environment claimed, where its address is whole: GitHub names no host of its own. */
function repositoryOf(ci: Members | undefined): ResourceRef | undefined {
  const claimed = asString(ci?.['repository']);
  if (claimed === undefined) return undefined;
  const isShort = /^[\w.-]+\/[\w.-]+$/.test(claimed);
  if (isShort && ci?.['provider'] !== 'github') return undefined;
  if (!isShort && !/^([a-z+]+:\/\/|[^/\s@]+@|[\w-]+\.[\w.-]+[/:])\S+$/i.test(claimed)) return undefined;
  const key = repositoryKey(isShort ? `github.com/${claimed}` : claimed);
  return { type: 'repository', keys: [key], name: key.split('/').at(-1) ?? key };
}

/** The command as one line for people. Files that others wrote may hold what ours would not: hidden here too. */
function titleOf(command: readonly string[]): string {
  return oneLine(withoutSecrets(command).join(' '));
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
}
