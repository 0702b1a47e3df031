import type { Document } from '../../formats/document.ts';
import { hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { alertRule, type RulesSeen, rulesOf, watched } from '../shared/telemetry.ts';
import { type Definition, definitions, NAGIOS } from './definitions.ts';

/** Definitions by which people are told: contacts of Nagios, notifications of Icinga 2. */
const TELLS = new Set(['contact', 'notification']);
/** Hosts that one service may name, before it is told as one rule. */
const MOST_HOSTS = 1_000;

/**
 * Objects of Nagios Core, Naemon and Icinga 1 ("Object Definitions"), and of Icinga 2 ("Configuration"): hosts and
 * services to be checked, as alert rules, and who is told. Commands, addresses and custom variables are never read.
 * @throws Refusal `truncated`, `too-large`
 */
export async function* readCheckConfig(document: Document): AsyncGenerator<Reading> {
  const tool = NAGIOS.test(document.head.text) ? 'Nagios' : 'Icinga';
  yield { kind: 'envelope', tool: { name: tool } };
  const seen: RulesSeen = { rules: 0, evaluated: 0 };
  let hosts = 0;
  let tells = 0;
  for await (const one of definitions(document)) {
    if (one.template) continue;
    if (TELLS.has(one.sort)) tells += 1;
    if (one.sort !== 'host' && one.sort !== 'service') continue;
    const readings = one.sort === 'host' ? hostIn(one, tool) : serviceIn(one, tool);
    if (!readings) {
      yield { kind: 'problem', where: `line ${one.line}`, why: `Expected a ${one.sort} with its name.` };
      continue;
    }
    for (const reading of readings) {
      if (reading.kind === 'resource') hosts += 1;
      if (reading.kind === 'rule' && reading.enabled) seen.rules += 1;
      yield reading;
    }
  }
  yield* declared(tool, hosts, tells);
  yield* rulesOf(tool, seen);
}

function* declared(tool: string, hosts: number, tells: number): Generator<Reading> {
  if (hosts > 0) {
    yield {
      kind: 'practice',
      aspect: 'telemetry',
      output: 'test',
      declared: true,
      note: `${tool} is to check ${hosts} ${hosts === 1 ? 'host' : 'hosts'}`,
    };
  }
  if (tells === 0) return;
  const what = tool === 'Nagios' ? 'contact' : 'notification';
  yield {
    kind: 'practice',
    aspect: 'alerts',
    output: 'alert',
    declared: true,
    note: `${tool} has ${tells} ${tells === 1 ? what : `${what}s`}`,
  };
}

/** The host, and the alert rule that its own check is. Icinga names its own host by a constant. */
function hostIn(one: Definition, tool: string): Reading[] | undefined {
  const name = one.name === 'NodeName' ? undefined : (one.name ?? one.settings.get('host_name'));
  if (one.name === 'NodeName') return [rule(one, tool, 'its own host', undefined)];
  if (!name) return undefined;
  const host = hostOf(name);
  return [watched(host), rule(one, tool, name, host)];
}

/** One rule for each host that the service names, as the tool's own status names them. */
function serviceIn(one: Definition, tool: string): Reading[] | undefined {
  const name = one.settings.get('service_description') ?? one.name;
  if (!name) return undefined;
  const hosts = (one.settings.get('host_name') ?? '')
    .split(',')
    .map((host) => host.trim())
    // `*` is every host, and `!web-1` all but one: these are told as one rule.
    .filter((host) => host !== '' && !/[*!]/.test(host));
  if (hosts.length === 0 || hosts.length > MOST_HOSTS) {
    const group = one.settings.get('hostgroup_name');
    return [rule(one, tool, group ? `${group}/${name}` : name, undefined)];
  }
  return hosts.map((host) => rule(one, tool, `${host}/${name}`, hostOf(host)));
}

function rule(one: Definition, tool: string, title: string, watches: ResourceRef | undefined): Reading {
  const off =
    one.settings.get('notifications_enabled') === '0' || one.settings.get('enable_notifications') === 'false';
  return alertRule({ id: `${tool.toLowerCase()}:${title}`, title, enabled: !off, watches });
}

function hostOf(name: string): ResourceRef {
  return { type: 'host', keys: [hostKey(name)], name };
}
