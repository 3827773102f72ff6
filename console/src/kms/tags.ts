// The rules of the API for tags. Source: AWS KMS API Reference, Tag.
export const TAGS_MAX = 50;
const KEY_CHARACTERS_MAX = 128;
const VALUE_CHARACTERS_MAX = 256;
const ALLOWED = /^[\p{L}\p{N}\p{Z}\s_.:/=+\-@]*$/u;
const ALLOWED_TEXT = "Only letters, digits, spaces and _ . : / = + - @ are allowed.";

const characters = (word: string) => [...word].length;

/** Says what is wrong with a tag key; null if it is right. `all` are the tag keys of the same key, with this one. */
export function tagKeyError(key: string, all: readonly string[]): string | null {
  if (key === "") {
    return "You must specify a tag key.";
  }
  if (characters(key) > KEY_CHARACTERS_MAX) {
    return `The tag key must be at most ${KEY_CHARACTERS_MAX} characters long.`;
  }
  if (key.toLowerCase().startsWith("aws:")) {
    return "Tags beginning with aws: are reserved.";
  }
  if (!ALLOWED.test(key)) {
    return ALLOWED_TEXT;
  }
  return all.filter((each) => each === key).length > 1 ? "You must specify a unique tag key." : null;
}

export function tagValueError(value: string): string | null {
  if (characters(value) > VALUE_CHARACTERS_MAX) {
    return `The tag value must be at most ${VALUE_CHARACTERS_MAX} characters long.`;
  }
  return ALLOWED.test(value) ? null : ALLOWED_TEXT;
}
