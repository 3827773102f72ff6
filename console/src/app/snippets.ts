/** A call of the API as the page sends it: what the snippets in the languages of its users are made from. */
export interface ApiCall {
  service: "kms" | "iam" | "sts" | "cloudtrail";
  /** Such as `CreateKey`. */
  operation: string;
  region: string;
  /** The input. Values in `secret` are replaced by placeholders. */
  input: Record<string, unknown>;
  /** Names of members whose values must not be shown. */
  secret?: readonly string[];
}

/** Members that are bytes, and how their users have them: as base64, which the console shows, as a text or as a file. */
const BLOBS: Readonly<Record<string, "base64" | "text" | "file">> = {
  CiphertextBlob: "base64",
  EncryptedKeyMaterial: "file",
  ImportToken: "file",
  Mac: "base64",
  Message: "text",
  Plaintext: "text",
  PublicKey: "base64",
  SharedSecretCiphertextBlob: "base64",
  Signature: "base64",
};

/** A value that is not shown. */
class Placeholder {
  readonly shown: string;

  constructor(readonly name: string) {
    this.shown = `<${name}>`;
  }
}

export type Language = "AWS CLI" | "Python" | "Java";
export const languages: readonly Language[] = ["AWS CLI", "Python", "Java"];

/** Writes the call as a user would write it. */
export function snippet(call: ApiCall, language: Language): string {
  const shown = Object.fromEntries(
    Object.entries(call.input)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, call.secret?.includes(name) ? new Placeholder(name) : value]),
  );
  const endpoint = window.location.origin;
  switch (language) {
    case "AWS CLI":
      return cli(call, shown, endpoint);
    case "Python":
      return python(call, shown, endpoint);
    case "Java":
      return java(call, shown, endpoint);
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Bytes become Base64. */
function jsonValue(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? base64(value) : value instanceof Placeholder ? value.shown : value;
}

function json(value: unknown): string {
  return JSON.stringify(value, jsonValue);
}

/** Bytes as the CLI takes them: version 1 sends a text as it is, and version 2 decodes it. Both read files alike. */
function fileOf(name: string, value: unknown): { make: string; word: string } | null {
  const file = `${kebab(name)}.bin`;
  const word = `--${kebab(name)} fileb://${file}`;
  const decoded = (text: string) => ({ make: `echo ${quoted(text)} | base64 --decode > ${file}`, word });
  if (value instanceof Uint8Array) {
    return decoded(base64(value));
  }
  if (value instanceof Placeholder && BLOBS[name] !== undefined) {
    return BLOBS[name] === "base64" ? decoded(value.shown) : { make: `# ${file} holds the bytes.`, word };
  }
  return null;
}

function cli(call: ApiCall, all: Record<string, unknown>, endpoint: string): string {
  const files = Object.entries(all).flatMap(([name, value]) => {
    const file = fileOf(name, value);
    return file === null ? [] : [{ name, ...file }];
  });
  const input = Object.fromEntries(Object.entries(all).filter(([name]) => files.every((file) => file.name !== name)));
  const written = (words: readonly string[]) =>
    [...files.map(({ make }) => make), [...words, ...files.map(({ word }) => word)].join(" \\\n  ")].join("\n");
  const words = [
    `aws ${call.service} ${kebab(call.operation)}`,
    `--endpoint-url ${endpoint}`,
    `--region ${call.region}`,
  ];
  // SAFE: the CLI sends the content of a file in place of a value like file:///home/me/.aws/credentials, and the value
  // may be another person's. It does not look for files in the JSON of a whole call.
  if (Object.values(input).some((value) => typeof value === "string" && /^\w+:\/\//.test(value))) {
    words.push(`--cli-input-json ${quoted(json(input))}`);
    return written(words);
  }
  for (const [name, value] of Object.entries(input)) {
    const option = `--${kebab(name)}`;
    if (typeof value === "boolean") {
      words.push(value ? option : `--no-${kebab(name)}`);
    } else {
      const shown = value instanceof Placeholder ? value.shown : value;
      words.push(`${option} ${quoted(typeof shown === "string" ? shown : json(shown))}`);
    }
  }
  return written(words);
}

/** A word of a shell command. */
export function quoted(word: string): string {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function kebab(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}

function python(call: ApiCall, input: Record<string, unknown>, endpoint: string): string {
  const lines = Object.entries(input).map(([name, value]) => `    ${name}=${pythonValue(value)},`);
  return [
    ...(lines.some((line) => line.includes("base64.b64decode(")) ? ["import base64"] : []),
    "import boto3",
    "",
    `client = boto3.client("${call.service}", region_name="${call.region}", endpoint_url="${endpoint}")`,
    lines.length === 0
      ? `answer = client.${kebab(call.operation).replaceAll("-", "_")}()`
      : [`answer = client.${kebab(call.operation).replaceAll("-", "_")}(`, ...lines, ")"].join("\n"),
  ].join("\n");
}

function pythonValue(value: unknown): string {
  if (value === true) return "True";
  if (value === false) return "False";
  if (value === null) return "None";
  if (value instanceof Uint8Array) return `base64.b64decode("${base64(value)}")`;
  if (value instanceof Placeholder) {
    switch (BLOBS[value.name]) {
      case "base64":
        return `base64.b64decode("${value.shown}")`;
      case "text":
        return `b"${value.shown}"`;
      case "file":
        return `open("${kebab(value.name)}.bin", "rb").read()`;
      default:
        return `"${value.shown}"`;
    }
  }
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value as object)
      .map(([name, each]) => `${JSON.stringify(name)}: ${pythonValue(each)}`)
      .join(", ")}}`;
  }
  return JSON.stringify(value);
}

function java(call: ApiCall, input: Record<string, unknown>, endpoint: string): string {
  const client = { kms: "Kms", iam: "Iam", sts: "Sts", cloudtrail: "CloudTrail" }[call.service];
  const method = call.operation.charAt(0).toLowerCase() + call.operation.slice(1);
  const setters = Object.entries(input).map(
    ([name, value]) => `    .${name.charAt(0).toLowerCase()}${name.slice(1)}(${javaValue(value)})`,
  );
  return [
    `var client = ${client}Client.builder()`,
    `    .endpointOverride(URI.create("${endpoint}"))`,
    `    .region(Region.of("${call.region}"))`,
    "    .build();",
    `var answer = client.${method}(request -> request${setters.length === 0 ? "" : `\n${setters.join("\n")}`});`,
  ].join("\n");
}

function javaValue(value: unknown): string {
  if (value instanceof Uint8Array) {
    return `SdkBytes.fromByteArray(Base64.getDecoder().decode("${base64(value)}"))`;
  }
  if (value instanceof Placeholder) {
    switch (BLOBS[value.name]) {
      case "base64":
        return `SdkBytes.fromByteArray(Base64.getDecoder().decode("${value.shown}"))`;
      case "text":
        return `SdkBytes.fromUtf8String("${value.shown}")`;
      case "file":
        return `SdkBytes.fromByteArray(Files.readAllBytes(Path.of("${kebab(value.name)}.bin")))`;
      default:
        return JSON.stringify(value.shown);
    }
  }
  if (Array.isArray(value)) return `List.of(${value.map(javaValue).join(", ")})`;
  if (value !== null && typeof value === "object") {
    return `Map.of(${Object.entries(value)
      .flatMap(([name, each]) => [JSON.stringify(name), javaValue(each)])
      .join(", ")})`;
  }
  return JSON.stringify(value);
}
