/** One rule: who owns the files that a pattern matches. */
export interface Line {
  line: number;
  pattern: string;
  /** Names as they are written: `@user`, `@org/team`, `@@role`, `@@@group` or an e-mail address. */
  owners: readonly string[];
}

/** A line that is no rule, with why. */
export interface Fault {
  line: number;
  why: string;
}

const OWNER = /^(@{1,3}[^\s@,]+|[^\s@,]+@[^\s@,][^\s@,.]*\.[^\s@,]+)$/;
/** `[Section]`, `^[Optional][2] @default` (GitLab, "Code Owners syntax"). */
const SECTION = /^\^?\[([^\]]{1,200})\](?:\[\d{1,3}\])?(?:\s+(.*))?$/;
/** `@@@group @user @user` (Code Owners for Bitbucket). */
const GROUP = /^@@@\S+\s/;
/** `CODEOWNERS.destination_branch_pattern main` (Code Owners for Bitbucket). */
const SETTING = /^CODEOWNERS\.\w+\s/;

/**
 * The rules of a file, in order; the last that matches a path counts. Sources: GitHub, "About code owners";
 * GitLab, "Code Owners syntax and error handling"; Code Owners for Bitbucket.
 */
export function ruleOf(text: string, line: number, defaults: readonly string[]): Line | Fault | undefined {
  const [pattern = '', ...words] = wordsOf(text);
  if (pattern === '' || GROUP.test(`${text.trim()} `) || SETTING.test(text.trim())) return undefined;
  const owners = words.filter((word) => OWNER.test(word));
  if (owners.length < words.length) return { line, why: 'expected owners such as @name, found another word' };
  // A pattern alone says that nobody owns it, but where a section names its owners.
  return { line, pattern, owners: owners.length > 0 ? owners : defaults };
}

/** The owners that a section gives to rules without any; undefined where the line opens no section. */
export function sectionOf(text: string): readonly string[] | undefined {
  const found = SECTION.exec(text.trim());
  if (!found) return undefined;
  const words = wordsOf(found[2] ?? '');
  return words.every((word) => OWNER.test(word)) ? words : undefined;
}

/** Whether a text is nothing but rules of which at least one names an owner. */
export function looksLikeCodeowners(text: string, whole: boolean): boolean {
  const lines = text.split('\n');
  if (!whole) lines.pop();
  let named = 0;
  for (const [index, each] of lines.entries()) {
    if (each.trim() === '' || each.trim().startsWith('#') || sectionOf(each) !== undefined) continue;
    const rule = ruleOf(each, index + 1, []);
    if (rule === undefined) continue;
    if ('why' in rule || !isPattern(rule.pattern)) return false;
    if (rule.owners.length > 0) named += 1;
  }
  return named > 0;
}

/** Words that could be a path; what addresses or settings begin with is none. */
function isPattern(word: string): boolean {
  return /^!?[\w./*\\~-]/.test(word) && !/[@:={}"'<>,;]/.test(word) && !/^\d+$/.test(word);
}

/** Words between white space, which a backslash keeps; what follows ` #` is a remark. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.slice(0, 10_000).matchAll(/(?:\\.|[^\s\\])+/g)) {
    if (word.startsWith('#')) break;
    words.push(word.replaceAll(/\\(.)/g, '$1'));
  }
  return words;
}

/** Whether a pattern matches every file of the repository. */
export function isEverything(pattern: string): boolean {
  return ['*', '**', '/**', '**/*', '/**/*', '/'].includes(pattern);
}
