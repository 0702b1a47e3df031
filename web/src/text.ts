import { en } from './words/en.ts';

/** Every string that the dashboard shows of its own. */
export const text = en;
