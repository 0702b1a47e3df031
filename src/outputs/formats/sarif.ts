import { fingerprint } from './fingerprint.ts';
import { type Format, findings, sentence } from './format.ts';

/** GitHub shows no more results of a run. */
const MOST = 5_000;
const LEVEL = { 1: 'error', 2: 'warning', 3: 'note', 4: 'note', 5: 'none' } as const;

/** SARIF 2.1.0 for code scanning: one run, the aspects as its rules. */
export const sarif: Format = (card, options) => {
  const all = findings(card, options);
  const shown = all.slice(0, MOST);
  const run = {
    tool: {
      driver: {
        name: 'Assay',
        semanticVersion: options.version,
        rules: options.aspects.map(({ id, number, title, summary }) => ({
          id,
          name: title,
          shortDescription: { text: title },
          fullDescription: { text: summary },
          help: { text: `${summary} See: assay explain SYSTEM ${number}` },
          defaultConfiguration: { level: 'warning' },
          properties: { tags: ['maturity'] },
        })),
      },
    },
    automationDetails: { id: 'assay/' },
    columnKind: 'utf16CodeUnits',
    results: shown.map((finding) => ({
      ruleId: finding.aspect.id,
      ruleIndex: options.aspects.indexOf(finding.aspect),
      level: LEVEL[finding.here.level],
      message: { text: sentence(finding) },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: uriOf(options.path) }, region: { startLine: 1 } },
          logicalLocations: [
            { name: finding.system.name, fullyQualifiedName: finding.system.id, kind: 'module' },
          ],
        },
      ],
      partialFingerprints: { 'assayAspect/v1': fingerprint(finding) },
    })),
    properties: {
      at: card.at,
      known: card.known,
      model: card.model.version,
      notShown: all.length - shown.length,
    },
  };
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

/** A path as the relative URI that SARIF asks for. */
function uriOf(path: string): string {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
}
