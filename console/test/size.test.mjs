// How much a browser loads for its first pages: the sign-in, and then the list of keys. A first page is what a browser
// with an empty cache has to load, compressed, fonts included.
import assert from "node:assert/strict";
import { test } from "node:test";
import { account } from "./api.mjs";
import { base, signIn, withPage } from "./browser.mjs";

const SIGN_IN_BYTES_MAX = 320_000;
const FIRST_PAGE_BYTES_MAX = 500_000;
const FILES_MAX = 16;

async function loaded(page) {
  await page.waitForLoadState("networkidle");
  const files = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.includes("/console/assets/"))
      .map(({ name, encodedBodySize }) => [name.slice(name.lastIndexOf("/") + 1), encodedBodySize]),
  );
  const bytes = files.reduce((sum, [, size]) => sum + size, 0);
  return { files, bytes, told: `${bytes} bytes in ${files.length} files: ${JSON.stringify(files)}` };
}

test("the first page is small", async () => {
  await withPage(async (page) => {
    await page.goto(`${base}/console/`);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    const signInPage = await loaded(page);
    assert.ok(signInPage.bytes > 0 && signInPage.bytes <= SIGN_IN_BYTES_MAX, signInPage.told);
    assert.deepEqual(
      signInPage.files.filter(([name]) => /^(sdk|frame|keys)-/.test(name)),
      [],
      "strangers load the sign-in alone",
    );

    await signIn(page, account());
    await page.getByRole("button", { name: "Create key" }).waitFor();
    const firstPage = await loaded(page);
    assert.ok(firstPage.bytes <= FIRST_PAGE_BYTES_MAX, firstPage.told);
    assert.ok(firstPage.files.length <= FILES_MAX, firstPage.told);
  });
});
