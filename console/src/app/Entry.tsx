import { useQueryClient } from "@tanstack/react-query";
import { lazy, useEffect } from "react";
import { useClearFlashes } from "./flashes";
import { loadFrame } from "./load";
import { entrance, onChangeElsewhere, useEntrance } from "./session";

const SignIn = lazy(() => import("../pages/sign-in/SignIn"));
const SignedIn = lazy(loadFrame);

/** Shows the sign-in to strangers, and the frame to who is signed in. */
export function Entry() {
  const { session } = useEntrance();
  const queries = useQueryClient();
  useEffect(() => onChangeElsewhere(() => void queries.resetQueries({ queryKey: entrance.queryKey })), [queries]);
  // The messages of one user are not for the next one.
  const clear = useClearFlashes();
  useEffect(() => {
    if (session === null) {
      clear();
    }
  }, [session, clear]);
  return session === null ? <SignIn /> : <SignedIn session={session} />;
}
