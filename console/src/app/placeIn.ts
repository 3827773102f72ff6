/**
 * Where a user goes on in another Region, from an address without its Region. A key is in one Region, so its pages are
 * left for the list; a multi-Region key may be in the other one too, under the same id.
 */
export function placeIn(pathname: string, search: URLSearchParams): string {
  const [, page, key, ...below] = pathname.split("/");
  const left = page === "keys" && key !== undefined && key !== "create" && (below.length > 0 || !isMultiRegion(key));
  if (left) {
    return "/keys";
  }
  const kept = new URLSearchParams(search);
  kept.delete("region");
  for (const name of ["key", "source"]) {
    const named = kept.get(name);
    if (named !== null && !isMultiRegion(named) && !named.startsWith("alias/")) {
      kept.delete(name);
    }
  }
  const parameters = kept.toString();
  return parameters === "" ? pathname : `${pathname}?${parameters}`;
}

function isMultiRegion(key: string): boolean {
  return key.startsWith("mrk-");
}
