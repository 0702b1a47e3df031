import type { Document } from '../../formats/document.ts';
import { readYaml } from '../../formats/yaml.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { configIn, receiversOf } from './receivers.ts';
import { routesOf } from './routes.ts';

/**
 * Routes of an Alertmanager configuration, also as a Kubernetes AlertmanagerConfig (Alertmanager
 * documentation, "Configuration"). What is written is declared: only an alert that arrives exercises a route.
 * @throws Refusal `malformed` with the line, `too-large`; `invalid` where there is no root route
 */
export async function* readAlertmanagerConfig(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Alertmanager' } };
  const live = new Set<string>();
  let configurations = 0;
  for (const yaml of await readYaml(document)) {
    const config = configIn(yaml.value);
    if (!config || config.route === undefined) continue;
    configurations += 1;
    const receivers = receiversOf(config);
    for (const { pointer, receiver, rule } of routesOf(config.route)) {
      if (!rule || receiver === undefined) {
        yield {
          kind: 'problem',
          where: pointer,
          why: 'Expected a route with a receiver of its own or above it.',
        };
        continue;
      }
      const ways = receivers.get(receiver);
      if (!ways) {
        yield { kind: 'problem', where: `${pointer}/receiver`, why: `No receiver is called ${receiver}.` };
        continue;
      }
      // A receiver without a way of delivery drops what it gets, which is how alerts are silenced for good.
      const enabled = ways.length > 0;
      if (enabled) live.add(receiver);
      const how = enabled ? ` by ${ways.join(', ')}` : ', which delivers nothing';
      yield { ...rule, enabled, title: `${rule.id}${how}` };
    }
  }
  if (configurations === 0) {
    throw new Refusal('invalid', 'The configuration has no route.', { file: document.path, field: '/route' });
  }
  if (live.size === 0) return;
  yield {
    kind: 'practice',
    aspect: 'alerts',
    output: 'alert',
    declared: true,
    note: live.size === 1 ? 'Alerts are routed to 1 receiver' : `Alerts are routed to ${live.size} receivers`,
  };
}
