import { asArray, asInstant, asNumber, asObject, asString, asText, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { has } from '../shared/products.ts';
import { severityOf, severityOfScore } from '../shared/severity.ts';
import { alarm, watched } from '../shared/telemetry.ts';
import { hostRef, type WatchList } from '../shared/watch-list.ts';

const HOST = 'Expected a host with its name.';
const ALERT = 'Expected a detection with its name.';

function host(ref: ResourceRef | undefined, heard: Instant | undefined): Reading[] | undefined {
  return ref && [watched({ ...ref, heard })];
}

function detection(
  title: string | undefined,
  at: Instant | undefined,
  severity: Severity | undefined,
  about: ResourceRef | undefined,
  reference: string | undefined,
): Reading[] | undefined {
  return title === undefined
    ? undefined
    : [...alarm({ title, at, severity, about, reference, aspect: 'telemetry' })];
}

export const PRODUCTS: readonly WatchList[] = [
  {
    tool: 'CrowdStrike Falcon',
    expects: HOST,
    wrappers: ['resources'],
    knows: (row) => has(row, 'device_id', 'cid') && (has(row, 'hostname') || has(row, 'last_seen')),
    read: (row) =>
      host(
        hostRef(asString(row.hostname), 'crowdstrike', asString(row.device_id), asString(row.instance_id)),
        asInstant(row.last_seen),
      ),
  },
  {
    tool: 'CrowdStrike Falcon',
    expects: ALERT,
    wrappers: ['resources'],
    knows: (row) => has(row, 'composite_id', 'created_timestamp') || has(row, 'detection_id', 'behaviors'),
    read(row) {
      const device = asObject(row.device);
      const behaviour = asObject(asArray(row.behaviors)[0]);
      const title =
        asString(row.display_name) ??
        asString(row.name) ??
        asString(behaviour?.display_name) ??
        asString(behaviour?.scenario);
      const severity = severityOf(asString(row.severity_name) ?? asString(row.max_severity_displayname));
      const about = hostRef(asString(device?.hostname), 'crowdstrike', asString(device?.device_id));
      return detection(
        title,
        asInstant(row.created_timestamp) ?? asInstant(row.first_behavior),
        severity,
        about,
        asString(row.composite_id) ?? asString(row.detection_id),
      );
    },
  },
  {
    tool: 'Carbon Black Cloud',
    expects: ALERT,
    wrappers: ['results'],
    knows: (row) => has(row, 'org_key', 'severity') && (has(row, 'device_name') || has(row, 'threat_id')),
    read(row) {
      const score = asNumber(row.severity);
      const about = hostRef(asString(row.device_name), 'carbon-black', asText(row.device_id));
      const at =
        asInstant(row.detection_timestamp) ?? asInstant(row.backend_timestamp) ?? asInstant(row.create_time);
      return detection(
        asString(row.type),
        at,
        score === undefined ? undefined : severityOfScore(score),
        about,
        asText(row.id),
      );
    },
  },
  {
    tool: 'Carbon Black Cloud',
    expects: HOST,
    wrappers: ['results'],
    knows: (row) => has(row, 'last_contact_time') && has(row, 'sensor_version'),
    read: (row) =>
      host(hostRef(asString(row.name), 'carbon-black', asText(row.id)), asInstant(row.last_contact_time)),
  },
  {
    tool: 'Threat Stack',
    expects: HOST,
    wrappers: ['agents'],
    knows: (row) => has(row, 'lastReportedAt') && has(row, 'hostname'),
    read: (row) =>
      host(
        hostRef(asString(row.hostname), 'threat-stack', asString(row.id), asString(row.instanceId)),
        asInstant(row.lastReportedAt),
      ),
  },
  {
    tool: 'Threat Stack',
    expects: ALERT,
    wrappers: ['alerts'],
    knows: (row) =>
      has(row, 'ruleId', 'dataSource', 'severity') || has(row, 'rulesetId', 'severity', 'createdAt'),
    read(row) {
      const severity = ({ 1: 'high', 2: 'medium', 3: 'low' } as const)[asText(row.severity) ?? ''];
      return detection(asString(row.title), asInstant(row.createdAt), severity, undefined, asString(row.id));
    },
  },
  {
    tool: 'Darktrace',
    expects: ALERT,
    wrappers: ['modelbreaches'],
    knows: (row) => has(row, 'pbid', 'model'),
    read(row) {
      const title =
        asString(member(row.model, 'then', 'name')) ??
        asString(member(row.model, 'now', 'name')) ??
        asString(member(row.model, 'name'));
      const score = asNumber(row.score);
      const about = hostRef(
        asString(member(row.device, 'hostname')),
        'darktrace',
        asText(member(row.device, 'did')),
      );
      return detection(
        title,
        asInstant(row.time, 'milliseconds') ?? asInstant(row.creationTime, 'milliseconds'),
        score === undefined ? undefined : severityOfScore(score * 10),
        about,
        asText(row.pbid),
      );
    },
  },
  {
    tool: 'ThreatDown',
    expects: HOST,
    wrappers: ['endpoints', 'machines'],
    knows: (row) =>
      asObject(row.agent) !== undefined && has(row, 'machine') && has(asObject(row.agent) ?? {}, 'host_name'),
    read(row) {
      const machine = asObject(row.machine);
      const at =
        asInstant(machine?.last_day_seen) ??
        asInstant(row.last_seen_at) ??
        asInstant(member(row.agent, 'at'));
      return host(hostRef(asString(member(row.agent, 'host_name')), 'threatdown', asString(machine?.id)), at);
    },
  },
  {
    tool: 'Trellix HX',
    expects: HOST,
    wrappers: ['data.entries'],
    knows: (row) => has(row, 'last_poll_timestamp', 'hostname'),
    read: (row) =>
      host(hostRef(asString(row.hostname), 'trellix', asString(row._id)), asInstant(row.last_poll_timestamp)),
  },
  {
    tool: 'Trellix HX',
    expects: ALERT,
    wrappers: ['data.entries'],
    knows: (row) => has(row, 'event_at', 'source', 'agent'),
    read(row) {
      const title = [asString(row.source), asString(row.event_type)]
        .filter((word) => word !== undefined)
        .join(': ');
      const id = asString(member(row.agent, '_id'));
      const about = id === undefined ? undefined : { type: 'host' as const, keys: [otherKey('trellix', id)] };
      return detection(title || undefined, asInstant(row.event_at), undefined, about, asText(row._id));
    },
  },
  {
    tool: 'Trend Vision One',
    expects: HOST,
    wrappers: ['items'],
    knows: (row) => has(row, 'agentGuid', 'endpointName'),
    read(row) {
      const name = asString(row.endpointName) ?? asString(member(row.endpointName, 'value'));
      const at =
        asInstant(row.lastConnectedDateTime) ??
        asInstant(member(row.eppAgent, 'lastConnectedDateTime')) ??
        asInstant(member(row.edrSensor, 'lastConnectedDateTime'));
      return host(hostRef(name, 'trend-micro', asString(row.agentGuid)), at);
    },
  },
  {
    tool: 'Trend Vision One',
    expects: ALERT,
    wrappers: ['items'],
    knows: (row) => has(row, 'schemaVersion', 'model', 'createdDateTime'),
    read: (row) =>
      detection(
        asString(row.model),
        asInstant(row.createdDateTime),
        severityOf(asString(row.severity)),
        undefined,
        asString(row.id),
      ),
  },
  {
    tool: 'Symantec Endpoint Protection',
    expects: HOST,
    wrappers: ['content', 'devices'],
    knows: (row) => has(row, 'computerName', 'uniqueId') || has(row, 'device_status', 'os', 'id'),
    read(row) {
      const at = asInstant(row.lastUpdateTime, 'milliseconds') ?? asInstant(row.connection_status_modified);
      return host(
        hostRef(
          asString(row.computerName) ?? asString(row.name),
          'symantec',
          asString(row.uniqueId) ?? asString(row.id),
        ),
        at,
      );
    },
  },
  {
    tool: 'Alert Logic',
    expects: ALERT,
    wrappers: ['incidents', 'results'],
    knows: (row) =>
      (has(row, 'incident_id') || has(row, 'incidentId')) &&
      (has(row, 'threat_rating') || has(row, 'threatRating')),
    read(row) {
      const at =
        asInstant(row.create_time, 'seconds') ?? asInstant(row.createTime) ?? asInstant(row.create_date);
      const severity = severityOf(asString(row.threat_rating) ?? asString(row.threatRating));
      return detection(
        asString(row.summary),
        at,
        severity,
        undefined,
        asText(row.incident_id) ?? asText(row.incidentId),
      );
    },
  },
];
