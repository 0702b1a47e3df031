export function startPostgres(): Promise<{
  url: string;
  /** @param down how long it stays away, in milliseconds */
  restart: (how: 'fast' | 'immediate', down?: number) => Promise<void>;
  freeze: () => void;
  thaw: () => void;
  stop: () => Promise<void>;
}>;
