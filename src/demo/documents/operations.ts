import { DAY, MINUTE } from '../../records/instant.ts';
import { arns } from './cloud.ts';
import { day, firstShare, hex, iso, type Writer } from './document.ts';

const CHECKS: readonly [string, string, string, string][] = [
  ['s3_bucket_public_access', 'S3 bucket blocks public access', 'AwsS3Bucket', 'High'],
  ['s3_bucket_default_encryption', 'S3 bucket is encrypted by default', 'AwsS3Bucket', 'Medium'],
  ['rds_instance_storage_encrypted', 'RDS instance storage is encrypted', 'AwsRdsDbInstance', 'High'],
  [
    'rds_instance_no_public_access',
    'RDS instance is not publicly accessible',
    'AwsRdsDbInstance',
    'Critical',
  ],
  ['ec2_instance_imdsv2_enabled', 'EC2 instance requires IMDSv2', 'AwsEc2Instance', 'High'],
  ['ec2_ebs_volume_encryption', 'EBS volumes are encrypted', 'AwsEc2Instance', 'Medium'],
];
const SEVERITY_IDS: Readonly<Record<string, number>> = { Low: 2, Medium: 3, High: 4, Critical: 5 };

/** Prowler's OCSF output: one Compliance Finding a check and resource. */
export const configuration: Writer = ({ system, at, reach }, random) => {
  const { hosts, database, bucket } = arns(system);
  const byType: Readonly<Record<string, string[]>> = {
    AwsS3Bucket: [bucket],
    AwsRdsDbInstance: [database],
    AwsEc2Instance: firstShare(hosts, reach),
  };
  const findings = CHECKS.flatMap(([code, title, type, severity]) =>
    (byType[type] ?? []).map((uid) => {
      const status = random.next() < 0.18 ? 'FAIL' : 'PASS';
      return {
        message: `${title}: ${status}`,
        metadata: {
          event_code: code,
          product: { name: 'Prowler', uid: 'prowler', vendor_name: 'Prowler', version: '5.3.0' },
          version: '1.3.0',
          profiles: ['cloud'],
        },
        severity_id: SEVERITY_IDS[severity] ?? 1,
        severity,
        status: 'New',
        status_code: status,
        status_id: 1,
        activity_name: 'Create',
        activity_id: 1,
        category_name: 'Findings',
        category_uid: 2,
        class_name: 'Compliance Finding',
        class_uid: 2003,
        type_uid: 200301,
        time: Math.floor(at / 1000),
        time_dt: iso(at),
        finding_info: {
          title,
          uid: `prowler-aws-${code}-${system.account}-${uid.split(/[:/]/).pop()}`,
          desc: title,
          created_time: Math.floor(at / 1000),
          types: [],
        },
        cloud: {
          provider: 'aws',
          region: 'eu-central-1',
          account: { uid: system.account, name: system.id, type: 'AWS Account', type_id: 10 },
        },
        resources: [
          {
            uid,
            name: uid.split(/[:/]/).pop(),
            type,
            region: 'eu-central-1',
            group: { name: type },
            labels: [],
          },
        ],
        remediation: { desc: '', references: [] },
        unmapped: { compliance: { 'CIS-4.0': ['2.1.4'] }, provider: 'aws' },
      };
    }),
  );
  return [{ path: `${system.id}/prowler-${day(at)}.ocsf.json`, text: JSON.stringify(findings) }];
};

/** Prometheus `GET /api/v1/targets`. */
export const telemetry: Writer = ({ system, at, reach }) => {
  const heard = firstShare(system.hosts, reach);
  const target = (instance: string, job: string) => ({
    discoveredLabels: { __address__: instance, job },
    labels: { instance, job, app: system.id },
    scrapePool: job,
    scrapeUrl: `http://${instance}/metrics`,
    globalUrl: `http://${instance}/metrics`,
    lastError: '',
    lastScrape: iso(at),
    lastScrapeDuration: 0.012,
    health: 'up',
    scrapeInterval: '30s',
    scrapeTimeout: '10s',
  });
  const activeTargets = heard.map((host) => target(`${host}:9100`, 'node'));
  const answer = { status: 'success', data: { activeTargets, droppedTargets: [], droppedTargetCounts: {} } };
  return [
    {
      path: `${system.id}/prometheus-targets-${day(at)}.json`,
      text: JSON.stringify(answer),
      happened: at,
    },
  ];
};

