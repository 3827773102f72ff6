import { type Bytes, toText } from "./encodings";

/** The bytes are not in the form that they should have. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

/** Reads big-endian numbers and pieces from bytes, in order. Every read past the end is refused. */
export class Reader {
  private readonly view: DataView;

  constructor(
    readonly bytes: Bytes,
    public at = 0,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  take(length: number): Bytes {
    const from = this.step(length);
    return this.bytes.subarray(from, this.at);
  }

  uint8(): number {
    return this.view.getUint8(this.step(1));
  }

  uint16(): number {
    return this.view.getUint16(this.step(2));
  }

  uint32(): number {
    return this.view.getUint32(this.step(4));
  }

  uint64(): bigint {
    return this.view.getBigUint64(this.step(8));
  }

  /** A piece of which the first two bytes are the length. */
  counted(): Bytes {
    return this.take(this.uint16());
  }

  text(): string {
    const text = toText(this.counted());
    if (text === null) {
      throw new Malformed("A text of the message is not UTF-8.");
    }
    return text;
  }

  private step(length: number): number {
    if (length > this.left) {
      throw new Malformed("The message ends too early.");
    }
    const from = this.at;
    this.at += length;
    return from;
  }
}

export function uint16(value: number): Bytes {
  return new Uint8Array([value >>> 8, value]);
}

export function uint32(value: number): Bytes {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

export function uint64(value: bigint): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}
