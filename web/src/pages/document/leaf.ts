/** What a leaf says of a document; fields that it does not say are undefined. */
export interface LeafFacts {
  name?: string;
  bytes?: number;
  adapter?: string;
  tool?: string;
  origin?: string;
  originName?: string;
  happened?: string;
  learned?: string;
  evidence?: number;
}

/** Reads a leaf, of which nothing is believed beforehand. */
export function readLeaf(leaf: string | null): LeafFacts {
  if (leaf === null) return {};
  let said: unknown;
  try {
    said = JSON.parse(leaf);
  } catch {
    return {};
  }
  if (typeof said !== 'object' || said === null) return {};
  const facts = new Map<string, unknown>(Object.entries(said));
  const words = (name: string) => {
    const value = facts.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const number = (name: string) => {
    const value = facts.get(name);
    return typeof value === 'number' ? value : undefined;
  };
  const day = (name: string) => {
    const value = number(name);
    return value === undefined ? undefined : new Date(value).toISOString();
  };
  return defined({
    name: words('name'),
    bytes: number('bytes'),
    adapter: words('adapter'),
    tool: words('tool'),
    origin: words('origin'),
    originName: words('origin_name'),
    happened: day('happened'),
    learned: day('learned'),
    evidence: number('evidence'),
  });
}

function defined(facts: { [Name in keyof LeafFacts]: LeafFacts[Name] | undefined }): LeafFacts {
  // Only members that are undefined are left out, so that the rest is of the type.
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as LeafFacts;
}
