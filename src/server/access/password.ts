import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../../records/refusal.ts';
import { isCommon, nameIn } from './guessable.ts';

/** Argon2id as OWASP's password storage cheat sheet asks for at least: 19 MiB, 2 passes, 1 lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** NIST SP 800-63B-4, 3.1.1: at least 15 characters where a password stands alone, and room for 64 and more. */
const LEAST = 15;
const MOST = 256;

/** Of nobody's password: what is compared where there is no such person, so that the time tells nothing. */
let nobody: Promise<string> | undefined;

/** Names that say too much about a password: of the product, of organizations, and the name in an e-mail. */
export function namesAbout(email: string | undefined, organizations: readonly { name: string }[]): string[] {
  return ['Assay', ...organizations.map(({ name }) => name), email?.split('@')[0] ?? ''];
}

/**
 * The hash to keep of a password.
 * @param names that it must not hold
 * @throws Refusal `usage` where it is too short or too long, or easy to guess
 */
export async function passwordHash(password: string, names: readonly string[] = []): Promise<string> {
  const length = [...password].length;
  if (length < LEAST || length > MOST) {
    throw new Refusal(
      'usage',
      `A password has ${LEAST} to ${MOST} characters; this one has ${length}.`,
      { field: 'password' },
      'Take a sentence, or let a password manager make one.',
    );
  }
  const name = nameIn(password, names);
  if (name !== undefined) throw guessable(`holds the name "${name}", which whoever guesses tries first`);
  if (isCommon(password)) throw guessable('is made of what very many people take');
  return hash(password.normalize('NFKC'), OPTIONS);
}

/** Whether the password is the one that was kept; as slow where none was. */
export async function passwordMatches(kept: string | undefined, password: string): Promise<boolean> {
  nobody ??= hash('nobody has this password', OPTIONS);
  const right = await verify(kept ?? (await nobody), password.slice(0, 4 * MOST).normalize('NFKC'));
  return right && kept !== undefined;
}

function guessable(why: string): Refusal {
  return new Refusal(
    'usage',
    `This password ${why}.`,
    { field: 'password' },
    'Take a sentence of your own, or let a password manager make one.',
  );
}
