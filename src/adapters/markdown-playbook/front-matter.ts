/** The two parts of a page. */
export interface Page {
  /** YAML between the two lines of dashes. */
  matter: string;
  body: string;
}

/** The front matter of a text, where it begins with one that ends (in what is there of it). */
export function frontMatter(text: string): Page | undefined {
  const begin = /^---[ \t]*\r?\n/.exec(text);
  if (!begin) return undefined;
  const rest = text.slice(begin[0].length);
  const end = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m.exec(rest);
  if (!end) return undefined;
  return { matter: rest.slice(0, end.index), body: rest.slice(end.index + end[0].length) };
}
