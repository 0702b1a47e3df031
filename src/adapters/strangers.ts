import type { Head } from '../formats/document.ts';
import { asArray, asObject, type Members } from '../formats/schema.ts';
import { isHelmTemplate } from './shared/manifests.ts';
import { has } from './shared/products.ts';

/** A format that no adapter reads, of a tool that can write one that is read. */
interface Stranger {
  /** What it is, for people: `a report of Kubescape`. */
  readonly what: string;
  /** What to do instead: the setting of the tool, or the way in that is left. */
  readonly instead: string;
  knows(head: Head): boolean;
}

const MAP =
  'Hand it in with a map of its columns: export it as CSV, and see `assay maps --help`, or import it in the dashboard.';

const ofXml =
  (...locals: readonly string[]) =>
  ({ xml }: Head) =>
    xml !== undefined && locals.includes(xml.local);

/** Whether the document, or the first element of its list, is such an object. */
const ofJson =
  (knows: (first: Members) => boolean) =>
  ({ json }: Head) => {
    const first = asObject(json) ?? asObject(asArray(json)[0]);
    return first !== undefined && knows(first);
  };

const ofColumns =
  (...names: readonly string[]) =>
  ({ columns }: Head) =>
    columns !== undefined && names.every((name) => columns.includes(name));

