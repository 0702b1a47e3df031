import type { Limits } from '../../formats/document.ts';
import type { Instant } from '../../records/instant.ts';
import type { Key } from '../../records/key.ts';
import type { Place, RefusalCode } from '../../records/refusal.ts';
import type { MapText } from './parse.ts';

/** Where the worker finds the bytes: a file that was written or named by us, or the bytes themselves. */
export type Source = { file: string } | { bytes: Uint8Array };

/** To the worker. `more` asks for one further batch: the worker is never more than a few batches ahead. */
export type Asked =
  | {
      type: 'open';
      path: string;
      sha256: string;
      size: number;
      source: Source;
      happened: Instant | undefined;
      limits: Partial<Limits> | undefined;
      map: MapText | undefined;
      whole: Key | undefined;
      digests: boolean;
    }
  | { type: 'more' };

/** From the worker. Readings travel as JSON text: it is cheaper than a structured clone of many objects. */
export type Answered =
  | { type: 'opened'; adapter: { id: string; byHand: boolean } }
  | { type: 'batch'; readings: string; sum: Uint32Array | undefined }
  | { type: 'end' }
  | { type: 'refused'; code: RefusalCode; why: string; place: Place; next: string }
  | { type: 'broken'; message: string };
