// Reports in the formats that must be read with constant memory, made up row by row, of any size.

const ACCOUNT = '123456789012';
const DESCRIPTION = 'Ensure that what holds the data of customers is encrypted with a key of the account. ';
const AT = Date.UTC(2026, 0, 5);
const time = (index) => new Date(AT + (index % 86_400) * 1000).toISOString();
const json = (make) => (index) => JSON.stringify(make(index));

/**
 * @typedef {object} Report
 * @property {string} title
 * @property {string} file a name that suits the format
 * @property {string} adapter the id of the adapter that must know it
 * @property {'json' | 'lines' | 'xml' | 'csv'} shape
 * @property {string} head what stands before the rows
 * @property {(index: number) => string} row
 * @property {string} between
 * @property {string} tail
 * @property {readonly string[]} [patterns] what an adapter asks streamJson for
 */

/** @type {readonly Report[]} */
export const REPORTS = [
  {
    title: 'OCSF',
    file: 'prowler.ocsf.json',
    adapter: 'ocsf',
    shape: 'json',
    patterns: ['/*'],
    head: '[',
    row: json((index) => {
      const uid = `arn:aws:ec2:eu-central-1:${ACCOUNT}:instance/i-${String(index % 2_000).padStart(17, '0')}`;
      return {
        message: `Check ${index % 300} on ${uid}`,
        metadata: {
          event_code: `check_${index % 300}`,
          product: { name: 'Prowler', vendor_name: 'Prowler', version: '5.3.0' },
          version: '1.3.0',
        },
        severity_id: 2 + (index % 4),
        severity: ['Low', 'Medium', 'High', 'Critical'][index % 4],
        status: 'New',
        status_code: index % 5 === 0 ? 'FAIL' : 'PASS',
        status_detail: DESCRIPTION,
        activity_id: 1,
        category_uid: 2,
        class_uid: 2003,
        class_name: 'Compliance Finding',
        type_uid: 200301,
        time: AT / 1000,
        time_dt: time(index),
        finding_info: { title: `Check ${index % 300}`, uid: `prowler-${index}`, desc: DESCRIPTION.repeat(2) },
        cloud: { provider: 'aws', region: 'eu-central-1', account: { uid: ACCOUNT, name: 'bench' } },
        resources: [{ uid, name: `i-${index % 2_000}`, type: 'AwsEc2Instance', region: 'eu-central-1' }],
        remediation: { desc: DESCRIPTION, references: ['https://docs.example.com/encryption'] },
      };
    }),
    between: ',',
    tail: ']',
  },
  {
    title: 'SARIF',
    file: 'results.sarif',
    adapter: 'sarif',
    shape: 'json',
    patterns: ['/runs/*/results/*', '/runs/*/tool/driver/name'],
    head: '{"version":"2.1.0","$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[{"tool":{"driver":{"name":"Checkov","version":"3.2.0","rules":[{"id":"CKV_AWS_1","shortDescription":{"text":"Encrypted"}}]}},"invocations":[{"executionSuccessful":true,"endTimeUtc":"2026-01-05T10:00:00Z"}],"results":[',
    row: json((index) => ({
      ruleId: `CKV_AWS_${index % 300}`,
      level: index % 3 ? 'error' : 'note',
      message: { text: DESCRIPTION.repeat(3) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: `infra/modules/${index % 977}/main.tf` },
            region: {
              startLine: 1 + (index % 400),
              snippet: { text: 'resource "aws_s3_bucket" "data" {\n}' },
            },
          },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: `${index.toString(16)}:1` },
      properties: { tags: ['encryption', 'storage', 'cis-3.1'], guideline: DESCRIPTION },
    })),
    between: ',',
    tail: ']}]}',
  },
  {
    title: 'ASFF',
    file: 'securityhub-findings.json',
    adapter: 'asff',
    shape: 'json',
    patterns: ['/Findings/*'],
    head: '{"Findings":[',
    row: json((index) => ({
      SchemaVersion: '2018-10-08',
      Id: `arn:aws:securityhub:eu-west-1:${ACCOUNT}:security-control/S3.${index % 20}/finding/${index}`,
      ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
      ProductName: 'Security Hub',
      GeneratorId: `security-control/S3.${index % 20}`,
      AwsAccountId: ACCOUNT,
      Region: 'eu-west-1',
      Types: ['Software and Configuration Checks/Industry and Regulatory Standards'],
      CreatedAt: time(index),
      UpdatedAt: time(index),
      Severity: { Label: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'][index % 4], Normalized: 40 },
      ProductFields: {
        StandardsControlArn: `arn:aws:securityhub:eu-west-1:${ACCOUNT}:control/aws-foundational-security-best-practices/v/1.0.0/S3.${index % 20}`,
        'aws/securityhub/ProductName': 'Security Hub',
        'aws/securityhub/CompanyName': 'AWS',
      },
      Title: 'S3 general purpose buckets should have block public access settings enabled',
      Description: DESCRIPTION,
      Remediation: { Recommendation: { Text: DESCRIPTION, Url: 'https://docs.example.com/s3' } },
      Resources: [
        {
          Type: 'AwsS3Bucket',
          Id: `arn:aws:s3:::bucket-${index % 5_000}`,
          Partition: 'aws',
          Region: 'eu-west-1',
          Details: { AwsS3Bucket: { Name: `bucket-${index % 5_000}`, OwnerId: 'example' } },
        },
      ],
      Compliance: {
        Status: index % 4 ? 'PASSED' : 'FAILED',
        SecurityControlId: `S3.${index % 20}`,
        RelatedRequirements: ['NIST.800-53.r5 AC-3', 'PCI DSS v3.2.1/1.2.1'],
      },
      Workflow: { Status: 'NEW' },
      RecordState: 'ACTIVE',
    })),
    between: ',',
    tail: ']}',
  },
  {
    title: 'CycloneDX',
    file: 'bom.cdx.json',
    adapter: 'cyclonedx',
    shape: 'json',
    patterns: ['/components/*', '/vulnerabilities/*'],
    head: '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"timestamp":"2026-01-05T10:00:00Z","tools":{"components":[{"type":"application","name":"syft","version":"1.18.0"}]},"component":{"bom-ref":"root","type":"container","name":"registry.example.com/app","version":"1.0"}},"components":[',
    row: json((index) => ({
      'bom-ref': `pkg:npm/package-${index}@1.${index % 30}.0?package-id=${index.toString(16).padStart(16, '0')}`,
      type: 'library',
      name: `package-${index}`,
      version: `1.${index % 30}.0`,
      cpe: `cpe:2.3:a:package-${index}:package-${index}:1.${index % 30}.0:*:*:*:*:*:*:*`,
      purl: `pkg:npm/package-${index}@1.${index % 30}.0`,
      licenses: [{ license: { id: index % 3 ? 'MIT' : 'Apache-2.0' } }],
      hashes: [{ alg: 'SHA-256', content: index.toString(16).padStart(64, '0') }],
      externalReferences: [
        { type: 'distribution', url: `https://registry.example.com/package-${index}.tgz` },
      ],
      properties: [
        { name: 'syft:package:foundBy', value: 'javascript-package-cataloger' },
        { name: 'syft:location:0:path', value: `/app/node_modules/package-${index}/package.json` },
      ],
    })),
    between: ',',
    tail: '],"vulnerabilities":[{"id":"CVE-2026-1111","ratings":[{"severity":"high"}],"affects":[{"ref":"pkg:npm/package-1@1.1.0?package-id=0000000000000001"}]}]}',
  },
  {
    title: 'JUnit',
    file: 'junit.xml',
    adapter: 'junit',
    shape: 'xml',
    head: '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite name="restore" timestamp="2026-01-05T10:00:00Z">\n',
    row: (index) => {
      const failure = `<failure message="expected ${index} rows" type="AssertionError">expected ${index} rows &lt; 7\n    at org.example.Restore.check(Restore.java:${index % 900})\n    at org.example.Runner.run(Runner.java:17)</failure>`;
      return `  <testcase classname="org.example.restore.Case${index % 50}" name="restores database ${index}" time="0.${index % 999}">${index % 10 ? '' : failure}</testcase>\n`;
    },
    between: '',
    tail: '</testsuite>\n</testsuites>\n',
  },
  {
    title: 'XCCDF',
    file: 'xccdf-results.xml',
    adapter: 'xccdf',
    shape: 'xml',
    head: `<?xml version="1.0" encoding="UTF-8"?>
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_benchmark_X" resolved="1">
  <status>accepted</status>
  <title>Example benchmark</title>
  <Group id="xccdf_org.example_group_a"><title>Group</title>
${Array.from({ length: 300 }, (_, rule) => `    <Rule id="xccdf_org.example_rule_${rule}" selected="true" severity="high"><title>Title of rule ${rule}</title><ident system="http://cyber.mil/cci">CCI-000770</ident></Rule>`).join('\n')}
  </Group>
  <TestResult id="xccdf_org.open-scap_testresult_x" start-time="2026-01-05T04:00:00Z" end-time="2026-01-05T04:01:00Z" version="0.1.70" test-system="cpe:/a:redhat:openscap:1.3.9">
    <title>OSCAP Scan Result</title>
    <target>web-2.example.com</target>
`,
    row: (index) =>
      `    <rule-result idref="xccdf_org.example_rule_${index % 300}" role="full" time="${time(index)}" severity="high" weight="1.000000">
      <result>${index % 5 ? 'pass' : 'fail'}</result>
      <ident system="http://cyber.mil/cci">CCI-000770</ident>
      <check system="http://oval.mitre.org/XMLSchema/oval-definitions-5">
        <check-content-ref name="oval:org.example:def:${index % 300}" href="#oval0"/>
      </check>
    </rule-result>
`,
    between: '',
    tail: '    <score system="urn:xccdf:scoring:default" maximum="100">80</score>\n  </TestResult>\n</Benchmark>\n',
  },
  {
    title: 'FOCUS CSV',
    file: 'focus.csv',
    adapter: 'focus',
    shape: 'csv',
    head: 'BilledCost,EffectiveCost,ListCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,PublisherName,InvoiceIssuerName,RegionId,ResourceId,ResourceName,ResourceType,ServiceCategory,ServiceName,SubAccountId,SubAccountName,Tags\n',
    row: (index) =>
      `${index / 100},${index / 110},${index / 100},999988887777,Example,USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,Usage,AWS,AWS,AWS,eu-west-1,arn:aws:rds:eu-west-1:${ACCOUNT}:db:ledger-${index % 4_000},,,Compute,Amazon Relational Database Service,${ACCOUNT},payments,"{""owner"":""Payments"",""app"":""ledger""}"\n`,
    between: '',
    tail: '',
  },
  {
    title: 'osquery NDJSON',
    file: 'osqueryd.results.ndjson',
    adapter: 'osquery',
    shape: 'lines',
    patterns: ['/*'],
    head: '',
    row: json((index) => ({
      name: 'pack_it_deb_packages',
      hostIdentifier: `web-${index % 500}.example.com`,
      calendarTime: 'Mon Jan  5 10:00:00 2026 UTC',
      unixTime: AT / 1000 + (index % 86_400),
      epoch: 0,
      counter: index % 900,
      numerics: false,
      columns: { name: `package-${index % 1_000}`, version: `1.${index % 30}`, arch: 'amd64' },
      action: index % 7 ? 'added' : 'removed',
    })),
    between: '\n',
    tail: '\n',
  },
];

/**
 * The text of a report, in pieces of about 256 KiB, whole and of at most `size` bytes (all of it is ASCII).
 * @param {Report} report
 * @param {number} size
 */
export function* pieces(report, size) {
  let piece = report.head;
  let left = size - report.tail.length - piece.length;
  for (let index = 0; ; index += 1) {
    const row = index === 0 ? report.row(index) : report.between + report.row(index);
    if (row.length > left) break;
    left -= row.length;
    piece += row;
    if (piece.length < 256 * 1024) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece + report.tail);
}
