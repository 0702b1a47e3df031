/** Why something was refused; stable, so that scripts and pages can tell refusals apart. */
export type RefusalCode =
  | 'too-large' // over a size, depth, count or ratio limit
  | 'truncated' // ends in the middle
  | 'malformed' // breaks its own syntax
  | 'encoding' // not UTF-8 or UTF-16, or holds NUL
  | 'doctype' // XML with a DOCTYPE
  | 'pointer' // a git-lfs or git-annex pointer instead of the file
  | 'empty' // nothing in it: an empty upload proves nothing
  | 'unrecognised' // no adapter knows it
  | 'invalid' // an adapter knows it, but it breaks the format's own rules
  | 'undated' // neither the file nor the caller says when it happened
  | 'ahead' // dated after the moment at which it came in
  | 'unattributed' // neither the file nor the caller says which system it speaks of
  | 'signature' // not signed, or not by whoever knows the secret
  | 'unauthenticated' // nobody is signed in, or what was sent to prove it does not
  | 'forbidden' // signed in, and not allowed
  | 'reauthenticate' // signed in too long ago for what was asked: prove it again
  | 'stale' // it was changed in the meantime
  | 'unreachable' // another machine does not answer
  | 'busy' // too much at once: try again later
  | 'proof' // a proof of the log does not hold: what it speaks of was changed
  | 'usage' // the caller asked for something that cannot be
  | 'not-found'
  | 'conflict'
  | 'model' // a model folder that does not hold together
  | 'store';

/** Where in a document something is: the most exact of these that is known. */
export interface Place {
  /** File name or path as the caller gave it. */
  file?: string;
  /** Bytes from the start of the decoded text. */
  byte?: number;
  /** First line is 1. */
  line?: number;
  /** JSON Pointer (RFC 6901), XML element path, or column name. */
  field?: string;
}

/**
 * Input was refused: what happened, where, why, and what to do next. The one error type that users see;
 * everything else that is thrown is a defect of ours.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly place: Place;
  /** One sentence: what to do next. Empty only where there is nothing to do. */
  readonly next: string;

  constructor(code: RefusalCode, why: string, place: Place = {}, next = '') {
    super(why);
    this.name = 'Refusal';
    this.code = code;
    this.place = place;
    this.next = next;
  }

  /** The same refusal with more of its place known (an inner place wins). */
  at(place: Place): Refusal {
    return new Refusal(this.code, this.message, { ...place, ...this.place }, this.next);
  }

  /** One line for a terminal: `report.json, byte 512, /runs/0: why. next`. */
  line(): string {
    const where = placeText(this.place);
    return [where ? `${where}: ${this.message}` : this.message, this.next].filter(Boolean).join(' ');
  }
}

/** A place as text: `report.json, line 3, /runs/0`; empty when nothing is known. */
export function placeText(place: Place): string {
  const parts: string[] = [];
  if (place.file) parts.push(place.file);
  if (place.line !== undefined) parts.push(`line ${place.line}`);
  if (place.byte !== undefined) parts.push(`byte ${place.byte}`);
  if (place.field) parts.push(place.field);
  return parts.join(', ');
}
