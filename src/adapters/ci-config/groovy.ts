/** A word, a text in any of Groovy's quotes, or a single sign; line ends are signs. */
export interface Token {
  kind: 'word' | 'text' | 'sign';
  value: string;
}

const WORD = /[\p{L}_$][\p{L}\p{N}_$.]*/uy;

/** Tokens of Groovy, as far as a reader of Jenkinsfiles needs them: comments are left out. Never throws. */
export function* groovyTokens(source: string): Generator<Token> {
  let at = 0;
  while (at < source.length) {
    const two = source.slice(at, at + 2);
    if (two === '//' || (two === '#!' && at === 0)) {
      at = orEnd(source, source.indexOf('\n', at));
      continue;
    }
    if (two === '/*') {
      const end = source.indexOf('*/', at + 2);
      at = end < 0 ? source.length : end + 2;
      continue;
    }
    const sign = source.charAt(at);
    if (sign === '"' || sign === "'") {
      const { value, end } = quoted(source, at, sign);
      yield { kind: 'text', value };
      at = end;
      continue;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(source)?.[0];
    if (word) {
      yield { kind: 'word', value: word };
      at += word.length;
      continue;
    }
    if (sign === '\n' || /\S/.test(sign)) yield { kind: 'sign', value: sign };
    at += 1;
  }
}

function quoted(source: string, from: number, quote: string): { value: string; end: number } {
  const triple = quote.repeat(3);
  const close = source.startsWith(triple, from) ? triple : quote;
  let end = from + close.length;
  while (end < source.length && !source.startsWith(close, end)) {
    // A text in single quotes ends with its line, whether it was closed or not.
    if (close === quote && source[end] === '\n') break;
    end += source[end] === '\\' ? 2 : 1;
  }
  return { value: source.slice(from + close.length, end), end: Math.min(end + close.length, source.length) };
}

function orEnd(source: string, at: number): number {
  return at < 0 ? source.length : at;
}
