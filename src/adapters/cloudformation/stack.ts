import { asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { accountOfArn, parseArn } from '../shared/arn.ts';
import { awsInstant, awsTags } from '../shared/aws-answer.ts';
import { oneLine } from '../shared/one-line.ts';
import { ownerOf } from '../shared/owner.ts';
import { stackDrift } from './drift.ts';
import { stackRef } from './keys.ts';

/** Finished well; what is cleaned up afterwards changes nothing any more. */
const DEPLOYED = /^(CREATE|UPDATE|IMPORT)_COMPLETE(_CLEANUP_IN_PROGRESS)?$/;
const FAILED = /FAILED$|ROLLBACK_COMPLETE(_CLEANUP_IN_PROGRESS)?$/;

/** A stack that was deployed is a practice at its last change; one that failed or was rolled back is an event. */
export function* stackReadings(item: Members, pointer: string): Generator<Reading> {
  const id = asString(item.StackId);
  const name = asString(item.StackName);
  const status = asString(item.StackStatus) ?? '';
  if (!id && !name) {
    yield { kind: 'problem', where: pointer, why: 'Expected a stack with a StackId or StackName.' };
    return;
  }
  if (status === 'DELETE_COMPLETE') return;
  const ref = stackRef(id ?? name ?? '', name);
  const account = accountOfArn(id);
  const region = id === undefined ? undefined : parseArn(id)?.region;
  const tags = awsTags(item.Tags);
  const owner = ownerOf(tags);
  const at = awsInstant(item.LastUpdatedTime) ?? awsInstant(item.CreationTime);
  const when = at !== undefined && { at };
  yield {
    kind: 'resource',
    ...ref,
    ...(account && { account }),
    ...(region && { region }),
    ...(owner && { owner }),
    ...(tags && { tags }),
    reaches: ['deploy'],
    ...when,
  };
  const shown = oneLine(name ?? 'without a name', 100);
  if (DEPLOYED.test(status)) {
    yield {
      kind: 'practice',
      aspect: 'deploy',
      output: 'test',
      subject: ref,
      ...when,
      note: `deployed stack ${shown}`,
    };
  } else if (FAILED.test(status)) {
    const title = `Stack ${shown}: ${status.toLowerCase().replaceAll('_', ' ')}`;
    yield { kind: 'event', type: 'failed-run', aspect: 'deploy', title, resource: ref, ...when };
  }
  const drift = asObject(item.DriftInformation);
  yield* stackDrift(asString(drift?.StackDriftStatus), id ?? name, awsInstant(drift?.LastCheckTimestamp));
}
