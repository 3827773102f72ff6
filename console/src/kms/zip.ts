/** Packs files without compression. Source: PKWARE's APPNOTE, 4.3. */
export function zip(files: readonly { name: string; content: Uint8Array }[]): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const encoded = new TextEncoder().encode(name);
    // Needs version 2.0; names are UTF-8; stored; the date is 1980-01-01, the first there is.
    const common = [
      u16(20),
      u16(0x0800),
      u16(0),
      u16(0),
      u16(0x21),
      u32(crc32(content)),
      u32(content.length),
      u32(content.length),
    ];
    const local = bytes(u32(0x04034b50), ...common, u16(encoded.length), u16(0), encoded, content);
    entries.push(
      bytes(
        u32(0x02014b50),
        u16(20),
        ...common,
        u16(encoded.length),
        u16(0),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(offset),
        encoded,
      ),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = bytes(...entries);
  const count = u16(files.length);
  const end = bytes(u32(0x06054b50), u16(0), u16(0), count, count, u32(directory.length), u32(offset), u16(0));
  return bytes(...locals, directory, end);
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >>> 8);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24);
}

function bytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function crc32(content: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
}
