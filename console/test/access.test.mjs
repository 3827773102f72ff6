// Who may do what: users, roles, groups and policies, why a call was denied, a second factor, and the end of sessions.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetAccountPasswordPolicyCommand,
  GetUserCommand,
  ListGroupsCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { account, iam, key, kms, policy, trust } from "./api.mjs";
import { accessible, base, picture, signIn, withPage } from "./browser.mjs";

const PASSWORD = "first-Passw0rd!";
const button = (page, name) => page.getByRole("button", { name, exact: true });
const dialog = (page) => page.getByRole("dialog");
const told = (page, text) => page.getByText(text).filter({ visible: true }).first().waitFor();
const menu = (page, name) => page.getByRole("button", { name: new RegExp(`^Account of ${name}`) });

async function user(owner, name, statement) {
  const client = iam(owner);
  await client.send(new CreateUserCommand({ UserName: name }));
  await client.send(new PutUserPolicyCommand({ UserName: name, PolicyName: "own", PolicyDocument: policy(statement) }));
}

test("who can use a key, also by a policy that is not saved, and why somebody was denied", async () => {
  const owner = account();
  const made = await key(owner, "matrix");
  await user(owner, "alice", { Action: ["kms:Encrypt", "kms:DescribeKey", "kms:List*"] });
  const { AccessKey } = await iam(owner).send(new CreateAccessKeyCommand({ UserName: "alice" }));
  const saved = async () => (await kms(owner).send(new GetKeyPolicyCommand({ KeyId: made.KeyId }))).Policy;
  const before = await saved();
  await withPage(async (page) => {
    await signIn(page, owner);
    await page.goto(`${base}/console/keys/${made.KeyId}?tab=access`);
    const row = page.getByRole("row", { name: /^alice/ });
    const column = async (name) => {
      const headers = await page
        .getByRole("grid", { name: "Who can use it" })
        .getByRole("columnheader")
        .allTextContents();
      return row.getByRole("gridcell").nth(headers.findIndex((header) => header.trim() === name) - 1);
    };
    await row.getByText("Yes").first().waitFor();
    assert.match(await (await column("Encrypt")).textContent(), /Yes/);
    const decrypt = await column("Decrypt");
    assert.match(await decrypt.textContent(), /No/);
    await decrypt.getByRole("button").click();
    await told(page, /none of them allows it/);
    await page.keyboard.press("Escape");

    await page.getByRole("radio", { name: "The policy that is being edited" }).check();
    const tried = JSON.parse(before);
    tried.Statement.push({
      Sid: "tried",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${owner}:user/alice` },
      Action: "kms:Decrypt",
      Resource: "*",
    });
    await write(page, JSON.stringify(tried, null, 2));
    await told(row, "changed: No → Yes");
    await picture(page, "what-if");
    assert.equal(await saved(), before);
  });
  await withPage(async (page) => {
    await page.goto(`${base}/console/keys/${made.KeyId}?tab=policy`);
    await page.getByLabel("Access key ID").fill(AccessKey.AccessKeyId);
    await page.getByLabel("Secret access key").fill(AccessKey.SecretAccessKey);
    await button(page, "Sign in").click();
    await told(page, /is not authorized to perform: kms:GetKeyPolicy/);
    await page.getByRole("link", { name: "Why was this denied?" }).last().waitFor();
  });
  await withPage(async (page) => {
    await signIn(page, owner, "/denied");
    await page
      .getByRole("row", { name: /GetKeyPolicy/ })
      .getByRole("link")
      .first()
      .click();
    await page.getByRole("heading", { name: "What decided" }).waitFor();
    await page.getByRole("heading", { name: "What would allow it" }).waitFor();
    await told(page, "kms:GetKeyPolicy");
  });
});

/** Replaces the text of the policy editor on the page. */
async function write(page, text) {
  const editor = page.locator(".ace_text-input").first();
  await editor.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

test("a boundary is set and removed; a role, a group and a policy are deleted; passwords get rules", async () => {
  const owner = account();
  const client = iam(owner);
  const { Policy } = await client.send(
    new CreatePolicyCommand({ PolicyName: "limit", PolicyDocument: policy({ Action: "kms:*" }) }),
  );
  await user(owner, "bob", { Action: "kms:List*" });
  await client.send(new CreateGroupCommand({ GroupName: "crew" }));
  await client.send(new AddUserToGroupCommand({ GroupName: "crew", UserName: "bob" }));
  await client.send(new CreateRoleCommand({ RoleName: "worker", AssumeRolePolicyDocument: trust(owner) }));
  await client.send(
    new PutRolePolicyCommand({ RoleName: "worker", PolicyName: "p", PolicyDocument: policy({ Action: "kms:*" }) }),
  );
  const boundary = async () =>
    (await client.send(new GetUserCommand({ UserName: "bob" }))).User.PermissionsBoundary?.PermissionsBoundaryArn;
  await withPage(async (page) => {
    await signIn(page, owner);
    await page.goto(`${base}/console/iam/users/bob`);
    await button(page, "Set permissions boundary").click();
    await dialog(page).getByLabel("Policy", { exact: true }).click();
    await page.getByRole("option", { name: /^limit/ }).click();
    await button(dialog(page), "Set permissions boundary").click();
    await told(page, "The permissions boundary was set.");
    assert.equal(await boundary(), Policy.Arn);
    await button(page, "Remove Permissions boundary").click();
    await button(dialog(page), "Remove").click();
    await told(page, "The permissions boundary was removed.");
    assert.equal(await boundary(), undefined);

    for (const [path, name, done] of [
      ["roles", "worker", "The role worker was deleted."],
      ["groups", "crew", "The group crew was deleted."],
      ["policies", "limit", "The policy limit was deleted."],
    ]) {
      await page.goto(`${base}/console/iam/${path}?filter=${name}`);
      await page.getByRole("radio", { name: `Select ${name}` }).check();
      await button(page, "Delete").click();
      await dialog(page).getByLabel(`To confirm, enter ${name}`).fill(name);
      await button(dialog(page), "Delete").click();
      await told(page, done);
    }
    const [roles, groups, policies] = await Promise.all([
      client.send(new ListRolesCommand({})),
      client.send(new ListGroupsCommand({})),
      client.send(new ListPoliciesCommand({ Scope: "Local" })),
    ]);
    assert.deepEqual([roles.Roles, groups.Groups, policies.Policies], [[], [], []]);

    await page.getByRole("link", { name: "Account settings" }).click();
    await told(page, "The account uses the default password policy of IAM.");
    await button(page, "Edit").click();
    await dialog(page).getByRole("radio", { name: "Custom" }).check();
    await dialog(page).getByLabel("Password minimum length").fill("5");
    await button(dialog(page), "Save changes").click();
    await told(dialog(page), "Enter a whole number between 6 and 128.");
    await dialog(page).getByLabel("Password minimum length").fill("14");
    await dialog(page).getByRole("checkbox", { name: "Turn on password expiration" }).check();
    await dialog(page).getByLabel("Expire password in (days)").fill("30");
    await accessible(page);
    await picture(page, "password-policy");
    await button(dialog(page), "Save changes").click();
    await told(page, "Passwords expire after 30 days");
    const { PasswordPolicy } = await client.send(new GetAccountPasswordPolicyCommand({}));
    assert.deepEqual([PasswordPolicy.MinimumPasswordLength, PasswordPolicy.MaxPasswordAge], [14, 30]);
    await button(page, "Edit").click();
    await dialog(page).getByRole("radio", { name: "IAM default" }).check();
    await button(dialog(page), "Save changes").click();
    await told(page, "The account uses the default password policy of IAM.");
  });
});

test("a second factor is assigned and asked for, and a session is ended from another browser", async () => {
  const owner = account();
  await user(owner, "mia", { Action: "*" });
  await iam(owner).send(new CreateLoginProfileCommand({ UserName: "mia", Password: PASSWORD }));
  const signInAsMia = async (page) => {
    await page.goto(`${base}/console/`);
    await page.getByRole("tab", { name: "User name and password" }).click();
    await page.getByLabel("Account ID").fill(owner);
    await page.getByLabel("User name", { exact: true }).fill("mia");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await button(page, "Sign in").click();
  };
  await withPage(async (other) => {
    await signInAsMia(other);
    await menu(other, "mia").waitFor();
    await withPage(async (page) => {
      await signInAsMia(page);
      await menu(page, "mia").waitFor();
      await page.goto(`${base}/console/iam/users/mia?tab=security-credentials`);
      await button(page, "Assign MFA device").click();
      await button(dialog(page), "Next").click();
      await button(page, "Show Secret key").click();
      const seed = fromBase32(await dialog(page).getByLabel("Secret key", { exact: true }).inputValue());
      const enrolled = await step();
      await dialog(page).getByLabel("MFA code 1").fill(totp(seed, enrolled));
      await dialog(page)
        .getByLabel("MFA code 2")
        .fill(totp(seed, enrolled + 1));
      await button(dialog(page), "Add MFA").click();
      await told(page, "The MFA device was assigned.");

      await menu(page, "mia").click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
      await signInAsMia(page);
      await page.getByLabel("MFA code").waitFor();
      await page.getByLabel("MFA code").fill(totp(seed, enrolled + 1000));
      await button(page, "Sign in").click();
      await told(page, "You are not signed in");
      // The codes of the assignment are used up, so the next one is of a minute later.
      await fetch(`${base}/_trent/clock`, { method: "POST", body: JSON.stringify({ advance: "PT1M" }) });
      await page.getByLabel("MFA code").fill(totp(seed, (await step()) + 1));
      await button(page, "Sign in").click();
      await menu(page, "mia").click();
      await told(page, "signed in with MFA");
      await page.getByRole("menuitem", { name: "My sessions" }).click();

      await page.getByRole("row").filter({ hasNotText: "This session" }).getByRole("radio").check();
      await button(page, "End session").click();
      await button(dialog(page), "End session").click();
      await told(page, "The session was ended.");
    });
    await other.getByRole("link", { name: "AWS managed keys" }).click();
    await button(other, "Sign in").waitFor();
  });
});

test("when the session of a role ends, its user says how it goes on", async () => {
  const owner = account();
  const client = iam(owner);
  const role = async () => {
    await client.send(new CreateRoleCommand({ RoleName: "ops", AssumeRolePolicyDocument: trust(owner) }));
    await client.send(
      new PutRolePolicyCommand({ RoleName: "ops", PolicyName: "p", PolicyDocument: policy({ Action: "kms:*" }) }),
    );
  };
  const end = async () => {
    await client.send(new DeleteRolePolicyCommand({ RoleName: "ops", PolicyName: "p" }));
    await client.send(new DeleteRoleCommand({ RoleName: "ops" }));
  };
  await role();
  await key(owner, "of-the-role");
  await user(owner, "olga", { Action: ["sts:AssumeRole", "kms:List*", "kms:DescribeKey"] });
  await iam(owner).send(new CreateLoginProfileCommand({ UserName: "olga", Password: PASSWORD }));
  await withPage(async (page) => {
    await page.goto(`${base}/console/`);
    await page.getByRole("tab", { name: "User name and password" }).click();
    await page.getByLabel("Account ID").fill(owner);
    await page.getByLabel("User name", { exact: true }).fill("olga");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await button(page, "Sign in").click();
    await menu(page, "olga").click();
    await page.getByRole("menuitem", { name: "Switch role" }).click();
    await page.getByLabel("Role ARN").fill("ops");
    await button(page, "Switch role").click();
    await menu(page, "ops").waitFor();

    await end();
    await page.getByRole("link", { name: "Customer managed keys" }).click();
    await told(page, "The session of role ops has ended");
    await accessible(page);
    await picture(page, "role-ended");
    await role();
    await button(page, "Switch to ops again").click();
    await dialog(page).waitFor({ state: "hidden" });
    await told(page, "1 key");

    await end();
    await button(page, "Refresh").click();
    await button(page, "Continue as olga").click();
    await menu(page, "olga").waitFor();
    await told(page, "1 key");
  });
});

/** The server's time in steps of 30 seconds. */
async function step() {
  const { now } = await (await fetch(`${base}/_trent/clock`)).json();
  return Math.floor(Date.parse(now) / 30_000);
}

/** The code of RFC 6238 for a step. */
function totp(seed, at) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(at));
  const mac = createHmac("sha1", seed).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

function fromBase32(text) {
  const bits = [...text.replaceAll(/[=\s]/g, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}
