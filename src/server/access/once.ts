import type { Instant } from '../../records/instant.ts';

/**
 * Lets each id through once within its life, in milliseconds. It remembers no more than `most`: where there are
 * more, whatever was issued before the one that is forgotten is over too, so that nothing serves twice.
 * @returns whether the id, issued then, serves now
 */
export function once(life: number, most = 10_000): (id: string, issued: Instant, now: Instant) => boolean {
  const used = new Map<string, Instant>();
  let over = Number.NEGATIVE_INFINITY;

  return (id, issued, now) => {
    if (issued <= over || issued > now || now - issued >= life || used.has(id)) return false;
    used.set(id, issued);
    for (const [old, when] of used) {
      const late = now - when >= life;
      if (!late && used.size <= most) break;
      used.delete(old);
      if (!late) over = Math.max(over, when);
    }
    return true;
  };
}
