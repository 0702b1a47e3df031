import { repositoryKey } from '../../records/key.ts';
import type { Practice, ResourceRef, Result, ResultStatus } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { oneLine } from './one-line.ts';
import { withoutUser } from './remote.ts';

/**
 * A secret that a scanner found. There is no member for the secret, its hash or the text around it, so that
 * none of them can be handed on.
 */
export interface SecretFound {
  /** The tool's name for the kind of secret. */
  readonly rule: string;
  /** What the rule is about, in the rule's own words, which quote nothing. */
  readonly title?: string | undefined;
  readonly file?: string | undefined;
  readonly commit?: string | undefined;
  /** Address of the repository, where the report names it. */
  readonly repository?: string | undefined;
  /** True where the tool tried it and it works. */
  readonly valid?: boolean | undefined;
  /** `fail` where absent; `skipped` where people said that it is none. */
  readonly status?: ResultStatus | undefined;
  /** `high`, and `critical` where it works, unless the tool says otherwise. */
  readonly severity?: Severity | undefined;
  readonly toolSeverity?: string | undefined;
}

/** The one way in which a secret in code becomes a result, whichever tool found it. */
export function secretFinding(found: SecretFound): Result {
  const { file, commit, valid, status = 'fail' } = found;
  const title = found.title ? oneLine(found.title, 200) : undefined;
  const resource = repositoryOf(found.repository);
  return {
    kind: 'result',
    aspect: 'secrets',
    rule: { id: found.rule, ...(title && { title }) },
    status,
    severity: valid ? 'critical' : (found.severity ?? 'high'),
    ...(found.toolSeverity && { toolSeverity: found.toolSeverity }),
    ...(resource && { resource }),
    ...(file && { location: commit ? `${file}@${commit}` : file }),
    message: messageOf(found, title),
  };
}

function messageOf({ rule, valid, status }: SecretFound, title: string | undefined): string {
  if (status === 'skipped') return `People looked at it, and said that it is no secret.`;
  if (valid) return `A secret of the kind ${rule} is in the repository, and it works.`;
  return title ?? `A secret of the kind ${rule} is in the repository.`;
}

/** The repository at an address, which may hold a password: that is left out. */
export function repositoryOf(address: string | undefined): ResourceRef | undefined {
  if (!address) return undefined;
  const bare = withoutUser(address);
  return { type: 'repository', keys: [repositoryKey(bare)], name: bare };
}

/** A scan for secrets that came to its end: the practice, whether it found any or not. */
export function secretScan(found: number, what: 'leak' | 'secret' = 'secret'): Practice {
  return {
    kind: 'practice',
    aspect: 'secrets',
    output: 'test',
    note: `${found === 0 ? 'no' : found} ${what}${found === 1 ? '' : 's'} found`,
  };
}
