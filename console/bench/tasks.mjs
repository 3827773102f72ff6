// The tasks of a page's main thread between two moments, from the browser's own trace: how long each took, and how much
// processor time. The second does not depend on what else the machine does.

const CATEGORIES = ["toplevel", "disabled-by-default-devtools.timeline", "__metadata"];

/** Does something, and returns the longest task meanwhile, in milliseconds. */
export async function tasksOf(page, act) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { recordMode: "recordUntilFull", includedCategories: CATEGORIES, excludedCategories: ["*"] },
  });
  await act();
  const complete = new Promise((resolve) => {
    session.once("Tracing.tracingComplete", resolve);
  });
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return summary(events);
}

function summary(events) {
  const names = events.filter(({ name }) => name === "thread_name");
  const main = new Set(
    names.filter(({ args }) => args.name === "CrRendererMain").map(({ pid, tid }) => `${pid}:${tid}`),
  );
  const tasks = events.filter(
    ({ name, pid, tid }) => /^(ThreadControllerImpl::)?RunTask$/.test(name) && main.has(`${pid}:${tid}`),
  );
  const longest = (each) => Math.max(0, ...tasks.map((task) => (each(task) ?? 0) / 1000));
  return {
    wall: longest(({ dur }) => dur),
    processor: longest(({ tdur }) => tdur),
    overHundred: tasks.filter(({ dur = 0 }) => dur > 100_000).length,
    processorTotal: tasks.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0),
  };
}
