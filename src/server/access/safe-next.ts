/** Longest path that is worth going back to. */
const LONGEST = 2_000;
/** What RFC 3986 lets stand in a path, a query and a fragment: no backslash, blank, control or other script. */
const URL_TEXT = /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/;

/**
 * Where to go after a sign-in: the page of this server that was asked for, or `/` where that is anything else, so
 * that no link to a sign-in leads to another site, nor to a part of the API.
 */
export function safeNext(next: string | undefined): string {
  if (next === undefined || next.length > LONGEST || !URL_TEXT.test(next)) return '/';
  const [path = ''] = next.split(/[?#]/, 1);
  const [root, ...segments] = path.split('/');
  if (root !== '' || segments.length === 0 || !segments.every(isPlain)) return '/';
  // The last segment may be empty: /systems/. An empty one before it would be read as another host's name.
  if (segments.slice(0, -1).includes('') || segments[0]?.toLowerCase() === 'api') return '/';
  return next;
}

/** Whether a segment means the same to everyone who reads it, decoded once or twice or not at all. */
function isPlain(segment: string): boolean {
  let text = segment;
  for (let round = 0; round < 3; round += 1) {
    if (text === '.' || text === '..' || /[/\\\p{Cc}]/u.test(text)) return false;
    const before = text;
    try {
      text = decodeURIComponent(text);
    } catch {
      // A bare % in what was decoded before is only a percent sign; in what was sent it is no address at all.
      return round > 0;
    }
    if (text === before) return true;
  }
  return false;
}
