// The part of yauzl 3 that zip.ts uses; the package brings no types.
declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export interface Entry {
    fileName: string;
    generalPurposeBitFlag: number;
    versionMadeBy: number;
    externalFileAttributes: number;
    compressedSize: number;
    relativeOffsetOfLocalHeader: number;
    canDecodeFileData(): boolean;
  }

  export interface ZipFile {
    entryCount: number;
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
  }

  export interface Options {
    autoClose?: boolean;
    validateEntrySizes?: boolean;
  }

  export class RandomAccessReader {
    _readStreamForRange(start: number, end: number): Readable;
  }

  export function fromBufferPromise(buffer: Buffer, options?: Options): Promise<ZipFile>;
  export function fromRandomAccessReaderPromise(
    reader: RandomAccessReader,
    size: number,
    options?: Options,
  ): Promise<ZipFile>;
}
