// A user who may use one key and nothing else: from the first password to the first ciphertext.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetKeyPolicyCommand, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { account, key, kms } from "./api.mjs";
import { base, picture, signIn, withPage } from "./browser.mjs";

async function allow(owner, keyId, statement) {
  const client = kms(owner);
  const { Policy } = await client.send(new GetKeyPolicyCommand({ KeyId: keyId }));
  const policy = JSON.parse(Policy);
  policy.Statement.push(statement);
  await client.send(new PutKeyPolicyCommand({ KeyId: keyId, Policy: JSON.stringify(policy) }));
}

test("a key user changes the first password, and encrypts with a key that it cannot list", async () => {
  const owner = account();
  const made = await key(owner, "shared");
  const iam = new IAMClient({
    endpoint: base,
    region: "us-east-1",
    credentials: { accessKeyId: owner, secretAccessKey: "test" },
  });
  const { User } = await iam.send(new CreateUserCommand({ UserName: "bob" }));
  await allow(owner, made.KeyId, {
    Sid: "User",
    Effect: "Allow",
    Principal: { AWS: User.Arn },
    Action: ["kms:Encrypt", "kms:DescribeKey"],
    Resource: "*",
  });
  await withPage(async (page) => {
    await signIn(page, owner, "/iam/users/bob?tab=security-credentials");
    await page.getByRole("button", { name: "Enable console access" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: /^Custom/ }).check();
    await dialog.getByLabel("Password", { exact: true }).fill("first-Passw0rd!");
    await dialog.getByRole("button", { name: "Enable console access" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: /^Account of root/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();

    await page.getByRole("tab", { name: "User name and password" }).click();
    await page.getByLabel("Account ID").fill(owner);
    await page.getByLabel("User name", { exact: true }).fill("bob");
    await page.getByLabel("Password", { exact: true }).fill("first-Passw0rd!");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    await page.getByLabel("Old password").fill("first-Passw0rd!");
    await page.getByLabel("New password", { exact: true }).fill("second-Passw0rd!");
    await page.getByLabel("New password again").fill("second-Passw0rd!");
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("Your password is changed.").waitFor();

    await page.getByRole("link", { name: "Customer managed keys" }).click();
    await page.getByText("You may not list the keys of this Region").waitFor();
    assert.equal(await page.getByText("0 keys").count(), 0);
    await picture(page, "member-keys");

    await page.getByRole("link", { name: "Encrypt", exact: true }).click();
    await page.getByLabel("Key", { exact: true }).click();
    await page.getByPlaceholder("Alias, key ID or ARN").fill("shared");
    await page.getByRole("option", { name: "Use: alias/shared" }).click();
    await page.getByLabel("Plaintext").fill("Hello");
    await page.getByRole("button", { name: "Encrypt", exact: true }).click();
    const ciphertext = page.getByLabel("Ciphertext (base64)");
    await ciphertext.waitFor();
    const text = await ciphertext.inputValue();
    await picture(page, "member-encrypt");

    await page.getByRole("link", { name: "Decrypt", exact: true }).click();
    await page.getByLabel("Ciphertext", { exact: true }).fill(text);
    await page.getByRole("button", { name: "Decrypt", exact: true }).click();
    await page.locator('a[href*="denied?id="]').click();
    await page.getByText("You may not read why it was denied").waitFor();
    await page.getByRole("button", { name: "Copy link" }).waitFor();
    await picture(page, "member-denied");
  });
});

test("the page of a key leads to the tools that can use it", async () => {
  const owner = account();
  const made = await key(owner, "led");
  await withPage(async (page) => {
    await signIn(page, owner, `/keys/${made.KeyId}`);
    await page.getByRole("button", { name: "Use key" }).click();
    await picture(page, "use-key");
    await page.getByRole("menuitem", { name: "Decrypt" }).waitFor();
    assert.equal(await page.getByRole("menuitem", { name: "Sign" }).count(), 0);
    await page.getByRole("menuitem", { name: "Encrypt", exact: true }).click();
    await page.getByLabel("Plaintext").fill("Hello");
    await page.getByRole("button", { name: "Encrypt", exact: true }).click();
    await page.getByLabel("Ciphertext (base64)").waitFor();
  });
});
