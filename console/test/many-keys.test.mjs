// An account with more keys than a page shows: what the list asks the server for, and how much of it the page draws.
import assert from "node:assert/strict";
import { test } from "node:test";
import { account, key } from "./api.mjs";
import { signIn, withPage } from "./browser.mjs";

const KEYS = 45;
const ON_A_PAGE = 20;

test("the list asks about the keys in sight, and about all of them only to sort or filter by what it must know", async () => {
  const owner = account();
  for (let number = 0; number < KEYS; number++) {
    await key(owner, `key-${String(number).padStart(3, "0")}`, {
      Description: `number ${number}`,
      Tags: [{ TagKey: "team", TagValue: number % 2 === 0 ? "even" : "odd" }],
    });
  }
  await withPage(async (page) => {
    // The keys, not the calls: what is known for a minute may be asked again on a slow machine.
    const asked = { DescribeKey: new Set(), GetKeyLastUsage: new Set(), ListResourceTags: new Set() };
    page.on("request", (request) => {
      const operation = request.headers()["x-amz-target"]?.replace("TrentService.", "");
      asked[operation]?.add(request.postDataJSON().KeyId);
    });
    let going = 0;
    page.on("request", () => going++);
    page.on("requestfinished", () => going--);
    page.on("requestfailed", () => going--);
    // The page begins a few calls at once, and the next when one has ended.
    const settled = async () => {
      for (let quiet = 0; quiet < 5; quiet = going === 0 ? quiet + 1 : 0) {
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      }
      await page.getByText(/^Reading /).waitFor({ state: "detached" });
    };
    const asksAbout = async (keys, operation = "DescribeKey") => {
      while (asked[operation].size < keys) {
        await page.waitForEvent("request");
      }
      await settled();
      assert.equal(asked[operation].size, keys);
    };
    const rows = () => page.locator("tbody input[type=checkbox]").count();

    await signIn(page, owner);
    await page.getByText(`${KEYS} keys`).waitFor();
    await page.getByRole("link", { name: "key-000" }).waitFor();
    await asksAbout(ON_A_PAGE);
    await asksAbout(ON_A_PAGE, "GetKeyLastUsage");
    assert.equal(asked.ListResourceTags.size, 0);
    assert.equal(await rows(), ON_A_PAGE);

    await page.getByRole("button", { name: "Preferences" }).click();
    await page.getByRole("dialog", { name: "Preferences" }).getByRole("radio", { name: "50 keys" }).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Next page" }).click();
    await page.getByRole("link", { name: "key-020" }).waitFor();
    await asksAbout(2 * ON_A_PAGE);

    // The select of a tool asks when it is opened.
    await page.getByRole("link", { name: "Encrypt", exact: true }).click();
    await page.getByLabel("Plaintext", { exact: true }).waitFor();
    await asksAbout(2 * ON_A_PAGE);
    await page.getByLabel("Key", { exact: true }).click();
    await page.getByRole("option", { name: /key-044/ }).waitFor();
    await asksAbout(KEYS);
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: "Customer managed keys" }).first().click();
    await page.getByRole("columnheader", { name: "Status" }).getByRole("button").first().click();
    await asksAbout(KEYS);

    const filter = page.getByRole("combobox", { name: "Filter keys by property, tag or text" });
    await filter.fill("Tags = team=odd");
    await page.keyboard.press("Enter");
    await page.getByText(`22 of ${KEYS} keys`).waitFor();
    await asksAbout(KEYS, "ListResourceTags");
    assert.equal(await rows(), ON_A_PAGE);

    await page.getByRole("checkbox", { name: "Select all keys of this page" }).check();
    await page.getByRole("button", { name: "Select all 22 keys" }).click();
    await page.getByText("22 selected").waitFor();
    await page.getByRole("button", { name: "Key actions" }).click();
    await page.getByRole("menuitem", { name: "Disable" }).waitFor();
    assert.equal(asked.DescribeKey.size, KEYS);
  });
});
