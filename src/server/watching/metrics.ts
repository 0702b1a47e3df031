import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ImportResult } from '../../intake/result.ts';
import type { Store } from '../../store/store.ts';
import type { JobState, Runner } from '../jobs/runner.ts';

/** Organizations that are told apart; what is beyond them is summed. */
const MOST_ORGANIZATIONS = 50;

/** What Prometheus reads. Labels come from closed lists, so that their number is bounded. */
export interface Metrics {
  request(operation: string, method: string, status: number, seconds: number): void;
  imported(result: ImportResult): void;
  /** A job came to an end, or is to be tried again. */
  job(kind: string, outcome: JobState): void;
  /**
   * Everything, as Prometheus reads it. What organizations hold is taken from what is counted anyway.
   * @param shown whether whoever asks may learn of this organization
   */
  text(shown: (organization: string) => boolean): Promise<{ type: string; text: string }>;
}

/** @param kinds of jobs that there are; any other is `unknown` */
export function metrics(
  store: Store,
  runner: Pick<Runner, 'lastLook' | 'running'>,
  kinds: readonly string[],
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'assay_' });
  const requests = new Histogram({
    name: 'assay_request_duration_seconds',
    help: 'How long requests took, by operation and class of status',
    labelNames: ['operation', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const imports = new Counter({
    name: 'assay_imports_total',
    help: 'Documents handed in, by what came of them',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const records = new Counter({
    name: 'assay_imported_records_total',
    help: 'Records read from documents that were kept',
    registers: [registry],
  });
  const jobs = new Counter({
    name: 'assay_jobs_total',
    help: 'Jobs that this server did, by what came of them; waiting: to be tried again',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  const running = new Gauge({
    name: 'assay_jobs_running',
    help: 'Jobs that this server does just now',
    registers: [registry],
  });
  const looked = new Gauge({
    name: 'assay_jobs_last_look_timestamp_seconds',
    help: 'When this server last looked for work',
    registers: [registry],
  });

  return {
    request(operation, method, status, seconds) {
      requests.observe({ operation, method, status: `${Math.floor(status / 100)}xx` }, seconds);
    },
    imported(result) {
      imports.inc({ outcome: result.status });
      if (result.status !== 'imported') return;
      records.inc(Object.values(result.report.records).reduce((sum, count) => sum + count, 0));
    },
    job(kind, outcome) {
      jobs.inc({ kind: kinds.includes(kind) ? kind : 'unknown', outcome });
    },
    async text(shown) {
      running.set(runner.running());
      looked.set(runner.lastLook() / 1_000);
      const held = holdings((await store.kept()).filter(({ organization }) => shown(organization)));
      return {
        type: registry.contentType,
        text: `${await registry.metrics()}\n${await held.metrics()}`,
      };
    },
  };
}

/** For one scrape: who asks next may see others. */
function holdings(kept: Awaited<ReturnType<Store['kept']>>): Registry {
  const registry = new Registry();
  const held = new Gauge({
    name: 'assay_held',
    help: 'What an organization holds, from counts that are kept up as it comes in',
    labelNames: ['organization', 'what'],
    registers: [registry],
  });
  for (const [index, { organization: id, documents, evidence }] of kept.entries()) {
    const organization = index < MOST_ORGANIZATIONS ? id : 'others';
    held.inc({ organization, what: 'documents' }, documents);
    held.inc({ organization, what: 'evidence' }, evidence);
  }
  return registry;
}
