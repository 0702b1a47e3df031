import { expect, test } from 'vitest';
import { memoryDocument } from '../formats/open.ts';
import { detect } from './detect.ts';
import { ADAPTERS } from './registry.ts';
import { strangerOf } from './strangers.ts';

/** What the tool writes, as short as it can be. */
const SEEN: [what: string, name: string, text: string, instead: RegExp][] = [
  [
    'Helm',
    'service.yaml',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  type: ClusterIP\n',
    /helm template/,
  ],
  ['HTML', 'report.html', '<!DOCTYPE html><html><body>x</body></html>', /SARIF/],
  [
    'Dependency-Check',
    'dependency-check-report.xml',
    '<analysis xmlns="https://jeremylong.github.io/DependencyCheck/dependency-check.4.0.xsd"><scanInfo/></analysis>',
    /--format JSON/,
  ],
  [
    'Kubescape',
    'results.json',
    '{"clusterName":"","generationTime":"2026-11-10T10:00:00Z","summaryDetails":{},"resources":[],"results":[]}',
    /kubescape scan --format sarif/,
  ],
  [
    'TRX',
    'a.trx',
    '<TestRun id="1" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"/>',
    /junit/,
  ],
  ['NUnit', 'TestResult.xml', '<test-run id="2" testcasecount="1"><test-suite/></test-run>', /nunit3-junit/],
  ['xUnit.net', 'xunit.xml', '<assemblies timestamp="1"><assembly/></assemblies>', /-junit/],
  ['Allure', 'a-result.json', '{"uuid":"a","name":"t","status":"passed","start":1,"stop":2}', /JUnit/],
  ['TAP', 'report.tap', 'TAP version 13\n1..1\nok 1 - a\n', /tap-junit/],
  ['cover', 'cobertura.xml', '<coverage line-rate="0.9"><packages/></coverage>', /JUnit/],
  ['cover', 'jacoco.xml', '<report name="a"><sessioninfo id="1" start="1" dump="2"/></report>', /JUnit/],
  ['cover', 'lcov.info', 'TN:\nSF:src/a.js\nDA:1,1\nend_of_record\n', /JUnit/],
  ['Burp', 'burp.xml', '<issues burpVersion="2026.1" exportTime="x"><issue/></issues>', /assay maps/],
  ['Nmap', 'nmap.xml', '<nmaprun scanner="nmap"><host/></nmaprun>', /OpenVAS/],
  ['Nessus', 'scan.csv', 'Plugin ID,CVE,CVSS,Risk,Host,Protocol,Port,Name\n1,,,High,a,tcp,1,x\n', /\.nessus/],
  ['Qualys', 'scan.csv', '"IP","DNS","QID","Title","Type","Severity"\n"1","a","2","b","Vuln","3"\n', /maps/],
  ['SpotBugs', 'spotbugs.xml', '<BugCollection version="4.8"><BugInstance/></BugCollection>', /sarif/],
  ['PMD', 'pmd.xml', '<pmd xmlns="http://pmd.sourceforge.net/report/2.0.0" version="7.0"/>', /sarif/],
  ['Checkstyle', 'checkstyle.xml', '<checkstyle version="10"><file name="a"/></checkstyle>', /sarif/],
  ['Checkmarx', 'cx.xml', '<CxXMLResults><Query/></CxXMLResults>', /sarif/],
  ['Veracode', 'v.xml', '<detailedreport app_name="a"/>', /maps/],
  ['golangci-lint', 'lint.json', '{"Issues":[],"Report":{"Linters":[]}}', /sarif/],
  ['govulncheck', 'v.json', '{"config":{"protocol_version":"v1.0.0","scanner_name":"govulncheck"}}', /sarif/],
  ['Ruff', 'ruff.json', '[{"code":"F401","filename":"a.py","message":"m","noqa_row":1}]', /sarif/],
  ['Brakeman', 'b.json', '{"scan_info":{"brakeman_version":"6.0"},"warnings":[]}', /sarif/],
  ['Terrascan', 't.json', '{"results":{"violations":[],"scan_summary":{}}}', /sarif/],
  [
    'code scanning',
    'alerts.json',
    '[{"number":1,"state":"open","rule":{"id":"a"},"tool":{"name":"CodeQL"},"most_recent_instance":{}}]',
    /application\/sarif\+json/,
  ],
  ['Polaris', 'p.json', '{"PolarisOutputVersion":"1.0","Results":[]}', /Checkov/],
];

test.each(SEEN)('%s is named with what to do instead', async (what, name, text, instead) => {
  const { head } = await memoryDocument(name, text);
  expect(detect(head, ADAPTERS)?.adapter.id, 'no adapter knows it').toBeUndefined();
  const stranger = strangerOf(head);
  expect(stranger?.what).toContain(what);
  expect(stranger?.instead).toMatch(instead);
});

test('what nobody knows is no stranger of ours', async () => {
  const { head } = await memoryDocument('notes.json', '{"hello":["world"]}');
  expect(strangerOf(head)).toBeUndefined();
});