const STRANGERS: readonly Stranger[] = [
  {
    what: 'a template of Helm',
    instead: 'Render it, and hand in what comes out: `helm template . > manifests.yaml`.',
    knows: isHelmTemplate,
  },
  {
    what: 'a page for people (HTML)',
    instead: 'Have the tool write the same as JSON, SARIF, CycloneDX or JUnit, and hand that in.',
    knows: ({ text, xml }) => xml?.local === 'html' || /^\s*<!doctype html/i.test(text.slice(0, 500)),
  },
  {
    what: 'an XML report of OWASP Dependency-Check',
    instead: 'Have it write JSON: `dependency-check --scan . --format JSON`.',
    knows: ({ xml }) => xml?.local === 'analysis' && /dependency-check/i.test(xml.namespace),
  },
  {
    what: 'a report of Kubescape',
    instead: 'Have it write SARIF: `kubescape scan --format sarif --output kubescape.sarif`.',
    knows: ofJson((first) => has(first, 'summaryDetails', 'results') && 'clusterName' in first),
  },
  {
    what: 'a test report of .NET (TRX)',
    instead:
      'Have it write JUnit: add the package JunitXml.TestLogger, and run `dotnet test --logger "junit;LogFilePath=junit.xml"`.',
    knows: ofXml('TestRun'),
  },
  {
    what: 'a test report of NUnit',
    instead:
      'Have it write JUnit: `--result "junit.xml;transform=nunit3-junit.xslt"`, or the package JunitXml.TestLogger.',
    knows: ofXml('test-run', 'test-results'),
  },
  {
    what: 'a test report of xUnit.net',
    instead: 'Have it write JUnit: `-junit junit.xml`, or the package JunitXml.TestLogger.',
    knows: ofXml('assemblies'),
  },
  {
    what: 'a result of Allure',
    instead: 'Hand in the JUnit report that the test runner itself writes beside it.',
    knows: ofJson((first) => has(first, 'uuid', 'status', 'start', 'stop')),
  },
  {
    what: 'a report of the test anything protocol (TAP)',
    instead: 'Turn it into JUnit, for example with `npx tap-junit < report.tap > junit.xml`.',
    knows: ({ text }) => /^(TAP version \d+|1\.\.\d+)\r?\n/.test(text),
  },
  {
    what: 'a report of how much code tests cover',
    instead: 'It is no evidence of an aspect. Hand in the JUnit report of the same run.',
    knows: (head) =>
      ofXml('coverage')(head) ||
      (head.xml?.local === 'report' && /<(sessioninfo|counter|package)\b/.test(head.text)) ||
      /^(TN:.*\r?\n)?SF:/.test(head.text),
  },
  {
    what: 'an XML report of Burp Suite',
    instead: MAP,
    knows: (head) => ofXml('issues')(head) && /burpVersion=/.test(head.text.slice(0, 20_000)),
  },
  {
    what: 'a port scan of Nmap',
    instead:
      'It names no weaknesses. Hand in the report of a vulnerability scanner, such as OpenVAS or Nessus.',
    knows: ofXml('nmaprun'),
  },
  {
    what: 'a CSV export of Nessus',
    instead: 'Export the scan as `.nessus`, which says more.',
    knows: ofColumns('Plugin ID', 'Risk', 'Host'),
  },
  { what: 'a CSV export of Qualys', instead: MAP, knows: ofColumns('QID', 'Title', 'Severity') },
  {
    what: 'a report of SpotBugs',
    instead:
      'Have it write SARIF: `spotbugs -sarif=spotbugs.sarif`, or in Maven `<sarifOutput>true</sarifOutput>`.',
    knows: ofXml('BugCollection'),
  },
  {
    what: 'a report of PMD',
    instead: 'Have it write SARIF: `pmd check --format sarif --report-file pmd.sarif`.',
    knows: ofXml('pmd', 'pmd-cpd'),
  },
  {
    what: 'a report in the format of Checkstyle',
    instead: 'Have the tool write SARIF, for example `checkstyle -f sarif -o checkstyle.sarif`.',
    knows: ofXml('checkstyle'),
  },
  {
    what: 'a report of Checkmarx',
    instead: 'Export the results as SARIF: `cx results show --report-format sarif`.',
    knows: ofXml('CxXMLResults'),
  },
  { what: 'a report of Veracode', instead: MAP, knows: ofXml('detailedreport', 'summaryreport') },
  {
    what: 'a report of golangci-lint',
    instead: 'Have it write SARIF: `golangci-lint run --output.sarif.path=golangci.sarif`.',
    knows: ofJson((first) => has(first, 'Issues', 'Report')),
  },
  {
    what: 'a report of govulncheck',
    instead: 'Have it write SARIF: `govulncheck -format sarif ./... > govulncheck.sarif`.',
    knows: ofJson((first) => asObject(first.config)?.scanner_name === 'govulncheck'),
  },
  {
    what: 'a report of Ruff',
    instead: 'Have it write SARIF: `ruff check --output-format sarif --output-file ruff.sarif`.',
    knows: ofJson((first) => has(first, 'code', 'filename', 'noqa_row')),
  },
  {
    what: 'a report of Brakeman',
    instead: 'Have it write SARIF: `brakeman --format sarif --output brakeman.sarif`.',
    knows: ofJson((first) => asObject(first.scan_info)?.brakeman_version !== undefined),
  },
  {
    what: 'a report of Terrascan',
    instead: 'Have it write SARIF: `terrascan scan --output sarif > terrascan.sarif`.',
    knows: ofJson((first) => {
      const results = asObject(first.results);
      return results !== undefined && has(results, 'violations', 'scan_summary');
    }),
  },
  {
    what: 'a list of GitHub code scanning alerts',
    instead:
      'Fetch the analysis itself, as SARIF: `gh api repos/OWNER/REPOSITORY/code-scanning/analyses/ID -H "Accept: application/sarif+json"`.',
    knows: ofJson((first) => has(first, 'number', 'most_recent_instance', 'rule', 'tool')),
  },
  {
    what: 'a report of Polaris',
    instead: 'Check the same manifests with Checkov, KICS or Kubescape, whose reports are read.',
    knows: ofJson((first) => has(first, 'PolarisOutputVersion')),
  },
];

/**
 * What a document is that no adapter knows, and what its tool can write instead; undefined where nobody knows it.
 */
export function strangerOf(head: Head): Pick<Stranger, 'what' | 'instead'> | undefined {
  return STRANGERS.find(({ knows }) => knows(head));
}
