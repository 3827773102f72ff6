// The link that a new installation prints carries its token behind the #, so that no log of a server has it. It leaves
// the address before anything is shown.
let token = /^#first-run=(.+)$/.exec(window.location.hash)?.[1];
if (token !== undefined) {
  window.history.replaceState(null, "", window.location.pathname);
}

/** Returns the token of the link once. */
export function takeFirstRun(): string | undefined {
  const taken = token;
  token = undefined;
  return taken;
}
