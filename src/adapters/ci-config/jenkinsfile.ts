import { groovyTokens, type Token } from './groovy.ts';
import type { Pipeline, Step } from './pipeline.ts';

export const JENKINSFILE = 'Jenkins pipeline';
const PATH = /(^|\/)(Jenkinsfile([._-][^/]*)?|[^/]+\.jenkinsfile)$/i;

const SHELLS = new Set(['sh', 'bat', 'powershell', 'pwsh']);
/** Structure of a pipeline and words of the language: no steps (Jenkins Handbook, "Pipeline Syntax"). */
const NO_STEPS = new Set(
  `agent always and any assert aborted branch catch changed class cleanup cron def disableConcurrentBuilds
  docker dockerfile else environment expression failure final finally fixed for if import input kubernetes
  label library matrix new node none not notBuilt options parallel parameters pipeline post pollSCM public
  private return script stage stages static steps string success switch throw tools triggers try unstable
  unsuccessful upstream void when while booleanParam choice buildDiscarder timestamps timeout axes axis
  properties pipelineTriggers image args filename customWorkspace jdk maven gradle name values defaultValue
  description`.split(/\s+/),
);

/** Whether a path is where Jenkinsfiles are kept. */
export function isJenkinsfilePath(path: string): boolean {
  return PATH.test(path);
}

/** Whether a text is a declarative or a scripted pipeline. */
export function isJenkinsfile(text: string): boolean {
  if (/^[ \t]*pipeline\s*\{/m.test(text)) return /\b(agent|stages)\b/.test(text) && /\bstage\s*\(/.test(text);
  return (
    /^[ \t]*node\s*(?:\([^)\r\n\u2028\u2029]*\)\s*)?\{/m.test(text) && /\bstage\s*(?:\(\s*)?['"]/.test(text)
  );
}

/** What a Jenkinsfile declares. A call of a shared library is one step, whatever the library does. */
export function readJenkinsfile(text: string, name: string): Pipeline {
  const tokens = [...groovyTokens(text)];
  const steps: Step[] = [];
  const schedules: string[] = [];
  const images: string[] = [];
  let stages = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word') continue;
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    if (token.value === 'stage') stages += 1;
    if (token.value === 'cron') schedules.push(...textsIn(tokens, at).slice(0, 1).flatMap(lines));
    if (token.value === 'image' || token.value === 'docker.image')
      images.push(...textsIn(tokens, at).slice(0, 1));
    if (SHELLS.has(token.value)) {
      // `sh:` would be a name in a map, `def sh` a name of one's own.
      if (after?.value === ':' || before?.value === 'def') continue;
      steps.push({ shell: scriptIn(tokens, at) });
    } else if (isStep(token, before, after)) {
      steps.push({ uses: token.value });
    }
  }
  return { name, jobs: Math.max(1, stages), steps, schedules, images };
}

/** A word that begins a statement and is followed by what it is given. */
function isStep(token: Token, before: Token | undefined, after: Token | undefined): boolean {
  const begins = before === undefined || (before.kind === 'sign' && /^[\n{};]$/.test(before.value));
  if (!begins || NO_STEPS.has(token.value)) return false;
  if (after?.kind === 'text' || after?.kind === 'word') return true;
  return after?.value === '(' || after?.value === '{' || after?.value === '[';
}

/** The script that a shell step is given: the argument `script`, or the only one. */
function scriptIn(tokens: readonly Token[], from: number): string {
  const given = argumentsOf(tokens, from);
  const named = given.findIndex((token, at) => token.value === 'script' && given[at + 1]?.value === ':');
  const rest = named < 0 ? given : given.slice(named + 2);
  return rest.find((token) => token.kind === 'text')?.value ?? '';
}

function textsIn(tokens: readonly Token[], from: number): string[] {
  return argumentsOf(tokens, from).flatMap((token) => (token.kind === 'text' ? [token.value] : []));
}

/** Tokens up to the end of a call: its closing bracket, or the end of the line where it has none. */
function argumentsOf(tokens: readonly Token[], from: number): Token[] {
  const given: Token[] = [];
  let depth = 0;
  for (const token of tokens.slice(from + 1, from + 200)) {
    if (token.kind === 'sign' && /^[([{]$/.test(token.value)) depth += 1;
    if (token.kind === 'sign' && /^[)\]}]$/.test(token.value)) depth -= 1;
    if (depth < 0 || (depth === 0 && token.value === '\n')) break;
    given.push(token);
    if (depth === 0 && token.value === ')') break;
  }
  return given;
}

/** A cron text may have several lines, and comments. */
function lines(text: string): string[] {
  return text
    .split(/\\n|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
