// The page that the console opens with. It does not wait until the frame around it is there.
const FIRST_PAGE = /^\/console\/(keys)?$/;

/**
 * Loads the frame, and with it the clients of the SDK. Strangers load neither; the sign-in begins with it while the server
 * looks at the proof.
 */
export function loadFrame() {
  if (FIRST_PAGE.test(window.location.pathname)) {
    // The route that shows the page tells of a failure.
    import("../pages/key-list/KeyList").catch(() => {});
  }
  return import("./SignedIn");
}
