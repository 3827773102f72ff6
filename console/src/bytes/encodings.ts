/** Bytes that WebCrypto accepts: their buffer is not shared. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** How bytes are written as text. */
export type Encoding = "text" | "hex" | "base64";
export const encodings: readonly Encoding[] = ["text", "hex", "base64"];
export const encodingLabels: Record<Encoding, string> = { text: "Text", hex: "Hex", base64: "Base64" };

const CHUNK = 0x8000;

/** A copy of the bytes in a buffer of its own; none for undefined. */
export function bytesOf(bytes: Uint8Array | undefined): Bytes {
  return new Uint8Array(bytes ?? []);
}

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}

/** Reads base64 in its usual or its URL alphabet; white space and absent padding are fine. Null if it is neither. */
export function fromBase64(text: string): Bytes | null {
  const compact = text.replaceAll(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  if (!/^[A-Za-z0-9+/]*$/.test(compact) || compact.length % 4 === 1) {
    return null;
  }
  return Uint8Array.from(atob(compact), (letter) => letter.charCodeAt(0));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads hexadecimal digits; white space, colons and a leading 0x are fine. Null if it is something else. */
export function fromHex(text: string): Bytes | null {
  const digits = text.replaceAll(/[\s:]+/g, "").replace(/^0x/i, "");
  if (!/^([0-9a-f]{2})*$/i.test(digits)) {
    return null;
  }
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
}

/** The bytes as UTF-8 text; null if they are not. */
export function toText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function fromText(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function decode(text: string, encoding: Encoding): Bytes | null {
  return { text: fromText, hex: fromHex, base64: fromBase64 }[encoding](text);
}

export function encode(bytes: Uint8Array, encoding: Encoding): string | null {
  return { text: toText, hex: toHex, base64: toBase64 }[encoding](bytes);
}

/** The DER in a PEM text, or in base64; null if it is neither. */
export function fromPem(text: string): Bytes | null {
  const body = /-----BEGIN [^-]+-----([\s\S]*?)-----END [^-]+-----/.exec(text)?.[1];
  return fromBase64(body ?? text);
}

export function toPem(bytes: Uint8Array, label: string): string {
  const lines = toBase64(bytes).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

export function joined(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
