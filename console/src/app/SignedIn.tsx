import AppLayout from "@cloudscape-design/components/app-layout";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { Clients, ClientsContext } from "./clients";
import { FlashList } from "./FlashList";
import { Frame } from "./Frame";
import { takeFirstRun } from "./firstRun";
import { useRegion } from "./region";
import { entrance, type Session, SessionContext } from "./session";

const RoleEnded = lazy(() => import("./RoleEnded"));
const ChangePassword = lazy(() => import("../pages/change-password/ChangePassword"));

/** The frame with a page in it, and what all pages share: the session, and the clients of its Region. */
export default function SignedIn({ session }: { session: Session }) {
  // Who has signed in already does not need the link, and it must not be used later by itself.
  useEffect(() => void takeFirstRun(), []);
  const region = useRegion(session);
  const queries = useQueryClient();
  const clients = useMemo(
    () => new Clients(region, session.csrf, () => void queries.invalidateQueries({ queryKey: entrance.queryKey })),
    [region, session.csrf, queries],
  );
  return (
    <SessionContext value={session}>
      <ClientsContext value={clients}>
        {session.passwordResetRequired ? (
          <AppLayout navigationHide toolsHide notifications={<FlashList />} content={<ChangePassword />} />
        ) : (
          <>
            <Frame />
            {session.role?.ended === true && (
              <Suspense>
                <RoleEnded />
              </Suspense>
            )}
          </>
        )}
      </ClientsContext>
    </SessionContext>
  );
}
