// The wizard without a mouse, on a small screen.
import { test } from "node:test";
import { account } from "./api.mjs";
import { base, signIn, withPage } from "./browser.mjs";

/** Presses the key that leads on until the focus is on what has this name. */
async function tabTo(page, name, role) {
  for (let presses = 0; presses < 120; presses++) {
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      const labels = [...(element.labels ?? [])].map((label) => label.textContent);
      const named = (element.getAttribute("aria-labelledby") ?? "")
        .split(" ")
        .map((id) => document.getElementById(id)?.textContent);
      return {
        text: [element.getAttribute("aria-label"), ...labels, ...named, element.textContent].filter(Boolean).join(" "),
        role: element.getAttribute("type") ?? element.tagName.toLowerCase(),
      };
    });
    if (name.test(here.text) && (role === undefined || role === here.role)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`The focus does not come to ${name}.`);
}

test("a key is created by keyboard, on a screen of 320 pixels", async () => {
  await withPage(
    async (page) => {
      await signIn(page, account(), "/keys/create");
      await page.goto(`${base}/console/keys/create`);
      await page.getByRole("radio", { name: "Asymmetric" }).waitFor();
      await tabTo(page, /Symmetric/, "radio");
      await page.keyboard.press("ArrowRight");
      await tabTo(page, /Encrypt and decrypt|Sign and verify/, "radio");
      await page.keyboard.press("ArrowDown");
      await tabTo(page, /^Next$/);
      await page.keyboard.press("Enter");
      await tabTo(page, /Alias/, "text");
      await page.keyboard.type("by-keyboard");
      for (let step = 0; step < 3; step++) {
        await tabTo(page, /^Next$/);
        await page.keyboard.press("Enter");
        await page.waitForTimeout(0);
      }
      await tabTo(page, /^Finish$/);
      await page.keyboard.press("Enter");
      await page.getByRole("link", { name: "View key" }).waitFor();
    },
    { width: 320, height: 640 },
  );
});
