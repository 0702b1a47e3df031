/** An address of a repository without user, password, query and fragment: remotes may carry tokens. */
export function withoutUser(address: string): string {
  return address
    .trim()
    .replace(/[?#].*$/s, '')
    .replace(/^([a-z+]+:\/\/)[^/]*@/i, '$1');
}
