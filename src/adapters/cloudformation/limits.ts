import type { ResourceRef, Result } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';

/** What the model's advice warns of: the number of resources at which people met CloudFormation's limit first. */
const SMALL = 200;
/** Quotas that no account manager raises (AWS CloudFormation user guide, "Understand CloudFormation quotas"). */
const QUOTAS = [
  ['Resources', 500],
  ['Parameters', 200],
  ['Outputs', 200],
  ['Mappings', 200],
] as const;
/** From this share on a quota is near. */
const NEAR = 0.9;

/** What is counted. */
export interface Counts {
  readonly Resources: number;
  readonly Parameters?: number;
  readonly Outputs?: number;
  readonly Mappings?: number;
}

/**
 * Whether a template or stack is near CloudFormation's quotas, and whether it is small as the model advises.
 * @param declared read from a template, which may not be deployed
 */
export function limitResults(counts: Counts, resource: ResourceRef | undefined, declared: boolean): Result[] {
  const results: Result[] = [];
  for (const [name, quota] of QUOTAS) {
    const count = counts[name];
    if (count === undefined || (count === 0 && name !== 'Resources')) continue;
    const near = count >= quota * NEAR;
    results.push(
      checkResult({
        id: `cloudformation-quota-${name.toLowerCase()}`,
        title: `A stack has fewer ${name.toLowerCase()} than CloudFormation allows`,
        status: near ? 'fail' : 'pass',
        usual: count >= quota ? 'high' : 'medium',
        aspect: 'deploy',
        resource,
        declared,
        message: `${count} of ${quota} ${name.toLowerCase()}`,
      }),
    );
  }
  results.push(
    checkResult({
      id: 'cloudformation-stack-size',
      title: `A stack has at most ${SMALL} resources`,
      status: counts.Resources > SMALL ? 'fail' : 'pass',
      usual: 'low',
      aspect: 'deploy',
      resource,
      declared,
      message: `${counts.Resources} resources; larger projects are better kept in Terraform`,
    }),
  );
  return results;
}
