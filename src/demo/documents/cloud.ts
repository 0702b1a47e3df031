import { DAY, MINUTE } from '../../records/instant.ts';
import type { ExampleSystem } from '../organization.ts';
import { day, firstShare, hex, iso, type Writer } from './document.ts';

const REGION = 'eu-central-1';

/** Amazon Resource Names of what a system is made of. */
export function arns(system: ExampleSystem): { hosts: string[]; database: string; bucket: string } {
  const place = `${REGION}:${system.account}`;
  return {
    hosts: system.hosts.map((_, index) => `arn:aws:ec2:${place}:instance/i-${instanceId(system, index)}`),
    database: `arn:aws:rds:${place}:db:${system.database}`,
    bucket: `arn:aws:s3:::${system.bucket}`,
  };
}

function instanceId(system: ExampleSystem, index: number): string {
  return `0${system.account.slice(-8)}${String(index).padStart(8, '0')}`;
}

/** OCSF Cloud Resources Inventory Info (class 5023), one event a resource. */
export const inventory: Writer = ({ system, at }) => {
  const { hosts, database, bucket } = arns(system);
  const resources = [
    ...hosts.map((uid, index) => ({ uid, type: 'AwsEc2Instance', name: system.hosts[index] ?? uid })),
    { uid: database, type: 'AwsRdsDbInstance', name: system.database },
    { uid: bucket, type: 'AwsS3Bucket', name: system.bucket },
  ];
  // Of neglected ones nobody ever said whose they are.
  const owner = system.story === 'neglected' ? {} : { owner: { name: system.team } };
  const events = resources.map((resource) => ({
    activity_id: 2,
    activity_name: 'Collect',
    category_uid: 5,
    category_name: 'Discovery',
    class_uid: 5023,
    class_name: 'Cloud Resources Inventory Info',
    type_uid: 502302,
    severity_id: 1,
    severity: 'Informational',
    status: 'Success',
    status_id: 1,
    time: at,
    time_dt: iso(at),
    metadata: { version: '1.3.0', product: { name: 'Resource Inventory', vendor_name: 'AWS' } },
    cloud: {
      provider: 'aws',
      region: REGION,
      account: { uid: system.account, name: system.id, type: 'AWS Account' },
    },
    resources: [{ ...resource, ...owner, region: REGION, labels: [`system:${system.id}`] }],
  }));
  return [{ path: `${system.id}/inventory-${day(at)}.ocsf.json`, text: JSON.stringify(events) }];
};

/** FOCUS 1.0 CSV: one line a service and day-month, tagged with its owner as far as it is known. */
export const cost: Writer = ({ system, at, reach }, random) => {
  const from = new Date(at);
  from.setUTCDate(1);
  const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  const services: [string, string, number][] = [
    ['Amazon Elastic Compute Cloud', 'Compute', 0.55],
    ['Amazon Relational Database Service', 'Databases', 0.3],
    ['Amazon Simple Storage Service', 'Storage', 0.1],
    ['Amazon CloudWatch', 'Management and Governance', 0.05],
  ];
  const owned = firstShare(services, reach);
  const head =
    'BilledCost,EffectiveCost,ListCost,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,PublisherName,SubAccountId,SubAccountName,ServiceName,ServiceCategory,ResourceId,Tags';
  const lines = services.map(([service, category, share]) => {
    const amount = (system.monthlyCost * share * (0.94 + random.next() * 0.12)).toFixed(2);
    const tags = owned.some(([name]) => name === service)
      ? `"{""owner"":""${system.team}"",""app"":""${system.id}""}"`
      : '"{}"';
    const start = `${day(from.getTime())}T00:00:00Z`;
    const end = iso(until.getTime());
    return [
      amount,
      amount,
      amount,
      'USD',
      start,
      end,
      start,
      end,
      'Usage',
      'AWS',
      'AWS',
      system.account,
      system.id,
      service,
      category,
      '',
      tags,
    ].join(',');
  });
  return [
    {
      path: `${system.id}/focus-${day(at)}.csv`,
      text: `${[head, ...lines].join('\n')}\n`,
      happened: at,
    },
  ];
};

