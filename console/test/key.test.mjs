// What a person does on the page of a key, by clicking.
import { test } from "node:test";
import { GetKeyPolicyCommand, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { account, key, kms } from "./api.mjs";
import { base, picture, signIn, withPage } from "./browser.mjs";

const tab = (made, id) => `${base}/console/keys/${made.KeyId}?tab=${id}`;
const dialog = (page) => page.getByRole("dialog");
const told = (page, text) => page.getByText(text).first().waitFor();

test("description, alias, tags, rotation, grants and state of a key are changed by clicking", async () => {
  const owner = account();
  const made = await key(owner, "flows");
  await withPage(async (page) => {
    await signIn(page, owner);
    await page.goto(`${base}/console/keys/alias/flows`);
    await page.getByRole("heading", { level: 1, name: made.KeyId }).waitFor();
    await page.getByRole("button", { name: "Edit description" }).click();
    await dialog(page).getByLabel("Description").fill("Another text");
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await told(page, "Another text");

    await page.goto(tab(made, "aliases"));
    await page.getByRole("button", { name: "Create alias" }).click();
    await dialog(page).getByLabel("Alias").fill("b d");
    await dialog(page).getByRole("button", { name: "Create alias" }).click();
    await told(dialog(page), /An alias has only/);
    await dialog(page).getByLabel("Alias").fill("second");
    await dialog(page).getByRole("button", { name: "Create alias" }).click();
    await told(page, "The alias second is created.");

    await page.goto(tab(made, "tags"));
    await page.getByRole("button", { name: "Create tag" }).click();
    await page.getByRole("textbox", { name: "Tag key" }).fill("team");
    await page.getByRole("textbox", { name: "Tag value" }).fill("red");
    await page.getByRole("button", { name: "Save changes" }).click();
    await told(page, "The tags are saved.");

    await page.goto(tab(made, "rotation"));
    await told(page, "Automatic key rotation");
    await page.getByRole("button", { name: "Edit automatic key rotation" }).click();
    await dialog(page).getByLabel("Enable").check();
    await dialog(page).getByLabel("Rotation period (in days)").fill("99");
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await told(page, "99 days");
    await page.getByRole("button", { name: "Rotate now" }).click();
    await dialog(page).getByRole("button", { name: "Rotate now" }).click();
    await told(page, "1 of 25 used, 24 left");
    await picture(page, "rotated");

    await page.getByRole("button", { name: "Key actions" }).click();
    await page.getByRole("menuitem", { name: "Disable" }).click();
    await dialog(page).getByRole("button", { name: "Disable" }).click();
    await told(page, /^Key \w+ is disabled\.$/);
    await page.getByRole("button", { name: "Enable", exact: true }).click();
    await told(page, "The key is enabled.");

    await page.getByRole("button", { name: "Region us-east-1" }).click();
    await page.getByRole("menuitem", { name: "eu-central-1" }).click();
    await page.getByRole("heading", { level: 1, name: "Customer managed keys" }).waitFor();
    await page.getByRole("button", { name: "Region eu-central-1" }).waitFor();
    await page.goto(`${base}/console/keys/${made.KeyId}?region=eu-central-1`);
    await told(page, `There is no key ${made.KeyId} in eu-central-1`);
  });
});

test("who saves a policy that another has saved meanwhile is told", async () => {
  const owner = account();
  const made = await key(owner, "shared");
  await withPage(async (page) => {
    await signIn(page, owner);
    await page.goto(tab(made, "policy"));
    await page.getByRole("button", { name: "Switch to policy view" }).waitFor();
    await page.getByRole("button", { name: "Edit key policy" }).click();
    await page.getByRole("button", { name: "Add new statement" }).click();
    await page.getByLabel("Sid (optional)").fill("extra");
    await picture(page, "policy-editor");

    const client = kms(owner);
    const { Policy } = await client.send(new GetKeyPolicyCommand({ KeyId: made.KeyId }));
    const other = JSON.parse(Policy);
    other.Statement[0].Sid = "Another person";
    await client.send(new PutKeyPolicyCommand({ KeyId: made.KeyId, Policy: JSON.stringify(other) }));

    await page.getByRole("textbox", { name: "Action with wildcards" }).fill("kms:Describe*");
    await page.getByRole("button", { name: "Add Action with wildcards" }).click();
    await page.getByRole("button", { name: "Save changes" }).click();
    await dialog(page).getByRole("button", { name: "Save changes" }).click();
    await told(dialog(page), "Somebody else has saved this policy since you opened it");
    await picture(page, "policy-conflict");
  });
});
