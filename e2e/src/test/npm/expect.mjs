// What the scripts beside this one share: a way to expect an error.
import assert from "node:assert/strict";

/** Expects the promise to be rejected with an error whose whole text, its own stack included, has `text` in it. */
export async function refused(text, promise) {
  try {
    await promise;
  } catch (error) {
    const told = `${error.name}: ${error.stack}`;
    assert.ok(told.includes(text), `expected an error with "${text}", got ${told}`);
    return;
  }
  assert.fail(`expected an error with "${text}", but it went well`);
}

/** Returns a copy of the bytes in which one bit of one byte is another; a negative position counts from the end. */
export function tampered(bytes, position) {
  const changed = Buffer.from(bytes);
  changed[position < 0 ? changed.length + position : position] ^= 1;
  return changed;
}
