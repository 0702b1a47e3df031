import type { Document } from '../../formats/document.ts';
import { asArray, asObject, asString, asStrings, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { resourceOf } from '../prometheus-api/labels.ts';
import { manifests } from '../shared/manifests.ts';
import { oneLine } from '../shared/one-line.ts';

/**
 * Scrape jobs (Prometheus documentation, "Configuration"; Prometheus Operator, "API reference"). What is
 * written is declared: only a running Prometheus shows what was heard.
 * @throws Refusal `malformed` with the line, `too-large`
 */
export async function* readPrometheusConfig(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Prometheus' } };
  const seen = new Set<string>();
  let jobs = 0;
  for await (const { where, item } of manifests(document)) {
    if (!item) {
      yield { kind: 'problem', where, why: 'Expected an object.' };
      continue;
    }
    const kind = asString(item.kind);
    const name = asString(member(item, 'metadata', 'name'));
    if (asString(item.apiVersion)?.startsWith('monitoring.coreos.com/') && kind && name) {
      jobs += 1;
      yield source(name, `${kind} ${name}`);
      continue;
    }
    for (const [index, element] of asArray(item.scrape_configs).entries()) {
      const job = asObject(element);
      const id = asString(job?.job_name);
      if (!job || !id) {
        yield { kind: 'problem', where: `/scrape_configs/${index}`, why: 'Expected a job with `job_name`.' };
        continue;
      }
      jobs += 1;
      yield source(id, titleOf(job, id));
      yield* targets(job, id, seen);
    }
    for (const [index, element] of asArray(item.remote_write).entries()) {
      const id = `remote-write:${asString(asObject(element)?.name) ?? index + 1}`;
      yield source(id, 'Metrics are written on to another store');
    }
  }
  if (jobs === 0) return;
  yield {
    kind: 'practice',
    aspect: 'telemetry',
    output: 'test',
    declared: true,
    note: jobs === 1 ? 'Prometheus is to scrape 1 job' : `Prometheus is to scrape ${jobs} jobs`,
  };
}

function source(id: string, title: string): Reading {
  return {
    kind: 'rule',
    type: 'log-source',
    id: oneLine(id, 200),
    title: oneLine(title, 200),
    enabled: true,
  };
}

/** Names the ways of service discovery, e.g. `kubernetes`; their settings hold addresses and credentials. */
function titleOf(job: Members, id: string): string {
  const ways: string[] = [];
  for (const name of Object.keys(job)) {
    const way = /^([a-z0-9_]+)_sd_configs$/.exec(name)?.[1];
    if (way) ways.push(way);
  }
  return ways.length > 0 ? `${id} (found by ${ways.join(', ')})` : id;
}

function* targets(job: Members, id: string, seen: Set<string>): Generator<Reading> {
  for (const element of asArray(job.static_configs)) {
    const group = asObject(element);
    for (const target of asStrings(group?.targets)) {
      // A name and a port: an address with more in it may hold credentials, and one of the machine itself says nothing.
      if (!/^\[?[\w.:-]+\]?$/.test(target) || /^(localhost|127\.|\[?::1)/i.test(target)) continue;
      const resource = resourceOf({ job: id, instance: target, ...asObject(group?.labels) });
      const key = resource?.keys.join(' ');
      if (!resource || !key || seen.has(key)) continue;
      seen.add(key);
      yield { kind: 'resource', ...resource };
    }
  }
}
