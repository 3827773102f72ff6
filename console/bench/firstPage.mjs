// A browser with an empty profile: until the sign-in can be used, and from there until the list of keys can.
import { base, withPage } from "../test/browser.mjs";
import { tasksOf } from "./tasks.mjs";
import { blocked, noted, watch } from "./watch.mjs";

/** Returns the figures of one visit, in milliseconds and bytes. */
export async function firstPage(account) {
  let figures;
  await withPage(async (page) => {
    await watch(page);
    const tasks = await tasksOf(page, async () => {
      await page.goto(`${base}/console/`);
      await page.waitForFunction(() => window.trentBench.lcp > 0 && window.trentBench.marks.signIn !== undefined);
      await page.waitForLoadState("networkidle");
    });
    const signIn = await noted(page);
    await page.getByLabel("Access key ID").fill(account);
    await page.getByLabel("Secret access key").fill("test");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.locator("table input[type=checkbox]").first().waitFor();
    await page.waitForLoadState("networkidle");
    const list = await noted(page);
    const untilSignIn = blocked(signIn, signIn.fcp, signIn.marks.signIn);
    figures = {
      fcp: signIn.fcp,
      lcp: signIn.lcp,
      // A field that is there does not answer before the task that drew it is over.
      signIn: Math.max(signIn.marks.signIn, untilSignIn.end),
      blocked: blocked(signIn, signIn.fcp, signIn.now).total,
      processor: tasks.processorTotal,
      shift: signIn.shift,
      signInBytes: signIn.bytes,
      signInRequests: signIn.requests,
      list: list.marks.list - list.marks.click,
      bytes: list.bytes,
      requests: list.requests,
    };
  });
  return figures;
}
