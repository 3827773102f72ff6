// What happens to keys: many at once, import, replicas, grants, deletion; and the ways to find a key.
import assert from "node:assert/strict";
import { constants, createPublicKey, publicEncrypt, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CreateUserCommand } from "@aws-sdk/client-iam";
import {
  DescribeKeyCommand,
  EncryptCommand,
  ListAliasesCommand,
  ListGrantsCommand,
  ListResourceTagsCommand,
} from "@aws-sdk/client-kms";
import { account, iam, key, kms } from "./api.mjs";
import { base, picture, signIn, withPage } from "./browser.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const dialog = (page) => page.getByRole("dialog");
const told = (page, text) => page.getByText(text).filter({ visible: true }).first().waitFor();
const tab = (made, id) => `${base}/console/keys/${made.KeyId}?tab=${id}`;

async function keyAction(page, name) {
  await button(page, "Key actions").click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

async function select(page, ...names) {
  for (const name of names) {
    await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
  }
}

async function stateOf(client, made) {
  return (await client.send(new DescribeKeyCommand({ KeyId: made.KeyId }))).KeyMetadata.KeyState;
}

test("many keys are tagged, disabled, enabled and deleted at once, and the deletion is cancelled", async () => {
  const owner = account();
  const client = kms(owner);
  const keys = [await key(owner, "bulk-a"), await key(owner, "bulk-b")];
  await key(owner, "other", { Tags: [{ TagKey: "team", TagValue: "blue" }] });
  const states = async () => Promise.all(keys.map((made) => stateOf(client, made)));
  await withPage(async (page) => {
    await signIn(page, owner);
    await page.goto(`${base}/console/keys`);

    await select(page, "bulk-a", "bulk-b");
    await keyAction(page, "Add or edit tags");
    await dialog(page).getByRole("textbox", { name: "Tag key" }).first().fill("team");
    await dialog(page).getByRole("textbox", { name: "Tag value" }).fill("red");
    await dialog(page).getByText("The same with the AWS CLI, Python or Java").click();
    await told(dialog(page), "aws kms tag-resource");
    await dialog(page).getByRole("tab", { name: "Python" }).click();
    await told(dialog(page), "client.tag_resource(");
    await dialog(page).getByRole("tab", { name: "Java" }).click();
    await told(dialog(page), ".tagResource(");
    await button(dialog(page), "Add or edit tags").click();
    await told(dialog(page), "2 of 2");
    await button(dialog(page), "Close").click();
    for (const made of keys) {
      const { Tags } = await client.send(new ListResourceTagsCommand({ KeyId: made.KeyId }));
      assert.deepEqual(Tags, [{ TagKey: "team", TagValue: "red" }]);
    }

    // The view is in the address, and only there.
    await page.getByRole("combobox", { name: /^Filter keys/ }).fill("bulk");
    await page.keyboard.press("Enter");
    await told(page, "2 of 3 keys");
    await button(page, "Key ID").first().click();
    const view = page.url();
    await page.goto(`${base}/console/encrypt`);
    await page.goto(view);
    await told(page, "2 of 3 keys");
    await page.getByRole("columnheader", { name: "Key ID", exact: true, sort: "ascending" }).waitFor();

    await select(page, "bulk-a", "bulk-b");
    await keyAction(page, "Disable");
    await button(dialog(page), "Disable").click();
    await told(dialog(page), "2 of 2");
    await button(dialog(page), "Close").click();
    assert.deepEqual(await states(), ["Disabled", "Disabled"]);
    await select(page, "bulk-a", "bulk-b");
    await keyAction(page, "Enable");
    await button(dialog(page), "Enable").click();
    await told(dialog(page), "2 of 2");
    await button(dialog(page), "Close").click();
    assert.deepEqual(await states(), ["Enabled", "Enabled"]);

    await select(page, "bulk-a", "bulk-b");
    await keyAction(page, "Schedule key deletion");
    await page.getByRole("heading", { level: 1, name: "Schedule key deletion" }).waitFor();
    await button(page, "Disable first").click();
    await told(page, "2 keys are disabled.");
    assert.deepEqual(await states(), ["Disabled", "Disabled"]);

    await select(page, "bulk-a", "bulk-b");
    await keyAction(page, "Schedule key deletion");
    await page.getByLabel("Waiting period (in days)").fill("6");
    await button(page, "Schedule deletion").click();
    await told(page, "Enter a number of days from 7 to 30.");
    await page.getByLabel("Waiting period (in days)").fill("7");
    await page.getByRole("checkbox", { name: /^Confirm you want to schedule these 2 keys/ }).check();
    await button(page, "Schedule deletion").click();
    await told(page, "2 keys will be deleted in 7 days.");
    assert.deepEqual(await states(), ["PendingDeletion", "PendingDeletion"]);

    await select(page, "bulk-a", "bulk-b");
    await keyAction(page, "Cancel key deletion");
    await button(dialog(page), "Cancel key deletion").click();
    await told(dialog(page), "2 of 2");
    await button(dialog(page), "Close").click();
    assert.deepEqual(await states(), ["Disabled", "Disabled"]);
  });
});

test("key material is wrapped elsewhere and imported, and deleted", async () => {
  const owner = account();
  const client = kms(owner);
  const made = await key(owner, "external", { Origin: "EXTERNAL" });
  await withPage(async (page) => {
    await signIn(page, owner);
    await page.goto(`${base}/console/keys/${made.KeyId}/import`);
    const arrives = page.waitForEvent("download");
    await button(page, "Download wrapping public key and import token").click();
    const parameters = stored(readFileSync(await (await arrives).path()));
    const wrappingKey = createPublicKey({
      key: parameters[`wrappingKey_${made.KeyId}`] ?? Object.values(parameters)[0],
      format: "der",
      type: "spki",
    });
    const wrapped = publicEncrypt(
      { key: wrappingKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
      randomBytes(32),
    );
    await button(page, "Next").click();
    await told(page, "With OpenSSL 3");
    await button(page, "Next").click();
    await button(page, "Upload key material").click();
    await told(page, "Choose a file.");
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: "wrapped.bin", mimeType: "application/octet-stream", buffer: wrapped });
    await button(page, "Upload key material").click();
    await told(page, "The key material is imported.");
    assert.equal(await stateOf(client, made), "Enabled");

    await keyAction(page, "Delete key material");
    await button(dialog(page), "Delete key material").click();
    await told(page, "The key has no key material.");
    assert.equal(await stateOf(client, made), "PendingImport");
  });
});

