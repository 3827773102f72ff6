import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { type Session, useSession } from "./session";

// As the server reads the path of a call. What has another form could lead a call, or a command that is copied, elsewhere.
const REGION = /^[a-z]{2,8}(?:-[a-z0-9]{1,12}){1,4}$/;

/** The Region that the address names, else the session's first one. */
export function useRegion(session: Session): string {
  const [search] = useSearchParams();
  const named = search.get("region");
  return named !== null && REGION.test(named) ? named : session.region;
}

/** Returns what makes an address inside the console, which keeps the Region. */
export function useTo(): (path: string, region?: string) => string {
  const session = useSession();
  const here = useRegion(session);
  return useCallback(
    (path, region = here) => {
      if (region === session.region) {
        return path;
      }
      return `${path}${path.includes("?") ? "&" : "?"}region=${encodeURIComponent(region)}`;
    },
    [here, session.region],
  );
}
