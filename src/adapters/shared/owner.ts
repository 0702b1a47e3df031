const NAMES = ['owner', 'team', 'contact', 'maintainer', 'product-owner', 'technical-owner'];

/** Who owns something, as its tags say: the first of the names that people use for it, whatever the case. */
export function ownerOf(tags: Readonly<Record<string, string>> | undefined): string | undefined {
  if (!tags) return undefined;
  const byName = new Map<string, string>();
  for (const [name, value] of Object.entries(tags)) {
    // Providers prefix user-defined tags, e.g. `user:owner` (AWS cost tags) or `user_owner` (its CUR).
    const plain = name
      .toLowerCase()
      .replace(/^user[:_]/, '')
      .replaceAll(/[\s_]/g, '-');
    if (value.trim() !== '' && !byName.has(plain)) byName.set(plain, value.trim());
  }
  for (const name of NAMES) {
    const owner = byName.get(name);
    if (owner !== undefined) return owner;
  }
  return undefined;
}
