// What bench/console runs, against the server that TRENT_URL names: the first pages, and the list of an account with many
// keys. Prints the tables of bench/results.md.
import { signIn, withPage } from "../test/browser.mjs";
import { firstPage } from "./firstPage.mjs";
import { manyKeys } from "./manyKeys.mjs";

const [few, many, rounds] = process.argv.slice(2);
const MS_MAX = 100;

const middle = (values) => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];

async function firstPages() {
  // The server answers its first requests slowly, as any program in Java does.
  await withPage((page) => signIn(page, few));
  const visits = [];
  for (let round = 0; round < Number(rounds); round++) {
    visits.push(await firstPage(few));
  }
  const row = (name, of, digits = 0) => {
    const values = visits.map(of);
    const [mid, least, most] = [middle(values), Math.min(...values), Math.max(...values)].map((each) =>
      each.toFixed(digits),
    );
    console.log(`| ${name} | ${mid} (${least}–${most}) |`);
  };
  console.log("\n| empty profile | median (least–greatest) |\n| --- | --- |");
  row("first contentful paint, ms", ({ fcp }) => fcp);
  row("largest contentful paint, ms", ({ lcp }) => lcp);
  row("sign-in can be used, ms", (visit) => visit.signIn);
  row("total blocking time, ms", (visit) => visit.blocked);
  row("processor time of the main thread until then, ms", ({ processor }) => processor);
  row("cumulative layout shift", ({ shift }) => shift, 3);
  row("sign-in: kB", ({ signInBytes }) => signInBytes / 1000);
  row("sign-in: requests", ({ signInRequests }) => signInRequests);
  row("from the click on Sign in until the list can be used, ms", ({ list }) => list);
  row("sign-in and list: kB", ({ bytes }) => bytes / 1000);
  row("sign-in and list: requests", ({ requests }) => requests);
}

async function list() {
  console.log("\n| many keys | longest task: processor ms | clock ms | tasks over 100 ms |\n| --- | --- | --- | --- |");
  let late = 0;
  await manyKeys(many, (name, { processor, wall, overHundred }) => {
    console.log(`| ${name} | ${processor.toFixed(0)} | ${wall.toFixed(0)} | ${overHundred} |`);
    late += processor > MS_MAX ? 1 : 0;
  });
  console.log(`\n${late} steps had a task of more than ${MS_MAX} ms of processor time.`);
}

await firstPages();
await list();
