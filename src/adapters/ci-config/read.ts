import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { readText } from '../../formats/text.ts';
import { readYaml } from '../../formats/yaml.ts';
import type { Envelope, Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { declared, placeOf } from './declared.ts';
import { formatOf } from './formats.ts';
import { isJenkinsfile, isJenkinsfilePath, JENKINSFILE, readJenkinsfile } from './jenkinsfile.ts';
import { isDependabot, isRenovate, readDependabot, readRenovate } from './update-bots.ts';

/**
 * What a CI configuration declares: pipelines, schedules, and the tools that its steps run. All of it is
 * configured only, and dated by nothing in the file.
 * @throws Refusal `malformed` with the line, `too-large`; `invalid` where no pipeline is in the file
 */
export async function* readCiConfig(document: Document): AsyncGenerator<Reading> {
  const { head, path } = document;
  const place = placeOf(path);
  if (head.shape === 'json') {
    const value = await readJson(document);
    if (!isRenovate(value, path)) throw noPipeline(path);
    yield envelope('Renovate');
    yield* readRenovate(value);
    return;
  }
  if (isJenkinsfile(head.text) || (isJenkinsfilePath(path) && !formatOf(head.yaml, path))) {
    yield envelope(JENKINSFILE);
    yield* declared(readJenkinsfile(await readText(document), place), JENKINSFILE, place);
    return;
  }
  let found = false;
  for (const { value } of await readYaml(document)) {
    const format = formatOf(value, path);
    if (isDependabot(value)) {
      yield envelope('Dependabot');
      yield* readDependabot(value);
    } else if (format) {
      yield envelope(format.title);
      yield* declared(format.read(value, place), format.title, place);
    } else continue;
    found = true;
  }
  if (!found) throw noPipeline(path);
}

function envelope(tool: string): Envelope {
  return { kind: 'envelope', tool: { name: tool } };
}

function noPipeline(file: string): Refusal {
  return new Refusal('invalid', 'No pipeline is declared in the file.', { file });
}
