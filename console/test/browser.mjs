// A real Chromium for the tests of the console, and what is true of every page: no violation of the
// Content-Security-Policy, no request to another origin, nothing in the browser's console.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const base = process.env.TRENT_URL ?? "http://127.0.0.1:4599";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = new URL("../target/pictures/", import.meta.url).pathname;
const PROGRAMS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts a browser with an empty profile, and gives a page to the test. */
export async function withPage(test, { dark = false, width = 1280, height = 900, javaScriptEnabled = true } = {}) {
  const profile = mkdtempSync(join(tmpdir(), "trent-console-"));
  const context = await launch(profile, { dark, width, height, javaScriptEnabled });
  const seen = { violations: [], foreign: [], messages: [] };
  try {
    await context.exposeBinding("tellViolation", (_source, text) => seen.violations.push(text));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) =>
        window.tellViolation(
          `${event.violatedDirective}: ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`,
        ),
      );
    });
    context.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== new URL(base).origin) {
        seen.foreign.push(request.url());
      }
    });
    const page = context.pages()[0] ?? (await context.newPage());
    watch(page, seen);
    context.on("page", (other) => watch(other, seen));
    page.setDefaultTimeout(60_000);
    await test(page, context, seen).catch(async (failure) => {
      await picture(page, `failed-${new URL(page.url()).pathname.replaceAll("/", "-")}`);
      throw failure;
    });
    assert.deepEqual(seen, { violations: [], foreign: [], messages: [] });
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

function watch(page, seen) {
  // A refusal of the server is told by the browser too. Tests look at what the page says of it.
  const expected = /the server responded with a status of (400|401|403|404|409|429)/;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !expected.test(message.text())) {
      seen.messages.push(message.text());
    }
  });
  page.on("pageerror", (error) => seen.messages.push(String(error)));
}

async function launch(profile, { dark, width, height, javaScriptEnabled }) {
  for (const executablePath of PROGRAMS.filter(Boolean)) {
    try {
      return await chromium.launchPersistentContext(profile, {
        executablePath,
        headless: true,
        args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        viewport: { width, height },
        colorScheme: dark ? "dark" : "light",
        reducedMotion: "reduce",
        acceptDownloads: true,
        javaScriptEnabled,
      });
    } catch (problem) {
      if (!/executable doesn't exist|ENOENT/i.test(String(problem))) {
        throw problem;
      }
    }
  }
  throw new Error("There is no Chromium on this machine. Name it with CHROMIUM.");
}

/** Signs in as the root user of an account; a server for development takes any account of twelve digits. */
export async function signIn(page, account = "000000000000", path = "/") {
  await page.goto(`${base}/console${path}`);
  await page.getByLabel("Access key ID").fill(account === "000000000000" ? "test" : account);
  await page.getByLabel("Secret access key").fill("test");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("#top-bar").waitFor();
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}

/** Fails for each rule of accessibility that the page breaks. */
export async function accessible(page) {
  // SAFE: page.evaluate is not bound by the page's policy, and the script is ours.
  await page.evaluate(AXE);
  const broken = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  });
  assert.deepEqual(broken, [], page.url());
}

/** Keeps a picture of the page among the artefacts of the build. */
export async function picture(page, name) {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}
