import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ImportResult } from '../../intake/result.ts';
import type { Store } from '../../store/store.ts';
import type { Runner } from '../jobs/runner.ts';

/** Organizations that are told apart; what is beyond them is summed. */
const MOST_ORGANIZATIONS = 50;

/** What Prometheus reads. Labels come from closed lists, so that their number is bounded. */
export interface Metrics {
  registry: Registry;
  request(operation: string, method: string, status: number, seconds: number): void;
  imported(result: ImportResult): void;
  /** Takes what is counted anyway from the store; counts nothing itself. */
  look(): Promise<void>;
}

export function metrics(store: Store, runner: Pick<Runner, 'lastLook' | 'running'>): Metrics {
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
  const held = new Gauge({
    name: 'assay_held',
    help: 'What an organization holds, from counts that are kept up as it comes in',
    labelNames: ['organization', 'what'],
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
    registry,
    request(operation, method, status, seconds) {
      requests.observe({ operation, method, status: `${Math.floor(status / 100)}xx` }, seconds);
    },
    imported(result) {
      imports.inc({ outcome: result.status });
      if (result.status !== 'imported') return;
      records.inc(Object.values(result.report.records).reduce((sum, count) => sum + count, 0));
    },
    async look() {
      running.set(runner.running());
      looked.set(runner.lastLook() / 1_000);
      held.reset();
      for (const [index, { id }] of (await store.organizations()).entries()) {
        const organization = index < MOST_ORGANIZATIONS ? id : 'others';
        const { evidence } = await store.reader(id).kept();
        held.inc({ organization, what: 'evidence' }, evidence);
      }
    },
  };
}