test("a multi-Region key gets a replica, which becomes the primary key", async () => {
  const owner = account();
  const made = await key(owner, "global", { MultiRegion: true });
  await withPage(async (page) => {
    await signIn(page, owner);
    await page.goto(tab(made, "regionality"));
    await button(page, "Create new replica keys").click();
    await page.getByLabel("Replica Regions").click();
    await page.getByRole("option", { name: /^eu-west-1/ }).click();
    await page.keyboard.press("Escape");
    await page.getByLabel("Description (optional)").fill("The replica");
    await button(page, "Finish").click();
    await page.getByText("Created", { exact: true }).waitFor();
    const { Aliases } = await kms(owner, "eu-west-1").send(new ListAliasesCommand({ KeyId: made.KeyId }));
    assert.deepEqual(
      Aliases.map(({ AliasName }) => AliasName),
      ["alias/global"],
    );

    await page.goto(tab(made, "regionality"));
    await page.getByRole("row", { name: /eu-west-1.*Differs/ }).waitFor();
    await button(page, "Change primary Region").click();
    await dialog(page).getByLabel("New primary Region").click();
    await page.getByRole("option", { name: "eu-west-1" }).click();
    await button(dialog(page), "Change primary Region").click();
    await told(page, "The primary Region changes.");
    await page.getByRole("row", { name: /eu-west-1.*Primary key/ }).waitFor();
    const there = await kms(owner, "eu-west-1").send(new DescribeKeyCommand({ KeyId: made.KeyId }));
    assert.equal(there.KeyMetadata.MultiRegionConfiguration.MultiRegionKeyType, "PRIMARY");
  });
});

