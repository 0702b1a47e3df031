import type { Document, Head } from '../../formats/document.ts';
import { asArray, asObject, asString } from '../../formats/schema.ts';
import { readYaml } from '../../formats/yaml.ts';
import type { Reading } from '../../records/record.ts';

/** Members that only a Beat's configuration has. */
export const CONFIG =
  /^(filebeat|metricbeat|packetbeat|heartbeat|auditbeat|winlogbeat)(\.(inputs|modules|config|autodiscover|monitors|protocols|interfaces|flows)|$)/;

/** Whether a document is a Beat's configuration. */
export function isConfig(head: Head): boolean {
  return head.json === undefined && Object.keys(asObject(head.yaml) ?? {}).some((name) => CONFIG.test(name));
}

/** Inputs, modules and monitors as log sources; nothing of outputs is read, where credentials stand. */
export async function* readConfig(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Elastic Beats' } };
  let enabled = 0;
  for (const { value } of await readYaml(document)) {
    for (const [name, part] of Object.entries(asObject(value) ?? {})) {
      const beat = CONFIG.exec(name)?.[1];
      if (!beat) continue;
      const lists = Array.isArray(part) ? [part] : Object.values(asObject(part) ?? {}).filter(Array.isArray);
      for (const [index, each] of lists.flatMap((list) => asArray(list)).entries()) {
        const source = asObject(each) ?? {};
        const label =
          asString(source.id) ??
          asString(source.name) ??
          asString(source.module) ??
          asString(source.type) ??
          String(index + 1);
        const on = source.enabled !== false;
        if (on) enabled += 1;
        yield {
          kind: 'rule',
          type: 'log-source',
          id: `${beat}:${label}`,
          title: `${beat}: ${label}`,
          enabled: on,
        };
      }
      if (lists.length === 0) enabled += 1;
    }
  }
  if (enabled > 0) {
    yield {
      kind: 'practice',
      aspect: 'telemetry',
      output: 'test',
      declared: true,
      note: 'Beats are configured',
    };
  }
}
