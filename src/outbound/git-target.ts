import { Refusal } from '../records/refusal.ts';
import type { AllowList } from './address.ts';
import { target } from './target.ts';

/** A git repository, on this machine or elsewhere. */
export type GitTarget =
  | { kind: 'path'; path: string }
  | {
      kind: 'remote';
      protocol: 'https' | 'http' | 'ssh' | 'file';
      address: string;
      host: string;
      port: string;
    };

const SCP = /^[\w.-]{1,100}@([\w.-]{1,253}):[\w./~-]{1,1000}$/;

/**
 * A git repository from its address: `https://…` as any address that is connected to; and a path, `file://`,
 * `ssh://` or `user@host:path` where whoever names it runs this machine.
 * @param own whether it was named by whoever runs this machine: those reach what others may not
 * @throws Refusal `usage`
 */
export function gitTarget(text: string, allow: AllowList, own: boolean): GitTarget {
  if (/^https?:\/\//i.test(text)) {
    const { url, host } = target(text, allow);
    const protocol = url.protocol === 'https:' ? 'https' : 'http';
    return {
      kind: 'remote',
      protocol,
      address: url.href,
      host,
      port: url.port || (protocol === 'https' ? '443' : '80'),
    };
  }
  const scp = SCP.exec(text);
  const form = /^(\/|[A-Za-z]:[\\/])/.test(text) ? 'path' : scp ? 'ssh' : /^(ssh|file):\/\//.exec(text)?.[1];
  if (form === undefined || /[\s\p{Cc}]/u.test(text))
    throw refused('That is no git repository.', 'Write https://git.example.org/audit/log.git.');
  if (!own)
    throw refused(
      'Only repositories at https:// can be named here: others are reached with the rights of this server.',
      'Let whoever runs Assay name it: assay witness add NAME --git PATH',
    );
  if (form === 'path') return { kind: 'path', path: text };
  if (scp) return { kind: 'remote', protocol: 'ssh', address: text, host: scp[1] ?? '', port: '22' };
  if (!URL.canParse(text))
    throw refused('That is no git repository.', 'Write ssh://git@git.example.org/audit/log.git.');
  const url = new URL(text);
  if (form === 'file') return { kind: 'remote', protocol: 'file', address: url.href, host: '', port: '' };
  // ssh would take a host that begins with a dash for one of its options.
  if (!/^\w/.test(url.hostname) || url.password !== '')
    throw refused(
      'That is no repository that ssh can reach.',
      'Write ssh://git@git.example.org/audit/log.git.',
    );
  return { kind: 'remote', protocol: 'ssh', address: url.href, host: url.hostname, port: url.port || '22' };
}

function refused(why: string, next: string): Refusal {
  return new Refusal('usage', why, { field: 'target' }, next);
}
