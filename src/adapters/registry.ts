import type { Adapter } from './adapter.ts';
export const ADAPTERS: readonly Adapter[] = [];
