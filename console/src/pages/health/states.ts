/** How a state is shown. */
export const states = { ok: "success", warn: "warning", bad: "error" } as const;
