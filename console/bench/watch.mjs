// What a page notes about itself while it is measured: paints, shifts, and tasks that kept it from answering.

/** Begins to note, before the page's own scripts run. */
export async function watch(page) {
  await page.addInitScript(() => {
    const seen = { longTasks: [], shift: 0, lcp: 0, marks: {} };
    window.trentBench = seen;
    const observe = (type, note, more = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
    observe("longtask", ({ startTime, duration }) => seen.longTasks.push({ startTime, duration }));
    observe("largest-contentful-paint", ({ startTime }) => {
      seen.lcp = startTime;
    });
    observe("layout-shift", ({ value, hadRecentInput }) => {
      seen.shift += hadRecentInput ? 0 : value;
    });
    window.addEventListener(
      "click",
      ({ timeStamp }) => {
        seen.marks.click = timeStamp;
      },
      { capture: true },
    );
    // Looks once a frame, so that a mark is at most a frame late.
    const look = () => {
      const now = performance.now();
      if (seen.marks.signIn === undefined && document.querySelector("input:enabled") !== null) {
        seen.marks.signIn = now;
      }
      if (seen.marks.list === undefined && document.querySelector("table input[type=checkbox]") !== null) {
        seen.marks.list = now;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** What was noted until now. */
export async function noted(page) {
  return page.evaluate(() => {
    const entries = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/console/"));
    return {
      ...window.trentBench,
      now: performance.now(),
      fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
      requests: entries.length + 1,
      bytes: entries.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    };
  });
}

/** Between two moments: the time by which tasks were longer than 50 ms, and the longest. */
export function blocked({ longTasks }, from, until) {
  const tasks = longTasks.filter(({ startTime, duration }) => startTime + duration > from && startTime < until);
  return {
    total: tasks.reduce((sum, { duration }) => sum + duration - 50, 0),
    longest: Math.max(0, ...tasks.map(({ duration }) => duration)),
    end: Math.max(0, ...tasks.map(({ startTime, duration }) => startTime + duration)),
  };
}
