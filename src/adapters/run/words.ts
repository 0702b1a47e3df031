const HIDDEN = '[hidden]';
/** Characters of a word that are kept: nobody reads on, and none of them may take long to look over. */
const LONGEST = 2_000;

/** Options, variables and headers whose value is a secret by their name. */
const SECRET_NAME =
  /(^|[-_.])(pass(word|wd|phrase)?|secret|token|api-?_?key|access-?_?key|private-?_?key|credentials?|auth(orization)?|pat)($|[-_.])/i;

/** The user and password of an address: `https://user:password@host`. */
const USER = /:\/\/[^\s/@]+@/g;

/** Tokens that say what they are by their beginning: GitHub, GitLab, Slack, AWS key ids, JSON Web Tokens. */
const KNOWN =
  /\b(gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|(AKIA|ASIA)[A-Z0-9]{16}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*)/g;

const HEADER = /\b(authorization|proxy-authorization|cookie|x-api-key|private-token)\s*:\s*\S.*$/is;

/**
 * The words of a command with what looks like a secret's value replaced by `[hidden]`: `--password=x`,
 * `--token x`, `API_KEY=x`, an authorization header, a user and password in an address, a token of a known
 * make. A secret that looks like any other word stays: secrets do not belong on a command line.
 */
export function withoutSecrets(words: readonly string[]): string[] {
  const kept: string[] = [];
  let secretFollows = false;
  for (const given of words) {
    const word = given.slice(0, LONGEST);
    if (secretFollows && !word.startsWith('-')) {
      kept.push(HIDDEN);
      secretFollows = false;
      continue;
    }
    const assigned = /^(-{0,2}[\w.-]+)=(.+)$/s.exec(word);
    const isOption = /^--?[a-z][\w.-]*$/i.test(word);
    secretFollows = isOption && SECRET_NAME.test(word.replace(/^-+/, ''));
    if (assigned && SECRET_NAME.test((assigned[1] ?? '').replace(/^-+/, ''))) {
      kept.push(`${assigned[1]}=${HIDDEN}`);
      continue;
    }
    kept.push(
      word
        .replace(USER, `://${HIDDEN}@`)
        .replace(KNOWN, HIDDEN)
        .replace(HEADER, (_, name: string) => `${name}: ${HIDDEN}`),
    );
  }
  return kept;
}
