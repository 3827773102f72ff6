export interface ContextPair {
  name: string;
  value: string;
}

/** What is wrong with one pair; undefined if nothing is. */
export function pairFault(pairs: readonly ContextPair[], at: number): string | undefined {
  const pair = pairs[at];
  if (pair === undefined || (pair.name === "" && pair.value === "")) {
    return undefined;
  }
  if (pair.name === "") {
    return "A value needs a name.";
  }
  return pairs.findIndex((each) => each.name === pair.name) < at ? "There is a pair of this name already." : undefined;
}

export function contextIsFine(pairs: readonly ContextPair[]): boolean {
  return pairs.every((_, at) => pairFault(pairs, at) === undefined);
}

/** The context as the API takes it; undefined for none. Rows without a name and value are left out. */
export function contextOf(pairs: readonly ContextPair[]): Record<string, string> | undefined {
  const filled = pairs.filter((pair) => pair.name !== "");
  return filled.length === 0 ? undefined : Object.fromEntries(filled.map(({ name, value }) => [name, value]));
}
