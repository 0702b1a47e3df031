/** As the databases hold them: instants are integers, booleans 0 or 1, structures JSON text. */
export type Flag = 0 | 1;
export type Maybe<T> = T | null;
