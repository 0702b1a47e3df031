import type { Head } from '../../formats/document.ts';
import { asArray, asObject, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { CERTAIN, type Certainty, LIKELY } from '../adapter.ts';
import { opsgenieAlert, opsgenieSchedule, opsgenieWebhook } from './opsgenie.ts';
import {
  pagerdutyIncident,
  pagerdutyOncall,
  pagerdutySchedule,
  pagerdutyService,
  pagerdutyV2,
  pagerdutyV3,
} from './pagerduty.ts';
import { victoropsIncident, victoropsSchedule, victoropsWebhook } from './victorops.ts';

/** One shape of document of one product. */
export interface Shape {
  readonly tool: string;
  /** JSON Pointer of the elements. */
  readonly pattern: string;
  /** Members that the first element has, with dots for paths. */
  readonly members: readonly string[];
  readonly certainty: Certainty;
  /** What an empty list has beside it, where that alone tells the product. */
  readonly beside?: readonly string[];
  readonly read: (item: Members, pointer: string) => Generator<Reading>;
}

const shape = (
  tool: string,
  pattern: string,
  members: readonly string[],
  read: Shape['read'],
  more: Partial<Pick<Shape, 'certainty' | 'beside'>> = {},
): Shape => ({ tool, pattern, members, read, certainty: CERTAIN, ...more });

const PD = 'PagerDuty';
const OG = 'Opsgenie';
const VO = 'Splunk On-Call';

/** The special before the general. */
const SHAPES: readonly Shape[] = [
  shape(PD, '/event', ['event_type', 'resource_type', 'data'], pagerdutyV3),
  shape(PD, '/messages/*', ['event', 'incident.incident_number'], pagerdutyV2),
  shape(PD, '/incidents/*', ['incident_number', 'status'], pagerdutyIncident, {
    beside: ['limit', 'offset', 'more'],
  }),
  shape(PD, '/incident', ['incident_number', 'status'], pagerdutyIncident),
  shape(PD, '/*', ['incident_number', 'created_at', 'urgency'], pagerdutyIncident),
  shape(PD, '/oncalls/*', ['escalation_policy', 'escalation_level'], pagerdutyOncall),
  shape(PD, '/services/*', ['escalation_policy', 'status', 'name'], pagerdutyService),
  shape(PD, '/schedules/*', ['time_zone', 'name'], pagerdutySchedule, { certainty: LIKELY }),
  shape(PD, '/schedule', ['time_zone', 'escalation_policies'], pagerdutySchedule),
  shape(OG, '', ['action', 'alert.alertId'], opsgenieWebhook),
  shape(OG, '/data/*', ['tinyId', 'message', 'createdAt'], opsgenieAlert),
  shape(OG, '/data', ['tinyId', 'message', 'createdAt'], opsgenieAlert),
  shape(OG, '/*', ['tinyId', 'message', 'createdAt'], opsgenieAlert),
  shape(OG, '/data/*', ['timezone', 'name', 'enabled'], opsgenieSchedule),
  shape(VO, '/incidents/*', ['incidentNumber', 'currentPhase'], victoropsIncident),
  shape(VO, '/*', ['incidentNumber', 'currentPhase'], victoropsIncident),
  shape(VO, '', ['team', 'schedules'], victoropsSchedule, { certainty: LIKELY }),
];

/** The shape that a document has, whichever product wrote it. */
export function productOf(head: Head): Shape | undefined {
  const root = asObject(head.json);
  for (const each of SHAPES) {
    const first = firstAt(head.json, each.pattern);
    if (first && each.members.every((path) => member(first, ...path.split('.')) !== undefined)) return each;
    const list = each.pattern.endsWith('/*') && member(root, each.pattern.slice(1, -2));
    const empty = each.beside && root && Array.isArray(list) && asArray(list).length === 0;
    if (empty && each.beside?.every((name) => name in root)) return { ...each, certainty: LIKELY };
  }
  const names = Object.keys(root ?? {});
  const templated = names.filter((name) => /^(ALERT|STATE|INCIDENT)(\.|$)/.test(name)).length;
  return templated > 0 && root && /"(ALERT|STATE)\.?|entity_id/.test(head.text)
    ? shape(VO, '', [], victoropsWebhook, { certainty: templated > 1 ? CERTAIN : LIKELY })
    : undefined;
}

function firstAt(root: unknown, pattern: string): Members | undefined {
  let at: unknown = root;
  for (const step of pattern.split('/').slice(1)) {
    if (step === '*' ? !Array.isArray(at) : Array.isArray(at)) return undefined;
    at = step === '*' ? asArray(at)[0] : member(at, step);
  }
  return asObject(at);
}
