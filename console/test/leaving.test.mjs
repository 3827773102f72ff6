// What a user has typed is not lost without a question, and what somebody else has saved is not overwritten silently.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  DescribeKeyCommand,
  ListAliasesCommand,
  ListResourceTagsCommand,
  TagResourceCommand,
  UpdateAliasCommand,
  UpdateKeyDescriptionCommand,
} from "@aws-sdk/client-kms";
import { account, key, kms } from "./api.mjs";
import { accessible, base, picture, signIn, withPage } from "./browser.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const question = (page) => page.getByRole("dialog", { name: "Leave page" });
const told = (page, text) => page.getByText(text).filter({ visible: true }).first().waitFor();
const heading = (page, name) => page.getByRole("heading", { level: 1, name });

/** Does what would lose something: the user stays first, and goes then. */
async function asks(page, leave, stays) {
  await leave();
  await question(page).waitFor();
  await button(question(page), "Cancel").click();
  await question(page).waitFor({ state: "hidden" });
  await stays();
  await leave();
  await button(question(page), "Leave").click();
  await question(page).waitFor({ state: "hidden" });
}

test("who leaves a form with something typed in it is asked", async () => {
  const owner = account();
  const made = await key(owner, "leaving");
  await withPage(async (page) => {
    await signIn(page, owner);

    // Nothing is typed, so nothing is asked.
    await button(page, "Create key").click();
    await button(page, "Cancel").click();
    await heading(page, "Customer managed keys").waitFor();

    const wizard = async () => {
      await button(page, "Create key").click();
      await button(page, "Next").click();
      await page.getByLabel("Alias", { exact: true }).fill("typed");
    };
    const stays = async () => assert.equal(await page.getByLabel("Alias", { exact: true }).inputValue(), "typed");
    await wizard();
    await button(page, "Cancel").click();
    await question(page).waitFor();
    await accessible(page);
    await picture(page, "leave-page");
    await button(question(page), "Cancel").click();
    await question(page).waitFor({ state: "hidden" });
    await asks(page, () => button(page, "Cancel").click(), stays);
    await heading(page, "Customer managed keys").waitFor();
    await wizard();
    await asks(page, () => page.getByRole("link", { name: "Health" }).click(), stays);
    await heading(page, "Health").waitFor();
    await page.getByRole("link", { name: "Customer managed keys" }).first().click();
    await wizard();
    await asks(page, () => page.goBack(), stays);
    await heading(page, "Customer managed keys").waitFor();

    // What is finished is not asked about.
    await wizard();
    for (let step = 0; step < 3; step++) {
      await button(page, "Next").click();
    }
    await button(page, "Finish").click();
    await page.getByRole("link", { name: "View key" }).waitFor();

    // The tags are edited on a tab, and another tab loses them.
    await page.goto(`${base}/console/keys/${made.KeyId}?tab=tags`);
    await button(page, "Create tag").click();
    await page.getByRole("textbox", { name: "Tag key" }).fill("typed");
    await asks(
      page,
      () => page.getByRole("tab", { name: "Aliases" }).click(),
      async () => assert.equal(await page.getByRole("textbox", { name: "Tag key" }).inputValue(), "typed"),
    );
    await button(page, "Create alias").waitFor();

    // A dialog is closed by its buttons only, and asks too.
    await page.goto(`${base}/console/iam/policies`);
    await button(page, "Create policy").click();
    await page.getByLabel("Policy name").fill("typed");
    await page.mouse.click(5, 500);
    await button(page.getByRole("dialog"), "Cancel").click();
    const discard = page.getByRole("dialog", { name: "Discard changes" });
    await button(discard, "Cancel").click();
    assert.equal(await page.getByLabel("Policy name").inputValue(), "typed");
    await button(page.getByRole("dialog").first(), "Cancel").click();
    await button(discard, "Discard").click();
    await page.getByRole("dialog").first().waitFor({ state: "detached" });
  });
});

test("who saves what another has saved meanwhile is told", async () => {
  const owner = account();
  const client = kms(owner);
  const made = await key(owner, "shared", { Tags: [{ TagKey: "team", TagValue: "red" }] });
  const other = await key(owner, "other");
  const KeyId = made.KeyId;
  await withPage(async (page) => {
    const dialog = page.getByRole("dialog");
    await signIn(page, owner);
    await page.goto(`${base}/console/keys/${KeyId}?tab=tags`);
    await heading(page, KeyId).waitFor();
    await button(page, "Edit description").click();
    await dialog.getByLabel("Description").fill("mine");
    await client.send(new UpdateKeyDescriptionCommand({ KeyId, Description: "theirs" }));
    await button(dialog, "Save").click();
    await told(dialog, 'The description is now "theirs".');
    await picture(page, "description-conflict");
    await button(dialog, "Save").click();
    await told(page, "The description is saved.");
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
    assert.equal(KeyMetadata.Description, "mine");

    // Another tag of somebody else stays; the same tag is a conflict.
    const tags = async () => (await client.send(new ListResourceTagsCommand({ KeyId }))).Tags;
    const edit = async (value) => {
      await button(page, "Edit tags").click();
      await page.getByRole("textbox", { name: "Tag value" }).first().fill(value);
    };
    await edit("blue");
    await client.send(new TagResourceCommand({ KeyId, Tags: [{ TagKey: "cost", TagValue: "7" }] }));
    await button(page, "Save changes").click();
    await told(page, "The tags are saved.");
    assert.deepEqual(await sorted(tags()), ["cost=7", "team=blue"]);
    await page.goto(`${base}/console/keys/${KeyId}?tab=tags`);
    await page.getByRole("row", { name: /team/ }).waitFor();
    await button(page, "Edit tags").click();
    const team = page.getByRole("group").filter({ has: page.getByRole("button", { name: "Remove tag team" }) });
    await team.getByRole("textbox", { name: "Tag value" }).fill("green");
    await client.send(new TagResourceCommand({ KeyId, Tags: [{ TagKey: "team", TagValue: "theirs" }] }));
    await button(page, "Save changes").click();
    await told(page, 'The tag team is now "theirs".');
    await button(page, "Save changes").click();
    await told(page, "The tags are saved.");
    assert.deepEqual(await sorted(tags()), ["cost=7", "team=green"]);

    // The alias names another key by now, so it is not deleted with this one in mind.
    await page.goto(`${base}/console/keys/${KeyId}?tab=aliases`);
    await page.getByRole("checkbox", { name: "Select shared" }).check();
    await button(page, "Delete").click();
    await client.send(new UpdateAliasCommand({ AliasName: "alias/shared", TargetKeyId: other.KeyId }));
    await button(dialog, "Delete").click();
    await told(dialog, "alias/shared does not name this key any more.");
    const { Aliases } = await client.send(new ListAliasesCommand({ KeyId: other.KeyId }));
    assert.equal(Aliases.length, 2);
  });
});

async function sorted(tags) {
  return (await tags).map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`).sort();
}
