import { MINUTE } from '../../records/instant.ts';
import { arnKey, repositoryKey } from '../../records/key.ts';
import type { ResourceRef } from '../../records/record.ts';
import type { ExampleSystem } from '../organization.ts';
import type { Random } from '../random.ts';
import { arns } from './cloud.ts';
import { day, type ExampleDocument, firstShare, hex, iso, type Writer } from './document.ts';

function repository(system: ExampleSystem): ResourceRef {
  return { type: 'repository', keys: [repositoryKey(system.repository)], name: system.id };
}

/** JUnit XML of a pipeline's tests. */
export const tests: Writer = ({ system, at }, random) => {
  const count = random.whole(5, 12);
  const broken = random.next() < 0.15 ? random.whole(0, count) : -1;
  const cases = Array.from({ length: count }, (_, index) => {
    const open = `    <testcase classname="${system.id}.Suite${index % 3}" name="case ${index + 1}" time="0.${index + 10}"`;
    if (index !== broken) return `${open}/>`;
    return `${open}>\n      <failure message="expected 200 but was 503" type="AssertionError"/>\n    </testcase>`;
  });
  const failures = broken < 0 ? 0 : 1;
  const stamp = iso(at).replace('Z', '+00:00');
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${system.id}" tests="${count}" failures="${failures}" time="42.1">
  <testsuite name="${system.id}" tests="${count}" failures="${failures}" errors="0" skipped="0" timestamp="${stamp}" time="42.1" hostname="runner-${random.whole(1, 20)}">
${cases.join('\n')}
  </testsuite>
</testsuites>
`;
  return [{ path: `${system.id}/junit-${day(at)}.xml`, text, target: repository(system) }];
};

const LIBRARIES: readonly [string, string, string, string][] = [
  ['lodash', '4.17.20', 'CVE-2021-23337', 'high'],
  ['axios', '1.6.0', 'CVE-2023-45857', 'medium'],
  ['semver', '7.5.1', 'CVE-2022-25883', 'medium'],
  ['jackson-databind', '2.13.1', 'CVE-2020-36518', 'high'],
  ['express', '4.17.1', 'CVE-2022-24999', 'high'],
  ['log4j-core', '2.14.1', 'CVE-2021-44228', 'critical'],
];

/** CycloneDX 1.5 JSON with vulnerabilities, as an image scanner writes it. */
export const patch: Writer = ({ system, at, reach }, random) => {
  const used = LIBRARIES.filter(() => random.next() < 0.7);
  const ref = (name: string, version: string) => `pkg:npm/${name}@${version}`;
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: `urn:uuid:${[8, 4, 4, 4, 12].map((digits) => hex(random, digits)).join('-')}`,
    version: 1,
    metadata: {
      timestamp: iso(at),
      tools: { components: [{ type: 'application', name: 'trivy', version: '0.57.0' }] },
      component: { 'bom-ref': system.repository, type: 'application', name: system.repository },
    },
    components: used.map(([name, version]) => ({
      'bom-ref': ref(name, version),
      type: 'library',
      name,
      version,
      purl: ref(name, version),
      licenses: [{ license: { id: 'MIT' } }],
    })),
    vulnerabilities: used
      .filter(() => random.next() < 0.4)
      .map(([name, version, id, severity]) => ({
        id,
        source: { name: 'NVD', url: `https://nvd.nist.gov/vuln/detail/${id}` },
        ratings: [{ source: { name: 'nvd' }, severity, method: 'CVSSv31' }],
        affects: [{ ref: ref(name, version) }],
      })),
  };
  return [
    {
      path: `${system.id}/bom-${day(at)}.cdx.json`,
      text: JSON.stringify(bom),
      target: repository(system),
    },
    hostScan(system, at, reach),
  ];
};

