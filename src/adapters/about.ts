/** One way to get a document that an adapter reads. */
export interface Export {
  /** Tools of the model (ids of solutions) that this way is for; empty where it is for any tool. */
  readonly tools: readonly string[];
  /** One sentence: where the file comes from, or which setting writes it. */
  readonly how: string;
  /** Exactly what to type or set; what the reader has to replace is in CAPITALS. */
  readonly code?: string;
  /** What `code` is written in; `sh` where absent. */
  readonly language?: 'sh' | 'yaml' | 'json' | 'ini' | 'sql' | 'groovy' | 'hcl' | 'xml' | 'text';
}

/** What people need to know of a format: its page, `docs/adapters.md` and the catalogue are written from it. */
export interface About {
  /** One line, without a full stop: which documents it reads, with their versions where these matter. */
  readonly reads: string;
  readonly exports: readonly Export[];
  /** Sentences: what a document of this format shows. */
  readonly proves: readonly string[];
  /** Sentences: what it does not show, and what would. */
  readonly limits: readonly string[];
}
