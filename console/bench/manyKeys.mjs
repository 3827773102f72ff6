// The list of an account with many keys: how long a page may not answer while it loads, sorts, filters, pages and
// selects. The browser is told what to do by coordinates, because to look for an element is a task of the page too.
import { setTimeout as wait } from "node:timers/promises";
import { signIn, withPage } from "../test/browser.mjs";
import { tasksOf } from "./tasks.mjs";

const SETTLES_MS = 700;
const LOADS_MS_MAX = 1_800_000;
const COLUMNS = {
  alias: "Aliases",
  id: "Key ID",
  status: "Status",
  type: "Key type",
  spec: "Key spec",
  usage: "Key usage",
  origin: "Origin",
  regionality: "Regionality",
  created: "Creation date",
  expires: "Expiration date",
  lastUsed: "Last used",
  tags: "Tags",
  description: "Description",
  "tag:team": "team",
};
const FILTERS = [
  "Aliases : billing",
  "Status = Enabled",
  "Key type = Symmetric",
  "Key spec = SYMMETRIC_DEFAULT",
  "Description : of search",
  "team = billing",
  "ticket ^ OPS-99",
  "search/7",
];

/** Does all of it, and tells `report` the name of each step with the longest task in milliseconds. */
export async function manyKeys(account, report) {
  await withPage(
    async (page) => {
      await page.addInitScript(
        (columns) =>
          localStorage.setItem(
            "trent.columns.keys",
            JSON.stringify({ columns: columns.map((id) => ({ id, visible: true })), tagColumns: ["team"] }),
          ),
        Object.keys(COLUMNS),
      );
      page.setDefaultTimeout(LOADS_MS_MAX);
      const step = stepOn(page, report);
      // The page tells of its reading itself, so that nobody looks into it for minutes.
      const allIsRead = () =>
        page.evaluate(
          () =>
            new Promise((resolve) => {
              const look = () =>
                /Reading [a-z ]+: [\d,]+ of/.test(document.body.textContent) ? setTimeout(look, 2_000) : resolve();
              setTimeout(look, 2_000);
            }),
        );
      await step("sign in", null, () => signIn(page, account));
      for (const label of Object.values(COLUMNS)) {
        const head = page.getByRole("columnheader", { name: label, exact: true }).getByRole("button").first();
        await head.scrollIntoViewIfNeeded();
        await step(`sort by ${label}`, head);
        // Some columns are asked about now, of every key.
        await allIsRead();
        await step(`sort by ${label}, all is known`, head);
      }
      const filter = page.getByRole("combobox", { name: "Filter keys by property, tag or text" });
      await filter.scrollIntoViewIfNeeded();
      for (const text of FILTERS) {
        await step(`type ${text}`, filter, () => page.keyboard.type(text, { delay: 60 }));
        await step(`filter by ${text}`, null, () => page.keyboard.press("Enter"));
        await allIsRead();
        await page.keyboard.press("Escape");
        await step(`clear the filter ${text}`, page.getByRole("button", { name: "Clear filters" }));
      }
      await step("next page", page.getByRole("button", { name: "Next page" }));
      await step("select a key", page.locator("tbody input[type=checkbox]").nth(3));
      await step("select the page", page.locator("thead input[type=checkbox]"));
      await step("select all", page.getByRole("button", { name: /^Select all/ }));
      await step("next page, all selected", page.getByRole("button", { name: "Next page" }));
      await step("select none", page.getByRole("button", { name: "Clear selection" }));
    },
    { width: 1600 },
  );
}

function stepOn(page, report) {
  return async (name, target, act = async () => {}) => {
    const box = target && (await target.boundingBox());
    // The search for the element is over before the step begins.
    await wait(SETTLES_MS);
    const tasks = await tasksOf(page, async () => {
      if (box) {
        await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      }
      await act();
      await wait(SETTLES_MS);
    });
    report(name, tasks);
  };
}
