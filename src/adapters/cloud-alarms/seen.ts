/** What is counted while a list is read. */
export interface Seen {
  /** Rules that are switched on. */
  rules: number;
  /** Those of them that are known to have been evaluated. */
  evaluated: number;
}