test("grants, aliases, the palette and the usage chart", async () => {
  const owner = account();
  const client = kms(owner);
  const made = await key(owner, "granted");
  const other = await key(owner, "target");
  await iam(owner).send(new CreateUserCommand({ UserName: "grantee" }));
  await client.send(new EncryptCommand({ KeyId: made.KeyId, Plaintext: Buffer.from("x") }));
  const grants = async () => (await client.send(new ListGrantsCommand({ KeyId: made.KeyId }))).Grants;
  await withPage(async (page) => {
    await signIn(page, owner);
    await page.goto(tab(made, "grants"));
    for (const name of ["first-grant", "second-grant"]) {
      await button(page, "Create grant").click();
      await dialog(page).getByLabel("Grantee principal").fill("grantee");
      await page.getByRole("option", { name: /user\/grantee/ }).click();
      await dialog(page).getByLabel("Operations", { exact: true }).click();
      await page.getByRole("option", { name: "Decrypt", exact: true }).click();
      await page.keyboard.press("Escape");
      await dialog(page)
        .getByLabel(/^Name \(optional\)/)
        .fill(name);
      await button(dialog(page), "Create grant").click();
      await dialog(page).getByLabel("Grant token").waitFor();
      await button(dialog(page), "Close").click();
    }
    const both = await grants();
    assert.deepEqual(both.map(({ Name }) => Name).sort(), ["first-grant", "second-grant"]);
    for (const [how, done] of [
      ["Revoke", "The grant is revoked."],
      ["Retire", "The grant is retired."],
    ]) {
      const [{ GrantId }] = await grants();
      await page.getByRole("checkbox", { name: `Select grant ${GrantId}` }).check();
      await button(page, how).click();
      await button(dialog(page), how).click();
      await told(page, done);
    }
    assert.deepEqual(await grants(), []);

    await page.goto(tab(made, "aliases"));
    await select(page, "granted");
    await button(page, "Point to another key").click();
    await dialog(page).getByLabel("Other key").click();
    await page.getByRole("option", { name: /target/ }).click();
    await button(dialog(page), "Point to another key").click();
    await told(page, "The alias granted points to the other key.");
    const { Aliases } = await client.send(new ListAliasesCommand({ KeyId: other.KeyId }));
    assert.equal(Aliases.length, 2);

    await page.keyboard.press("Control+k");
    // What is typed before the dialog is there counts too.
    await page.keyboard.type("audit");
    await page.getByRole("option", { name: "Go to Audit log" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Audit log" }).waitFor();
    await page.keyboard.press("Control+k");
    await dialog(page).getByLabel("Key or page").fill("target");
    await page.getByRole("option", { name: other.KeyId }).click();
    await page.getByRole("heading", { level: 1, name: other.KeyId }).waitFor();

    await page.goto(tab(made, "activity"));
    await page.getByRole("application", { name: "Usage" }).waitFor();
    await page
      .getByRole("row", { name: /Encrypt/ })
      .last()
      .waitFor();
    await picture(page, "usage-chart");
  });
});

/** The files of a ZIP archive that stores them as they are. */
function stored(archive) {
  const files = {};
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50; ) {
    const size = archive.readUInt32LE(at + 18);
    const nameEnd = at + 30 + archive.readUInt16LE(at + 26);
    const begin = nameEnd + archive.readUInt16LE(at + 28);
    files[archive.toString("utf8", at + 30, nameEnd)] = archive.subarray(begin, begin + size);
    at = begin + size;
  }
  return files;
}