const RULES: readonly [string, string, string][] = [
  ['HostDown', 'critical', 'up == 0'],
  ['HighErrorRate', 'critical', 'job:errors:ratio > 0.05'],
  ['DiskWillFill', 'warning', 'predict_linear(node_filesystem_free_bytes[1h], 4 * 3600) < 0'],
];

/** Prometheus `GET /api/v1/rules?type=alert`, with one alert that fired for each host as its test. */
export const alerts: Writer = ({ system, at, reach }) => {
  const watched = firstShare(system.hosts, reach);
  const rules = RULES.map(([name, severity, query]) => ({
    state: name === 'HostDown' ? 'firing' : 'inactive',
    name: `${system.id} ${name}`,
    query,
    duration: 300,
    labels: { severity },
    annotations: {
      summary: `${name} of ${system.name}`,
      runbook_url: `https://runbooks.example.net/${system.id}/${name}`,
    },
    alerts:
      name === 'HostDown'
        ? watched.map((host) => ({
            labels: { alertname: name, instance: `${host}:9100`, job: 'node', severity },
            annotations: { summary: `${host} is down (exercise)` },
            state: 'firing',
            activeAt: iso(at - 6 * MINUTE),
            value: '0e+00',
          }))
        : [],
    health: 'ok',
    evaluationTime: 0.0004,
    lastEvaluation: iso(at),
    type: 'alerting',
  }));
  const groups = [
    {
      name: system.id,
      file: `/etc/prometheus/rules/${system.id}.yml`,
      rules,
      interval: 60,
      limit: 0,
      evaluationTime: 0.001,
      lastEvaluation: iso(at),
    },
  ];
  return [
    {
      path: `${system.id}/prometheus-rules-${day(at)}.json`,
      text: JSON.stringify({ status: 'success', data: { groups } }),
      happened: at,
    },
  ];
};

/** A CACAO 2.0 playbook, revised. */
export const playbooks: Writer = ({ system, at }, random) => {
  const uuid = (seed: string) =>
    `${seed}${hex(random, 4)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`;
  const start = `start--${uuid('aaaa')}`;
  const isolate = `action--${uuid('bbbb')}`;
  const notify = `action--${uuid('cccc')}`;
  const end = `end--${uuid('dddd')}`;
  const [threat = ''] = THREATS[random.whole(0, THREATS.length)] ?? [];
  const playbook = {
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: `playbook--${uuid('eeee')}`,
    name: threat,
    description: `What ${system.team} does about it in ${system.name}.`,
    playbook_types: ['mitigation'],
    playbook_activities: ['contain-system'],
    created_by: `identity--${uuid('ffff')}`,
    created: iso(at - 90 * DAY),
    modified: iso(at),
    revoked: false,
    labels: [threat, system.id],
    workflow_start: start,
    workflow: {
      [start]: { type: 'start', on_completion: isolate },
      [isolate]: {
        type: 'action',
        name: 'Isolate',
        on_completion: notify,
        commands: [{ type: 'bash', command: 'isolate-host' }],
      },
      [notify]: {
        type: 'action',
        name: 'Tell people',
        on_completion: end,
        commands: [{ type: 'manual', command: 'Call the owner of the data.' }],
      },
      [end]: { type: 'end' },
    },
  };
  return [{ path: `${system.id}/playbook-${day(at)}.cacao.json`, text: JSON.stringify(playbook) }];
};

