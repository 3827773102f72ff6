// The flows of the how-to: sign in, create a key in the wizard, encrypt, decrypt.
import assert from "node:assert/strict";
import { test } from "node:test";
import { account } from "./api.mjs";
import { accessible, base, picture, signIn, withPage } from "./browser.mjs";

/** Creates a key in the wizard, and returns its id. */
export async function createKey(page, { type = "Symmetric", usage = "Encrypt and decrypt", alias, description = "" }) {
  await page.getByRole("link", { name: "Customer managed keys" }).first().click();
  await page.getByRole("heading", { name: /Customer managed keys/ }).waitFor();
  await page.getByRole("button", { name: "Create key" }).first().click();
  await page.getByRole("radio", { name: type, exact: false }).first().check();
  await page.getByRole("radio", { name: usage }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("Alias", { exact: true }).fill(alias);
  await page.getByLabel(/^Description/).fill(description);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("link", { name: "View key" }).click();
  await page.getByRole("heading", { level: 1, name: /[0-9a-f]{8}-/ }).waitFor();
  return /keys\/([^?]+)/.exec(page.url())[1];
}

async function choose(page, alias) {
  await page.getByLabel("Key", { exact: true }).click();
  await page.getByRole("option", { name: new RegExp(alias) }).click();
}

for (const dark of [false, true]) {
  const colours = dark ? "dark" : "light";
  test(`a key is created, and encrypts and decrypts, in ${colours} colours`, async () => {
    await withPage(
      async (page) => {
        await page.goto(`${base}/console/`);
        await page.getByRole("button", { name: "Sign in" }).waitFor();
        await accessible(page);
        await picture(page, `sign-in-${colours}`);
        await signIn(page, account());
        await createKey(page, { alias: "first", description: "The first key" });
        await accessible(page);
        await picture(page, `key-${colours}`);

        await page.getByRole("link", { name: "Encrypt", exact: true }).click();
        await choose(page, "first");
        await page.getByLabel("Plaintext", { exact: true }).fill("the text of this test");
        await page.getByRole("button", { name: "Encrypt", exact: true }).click();
        const ciphertext = await page.getByLabel("Ciphertext (base64)").inputValue();
        assert.match(ciphertext, /^[A-Za-z0-9+/]{100,}={0,2}$/);
        await accessible(page);
        await picture(page, `encrypt-${colours}`);

        await page.getByRole("link", { name: "Decrypt", exact: true }).click();
        await page.getByLabel("Ciphertext", { exact: true }).fill(ciphertext);
        await page.getByRole("button", { name: "Decrypt", exact: true }).click();
        await page.getByRole("button", { name: "Reveal" }).waitFor();
        assert.equal((await page.content()).includes("the text of this test"), false);
        await page.getByRole("button", { name: "Reveal" }).click();
        assert.equal(await page.getByLabel("Plaintext", { exact: true }).inputValue(), "the text of this test");
        await accessible(page);
        await picture(page, `decrypt-${colours}`);

        const kept = await page.evaluate(async () => ({
          local: { ...localStorage },
          session: { ...sessionStorage },
          databases: await indexedDB.databases(),
          caches: await caches.keys(),
          address: location.href,
          title: document.title,
          history: JSON.stringify(history.state),
          cookie: document.cookie,
        }));
        assert.equal(JSON.stringify(kept).includes("the text of this test"), false);
        assert.deepEqual(
          { ...kept.session, databases: kept.databases, caches: kept.caches },
          { databases: [], caches: [] },
        );
        assert.deepEqual(
          Object.keys(kept.local).filter((name) => !/^trent\.(theme|columns\..*)$/.test(name)),
          [],
        );
        assert.equal(kept.cookie, "");
      },
      { dark },
    );
  });
}
