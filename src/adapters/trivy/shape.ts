import type { Head } from '../../formats/document.ts';
import { asArray, asNumber, asObject, asString, type Members } from '../../formats/schema.ts';

/** `report`: since version 2 of the schema; `array`: before it; `cluster`: of `trivy k8s`. */
export type Shape = 'report' | 'array' | 'cluster';

/** Lists of a cluster's resources: `--report all`, `--report summary`, and both of older versions. */
export const CLUSTER_LISTS = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'] as const;

/** Which of Trivy's reports a document is; undefined where it is none. */
export function shapeOf({ json }: Head): Shape | undefined {
  if (Array.isArray(json)) return isResult(asObject(asArray(json)[0])) ? 'array' : undefined;
  const root = asObject(json);
  if (!root) return undefined;
  if (asNumber(root.SchemaVersion) === 2 && ('ArtifactName' in root || 'ArtifactType' in root))
    return 'report';
  if (!asString(root.ClusterName)) return undefined;
  const list = CLUSTER_LISTS.find((name) => Array.isArray(root[name]));
  const first = list && asObject(asArray(root[list])[0]);
  return first && 'Kind' in first && 'Name' in first ? 'cluster' : undefined;
}

function isResult(first: Members | undefined): boolean {
  if (!first || !asString(first.Target)) return false;
  const found = asObject(asArray(first.Vulnerabilities)[0]);
  if (found) return 'VulnerabilityID' in found;
  // Nothing was found: `null`, or a list of misconfigurations alone.
  return 'Vulnerabilities' in first || Array.isArray(first.Misconfigurations);
}