/** OCSF Vulnerability Findings as a host scanner writes them: each host names at least what is already fixed. */
function hostScan(system: ExampleSystem, at: number, reach: number): ExampleDocument {
  const events = firstShare(arns(system).hosts, reach).map((uid, index) => ({
    class_uid: 2002,
    class_name: 'Vulnerability Finding',
    category_uid: 2,
    activity_id: 3,
    type_uid: 200203,
    severity_id: 3,
    severity: 'Medium',
    status: index % 3 === 0 ? 'New' : 'Resolved',
    time: at,
    metadata: { version: '1.1.0', product: { name: 'Inspector', vendor_name: 'AWS' } },
    finding_info: { title: 'CVE-2024-6387 in openssh-server', uid: `inspector-${system.id}-${index}` },
    cloud: { provider: 'aws', region: 'eu-central-1', account: { uid: system.account } },
    vulnerabilities: [
      { cve: { uid: 'CVE-2024-6387' }, affected_packages: [{ name: 'openssh-server', version: '9.2' }] },
    ],
    resources: [{ uid, name: system.hosts[index], type: 'AwsEc2Instance' }],
  }));
  return { path: `${system.id}/inspector-${day(at)}.ocsf.json`, text: JSON.stringify(events) };
}

/** SARIF 2.1.0 as gitleaks writes it: of the repository, and of the files on each host. */
export const secrets: Writer = ({ system, at, machine, reach }, random) => {
  const leaks = random.next() < 0.2 ? 1 : 0;
  const documents = [
    leakScan(`${system.id}/gitleaks-${day(at)}.sarif`, repository(system), at, leaks, random),
  ];
  if (!machine) return documents;
  const { hosts } = arns(system);
  for (const [index, arn] of firstShare(hosts, reach).entries()) {
    const host: ResourceRef = { type: 'host', keys: [arnKey(arn)], name: system.hosts[index] ?? arn };
    documents.push(
      leakScan(
        `${system.id}/gitleaks-${host.name}-${day(at)}.sarif`,
        host,
        at + (index + 1) * MINUTE,
        0,
        random,
      ),
    );
  }
  return documents;
};

function leakScan(
  path: string,
  target: ResourceRef,
  at: number,
  leaks: number,
  random: Random,
): ExampleDocument {
  const rules = [{ id: 'generic-api-key', shortDescription: { text: 'Generic API key' } }];
  const run = {
    tool: {
      driver: {
        name: 'gitleaks',
        semanticVersion: 'v8.21.2',
        informationUri: 'https://github.com/gitleaks/gitleaks',
        rules,
      },
    },
    invocations: [{ executionSuccessful: true, startTimeUtc: iso(at - MINUTE), endTimeUtc: iso(at) }],
    automationDetails: { id: `gitleaks/${target.name}` },
    results: Array.from({ length: leaks }, () => ({
      ruleId: 'generic-api-key',
      level: 'error',
      message: { text: 'generic-api-key has detected a secret in config/settings.yml.' },
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'config/settings.yml' }, region: { startLine: 12 } } },
      ],
      partialFingerprints: { commitSha: hex(random, 40) },
    })),
  };
  const text = JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  });
  return { path, text, target };
}

/** Terraform state, version 4, after an apply. */
export const deploy: Writer = ({ system, at, reach }, random) => {
  const { hosts, database, bucket } = arns(system);
  const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
  const one = (type: string, name: string, attributes: Record<string, unknown>) => ({
    mode: 'managed',
    type,
    name,
    provider,
    instances: [{ schema_version: 1, attributes }],
  });
  const owner = system.story === 'neglected' ? {} : { owner: system.team };
  const all = [
    one('aws_db_instance', 'main', {
      arn: database,
      id: system.database,
      identifier: system.database,
      engine: 'postgres',
      // Of a public one the database says nothing of what stands before it.
      ...(!system.public && { publicly_accessible: false }),
      tags: owner,
    }),
    one('aws_s3_bucket', 'data', { arn: bucket, id: system.bucket, bucket: system.bucket, tags: owner }),
    ...hosts.map((arn, index) =>
      one('aws_instance', `web_${index}`, {
        arn,
        id: arn.split('/')[1],
        instance_type: 'm6i.large',
        tags: owner,
      }),
    ),
  ];
  const state = {
    version: 4,
    terraform_version: '1.9.8',
    serial: random.whole(10, 400),
    lineage: [8, 4, 4, 4, 12].map((digits) => hex(random, digits)).join('-'),
    outputs: {},
    resources: firstShare(all, reach),
    check_results: null,
  };
  return [
    {
      path: `${system.id}/terraform-${day(at)}.tfstate`,
      text: JSON.stringify(state, null, 2),
      happened: at,
    },
  ];
};
