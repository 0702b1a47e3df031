/** What a body says of its steps. */
export interface Steps {
  count: number;
  /** How many of them a machine carries out. */
  automated: number;
  /** First heading, for pages whose front matter has no title. */
  heading?: string;
}

/** What counts as a step, the most telling first. */
const SORTS: readonly RegExp[] = [
  /^ {0,3}\d{1,9}[.)][ \t]/,
  /^ {0,3}[-*+][ \t]+\[[ xX]\][ \t]/,
  /^#{1,6}[ \t]+step\b/i,
  /^ {0,3}[-*+][ \t]/,
];

/** Counts the steps of a body; blocks of code are no steps, but a marked one makes the step it is in automatic. */
export function stepsOf(body: string): Steps {
  const counts = SORTS.map(() => ({ count: 0, automated: new Set<number>() }));
  let fence: string | undefined;
  let heading: string | undefined;
  for (const line of body.split('\n')) {
    const mark = /^\s*(`{3,}|~{3,})([^\n]*)/.exec(line);
    if (fence !== undefined) {
      if (mark?.[1]?.startsWith(fence) && mark[2]?.trim() === '') fence = undefined;
      continue;
    }
    if (mark) {
      fence = mark[1];
      const words = (mark[2] ?? '').toLowerCase().split(/[\s{},=]+/);
      if (!words.slice(1).includes('automated')) continue;
      for (const sort of counts) if (sort.count > 0) sort.automated.add(sort.count);
      continue;
    }
    heading ??= /^#[ \t]+(.{1,200})/.exec(line)?.[1]?.trim();
    for (const [index, sort] of counts.entries()) if (SORTS[index]?.test(line)) sort.count += 1;
  }
  const told = counts.find(({ count }) => count > 0);
  return {
    count: told?.count ?? 0,
    automated: told?.automated.size ?? 0,
    ...(heading && { heading }),
  };
}