/** Cloud Custodian `metadata.json` of a policy that acted. */
export const remediation: Writer = ({ system, at }, random) => {
  const metadata = {
    policy: {
      name: `${system.id}-close-public-buckets`,
      resource: 'aws.s3',
      filters: [{ type: 'global-grants' }],
      actions: [{ type: 'delete-global-grants' }],
    },
    version: '0.9.42',
    execution: {
      id: [8, 4, 4, 4, 12].map((digits) => hex(random, digits)).join('-'),
      start: Math.floor((at - 4 * MINUTE) / 1000),
      end_time: Math.floor(at / 1000),
      duration: 240,
    },
    config: {
      region: 'eu-central-1',
      account_id: system.account,
      dryrun: false,
      output_dir: 's3://custodian',
    },
    'sys-stats': {},
    'api-stats': { 's3.ListBuckets': 1 },
    metrics: [
      { MetricName: 'ResourceCount', Timestamp: iso(at), Value: random.whole(0, 4), Unit: 'Count' },
      { MetricName: 'ActionTime', Timestamp: iso(at), Value: 1.2, Unit: 'Seconds' },
    ],
  };
  return [{ path: `${system.id}/custodian-${day(at)}/metadata.json`, text: JSON.stringify(metadata) }];
};

const THREATS: readonly [string, string][] = [
  ['Stolen credentials are used from elsewhere', 'Sign-in with a second factor'],
  ['A dependency is taken over', 'Pinned and reviewed updates'],
  ['Personal data is copied out', 'Egress is limited and watched'],
  ['The service is flooded', 'Limits at the edge'],
];

/** An Open Threat Model 0.2 file. */
export const threats: Writer = ({ system, at }) => {
  const zone = 'internal';
  const component = (id: string, name: string, type: string, stored: string[] = [], parent = zone) => ({
    id,
    name,
    type,
    parent: { trustZone: parent },
    assets: { processed: [], stored },
  });
  const model = {
    otmVersion: '0.2.0',
    project: {
      id: system.id,
      name: system.name,
      description: `Threat model of ${system.name}`,
      owner: system.team,
      ownerContact: `${system.team.toLowerCase()}@example.com`,
      attributes: { updated: iso(at) },
    },
    trustZones: [
      { id: zone, name: 'Internal', risk: { trustRating: 80 } },
      ...(system.public ? [{ id: 'internet', name: 'Internet', risk: { trustRating: 0 } }] : []),
    ],
    assets: [
      {
        id: 'records',
        name: system.pii ? 'Customer records' : 'Records',
        risk: { confidentiality: system.pii ? 90 : 20, integrity: 80, availability: 70 },
      },
    ],
    components: [
      component('web', system.service, 'web-service'),
      component('db', system.database, 'database', ['records']),
      component('files', system.bucket, 'storage'),
      ...(system.public ? [component('people', 'Browser', 'web-client', [], 'internet')] : []),
    ],
    dataflows: [
      ...(system.public ? [{ id: 'people-web', name: 'asks', source: 'people', destination: 'web' }] : []),
      { id: 'web-db', name: 'reads and writes', source: 'web', destination: 'db', assets: ['records'] },
    ],
    threats: THREATS.map(([name], index) => ({
      id: `threat-${index}`,
      name,
      categories: ['spoofing'],
      risk: { likelihood: 50, impact: 70 },
    })),
    mitigations: THREATS.map(([, name], index) => ({ id: `mitigation-${index}`, name, riskReduction: 60 })),
  };
  return [{ path: `${system.id}/otm-${day(at)}.json`, text: JSON.stringify(model), happened: at }];
};

/** A run envelope: the report was sent, the alert was exercised, the dashboard was looked at, by a pipeline. */
export const outputs: Writer = ({ system, aspect, at }, random) => {
  const envelope = {
    assay: 'run/v1',
    command: ['make', `publish-${aspect}`],
    started: iso(at - MINUTE),
    ended: iso(at),
    exitCode: 0,
    host: `runner-${random.whole(1, 20)}`,
    ci: {
      provider: 'github',
      repository: `example-org/${system.id}`,
      workflow: `publish-${aspect}`,
      run: String(random.whole(1e6, 9e6)),
    },
    aspect,
    outputs: ['report', 'alert', 'dashboard'],
    files: [],
  };
  return [{ path: `${system.id}/${aspect}-outputs-${day(at)}.run.json`, text: JSON.stringify(envelope) }];
};
