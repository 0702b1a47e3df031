/**
 * How well a name fits what was typed: the lower the better, undefined where it does not. Letters must come in
 * order; those at the beginning of words count most, and gaps count against it. Case and accents do not matter.
 */
export function misfit(typed: string, name: string): number | undefined {
  const wanted = plain(typed);
  const text = plain(name);
  if (wanted === '') return 0;
  const at = text.indexOf(wanted);
  if (at === 0) return 0;
  if (at > 0) return startsWord(text, at) ? 1 : 2;
  let cost = 3;
  let from = 0;
  for (const letter of wanted) {
    if (letter === ' ') continue;
    const found = text.indexOf(letter, from);
    if (found < 0) return undefined;
    if (!startsWord(text, found)) cost += Math.min(found - from, 5) * 0.2;
    from = found + 1;
  }
  return cost;
}

function plain(text: string): string {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ');
}