/** IAM credential report. */
export const access: Writer = ({ system, at }, random) => {
  const head =
    'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
  const rows = system.people.map((name, index) => {
    const made = iso(at - (400 + index * 30) * DAY);
    const mfa = random.next() < 0.8;
    const changed = iso(at - random.whole(5, 85) * DAY);
    const used = iso(at - random.whole(0, 9) * DAY);
    return `${name},arn:aws:iam::${system.account}:user/${name},${made},true,${used},${changed},N/A,${mfa},false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;
  });
  const root = `<root_account>,arn:aws:iam::${system.account}:root,${iso(at - 900 * DAY)},not_supported,no_information,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;
  const content = Buffer.from(`${[head, root, ...rows].join('\n')}\n`).toString('base64');
  const report = { Content: content, ReportFormat: 'text/csv', GeneratedTime: iso(at) };
  return [{ path: `${system.id}/credential-report-${day(at)}.json`, text: JSON.stringify(report) }];
};

/** `aws rds describe-db-snapshots`: the week's automated snapshots. */
export const backup: Writer = ({ system, at, machine }) => {
  const snapshots = [0, 1, 2].map((back) => {
    const taken = at - back * DAY;
    const kind = machine ? 'rds' : 'manual';
    return {
      DBSnapshotIdentifier: `${kind}:${system.database}-${iso(taken).slice(0, 16).replace(':', '-')}`,
      DBInstanceIdentifier: system.database,
      SnapshotCreateTime: iso(taken),
      Engine: 'postgres',
      AllocatedStorage: 100,
      Status: 'available',
      Port: 5432,
      AvailabilityZone: `${REGION}a`,
      SnapshotType: machine ? 'automated' : 'manual',
      PercentProgress: 100,
      StorageType: 'gp3',
      Encrypted: true,
      DBSnapshotArn: `arn:aws:rds:${REGION}:${system.account}:snapshot:${kind}-${system.database}-${day(taken)}`,
      IAMDatabaseAuthenticationEnabled: true,
      DbiResourceId: `db-${system.account}${system.id.toUpperCase().replace(/\W/g, '')}`,
    };
  });
  const shown = machine ? snapshots : snapshots.slice(0, 1);
  return [
    {
      path: `${system.id}/rds-snapshots-${day(at)}.json`,
      text: JSON.stringify({ DBSnapshots: shown }),
      happened: at,
    },
  ];
};

/** `aws fis get-experiment`: an instance is stopped, the service has to survive it. */
export const resiliency: Writer = ({ system, at }, random) => {
  const id = `EXP${hex(random, 14).toUpperCase()}`;
  const experiment = {
    id,
    experimentTemplateId: `EXT${system.account}`,
    roleArn: `arn:aws:iam::${system.account}:role/fis`,
    state: { status: 'completed', reason: 'Experiment completed.' },
    targets: {
      instances: {
        resourceType: 'aws:ec2:instance',
        resourceArns: arns(system).hosts.slice(0, 1),
        selectionMode: 'COUNT(1)',
      },
    },
    actions: {
      stop: {
        actionId: 'aws:ec2:stop-instances',
        targets: { Instances: 'instances' },
        state: { status: 'completed' },
      },
    },
    stopConditions: [{ source: 'aws:cloudwatch:alarm' }],
    creationTime: iso(at - 30 * MINUTE),
    startTime: iso(at - 28 * MINUTE),
    endTime: iso(at),
    tags: { service: system.service, app: system.id },
  };
  return [
    {
      path: `${system.id}/fis-${day(at)}.json`,
      text: JSON.stringify({ experiment }),
      target: { type: 'service', keys: [`service:${system.service}`], name: system.service },
    },
  ];
};
