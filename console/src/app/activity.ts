// What the page asks for by itself does not keep a session alive. Only its user does.
const RECENT_MS = 60_000;
let last = Date.now();

for (const event of ["keydown", "pointerdown", "wheel"]) {
  window.addEventListener(event, () => (last = Date.now()), { capture: true, passive: true });
}

/** The header fields of a request that nobody waits for. */
export function background(): Record<string, string> {
  return Date.now() - last > RECENT_MS ? { "x-trent-background": "1" } : {};
}
