import { deflateRawSync } from 'node:zlib';

/** A member of a zip or tar archive to be made, sound unless it says otherwise. */
export interface Made {
  name: string;
  body?: Uint8Array | string;
  /** Unix mode with its file type, e.g. 0o120777 for a symbolic link. */
  mode?: number;
  flags?: number;
  stored?: boolean;
  /** Bytes that it says it has. */
  declared?: number;
  /** Shares the data of the first member. */
  overlaps?: boolean;
  /** tar: type flag. */
  type?: string;
}

const CRC = new Uint32Array(256).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A zip archive (APPNOTE 4.3). */
export function zipOf(members: readonly Made[]): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const made of members) {
    const name = Buffer.from(made.name);
    const body = Buffer.from(made.body ?? 'body');
    const data = made.stored ? body : deflateRawSync(body);
    const start = made.overlaps ? 0 : offset;
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    const fields = Buffer.alloc(22);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE((made.flags ?? 0) | 0x800, 2);
    fields.writeUInt16LE(made.stored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(body), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(made.declared ?? body.length, 18);
    fields.copy(header, 4);
    header.writeUInt16LE(name.length, 26);
    if (!made.overlaps) {
      parts.push(header, name, data);
      offset += header.length + name.length + data.length;
    }
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE((3 << 8) | 20, 4);
    fields.copy(entry, 6);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(((made.mode ?? 0o100644) << 16) >>> 0, 38);
    entry.writeUInt32LE(start, 42);
    central.push(entry, name);
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length & 0xffff, 8);
  end.writeUInt16LE(members.length & 0xffff, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

/** A tar archive (POSIX ustar). */
export function tarOf(members: readonly Made[]): Buffer {
  const parts: Buffer[] = [];
  for (const made of members) {
    const body = Buffer.from(made.body ?? 'body');
    const header = Buffer.alloc(512);
    header.write(made.name, 0, 100);
    header.write('0000644\0', 100);
    header.write(`${(made.declared ?? body.length).toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write(made.type ?? '0', 156);
    header.write('ustar\x0000', 257, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    parts.push(header, body, Buffer.alloc((512 - (body.length % 512)) % 512));
  }
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
