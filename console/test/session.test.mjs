// Signing in and out, roles, and a password that has to be changed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { account, iam } from "./api.mjs";
import { base, picture, signIn, withPage } from "./browser.mjs";

function menu(page, name) {
  return page.getByRole("button", { name: new RegExp(`^Account of ${name}`) });
}

test("who signs out is signed out in every tab, and on the server", async () => {
  await withPage(async (page, context) => {
    await signIn(page, account());
    const [cookie] = await context.cookies();
    const other = await context.newPage();
    await other.goto(`${base}/console/encrypt`);
    await other.getByRole("heading", { level: 1, name: "Encrypt" }).waitFor();

    await menu(page, "root").click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await other.getByRole("button", { name: "Sign in" }).waitFor();
    const kept = await fetch(`${base}/console/session`, { headers: { cookie: `${cookie.name}=${cookie.value}` } });
    assert.equal(kept.status, 401);
  });
});

test("a page that arrives late leaves the menu open", async () => {
  await withPage(async (page) => {
    await signIn(page, account(), "/sessions");
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    await page.route(/\/Health-[^/]+\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole("link", { name: "Health" }).click();
    await menu(page, "root").click();
    const item = page.getByRole("menuitem", { name: "Sign out" });
    await item.waitFor();
    release();
    await page.getByRole("heading", { level: 1, name: "Health" }).waitFor();
    assert.equal(await item.isVisible(), true);
  });
});

test("a secret is not closed by accident, a success is told until the next page, and an end of the session is told", async () => {
  const owner = account();
  await withPage(async (page, context) => {
    await signIn(page, owner, "/iam/users");
    await page.getByRole("button", { name: "Create user" }).click();
    await page.getByRole("dialog").getByLabel("User name").fill("ann");
    await page.getByRole("dialog").getByRole("button", { name: "Create user" }).click();
    await page.getByRole("heading", { level: 1, name: "ann" }).waitFor();
    const success = page.getByText("The user ann was created. It has no permissions yet.");
    await success.waitFor();
    await page.getByRole("link", { name: "Roles" }).click();
    await page.getByRole("heading", { level: 1, name: "Roles" }).waitFor();
    await success.waitFor({ state: "detached" });

    await page.goto(`${base}/console/iam/users/ann?tab=security-credentials`);
    await page.getByRole("button", { name: "Create access key" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Create access key" }).click();
    const created = page.getByRole("dialog", { name: "Access key created" });
    await created.waitFor();
    await page.keyboard.press("Escape");
    const question = page.getByRole("dialog", { name: "Close without the secret access key?" });
    await question.getByRole("button", { name: "Cancel" }).click();
    await page.mouse.click(5, 450);
    await created.getByRole("button", { name: "Show Secret access key" }).click();
    const secret = await created.getByLabel("Secret access key", { exact: true }).inputValue();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      created.getByRole("button", { name: "Download .csv file" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "ann_accessKeys.csv");
    assert.ok(readFileSync(await download.path(), "utf8").endsWith(`,${secret}\r\n`));
    await created.getByRole("button", { name: "Done" }).click();
    await created.waitFor({ state: "detached" });

    await context.clearCookies();
    await page.getByRole("link", { name: "Policies" }).click();
    await page.getByText("Your session ended").waitFor();
    await page.getByLabel("Secret access key").fill("test");
    await page.getByLabel("Access key ID").fill(owner);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1, name: "Policies" }).waitFor();
  });
});

test("a password is changed at the first sign-in, and a role is taken and left", async () => {
  const owner = account();
  await iam(owner).send(
    new CreateRoleCommand({
      RoleName: "auditor",
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Principal: { AWS: owner }, Action: "sts:AssumeRole" },
      }),
    }),
  );
  await iam(owner).send(
    new PutRolePolicyCommand({
      RoleName: "auditor",
      PolicyName: "list",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "kms:List*", Resource: "*" },
      }),
    }),
  );
  await iam(owner).send(new CreateUserCommand({ UserName: "alice" }));
  await iam(owner).send(
    new CreateLoginProfileCommand({ UserName: "alice", Password: "first-Passw0rd!", PasswordResetRequired: true }),
  );
  await iam(owner).send(
    new PutUserPolicyCommand({
      UserName: "alice",
      PolicyName: "own",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: ["iam:ChangePassword", "sts:AssumeRole"], Resource: "*" },
      }),
    }),
  );
  await withPage(async (page) => {
    await page.goto(`${base}/console/`);
    await page.getByRole("tab", { name: "User name and password" }).click();
    await page.getByLabel("Account ID").fill(owner);
    await page.getByLabel("User name", { exact: true }).fill("alice");
    await page.getByLabel("Password", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("You are not signed in").waitFor();
    await page.getByLabel("Password", { exact: true }).fill("first-Passw0rd!");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1, name: "Change password" }).waitFor();
    await picture(page, "change-password");
    await page.getByLabel("Old password").fill("first-Passw0rd!");
    await page.getByLabel("New password", { exact: true }).fill("second-Passw0rd!");
    await page.getByLabel("New password again").fill("second-Passw0rd!");
    await page.getByRole("button", { name: "Change password" }).click();
    await menu(page, "alice").click();

    await page.getByRole("menuitem", { name: "Switch role" }).click();
    await page.getByLabel("Role ARN").fill("auditor");
    await picture(page, "switch-role");
    await page.getByRole("button", { name: "Switch role" }).click();
    await menu(page, "auditor").waitFor();
    await menu(page, "auditor").click();
    await page.getByRole("menuitem", { name: "Switch back" }).click();
    await menu(page, "alice").waitFor();
  });
});
