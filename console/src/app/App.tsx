import Box from "@cloudscape-design/components/box";
import I18nProvider from "@cloudscape-design/components/i18n";
import messages from "@cloudscape-design/components/i18n/messages/all.en";
import Spinner from "@cloudscape-design/components/spinner";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Suspense } from "react";
import { createBrowserRouter, RouterProvider } from "react-router";
import { Entry } from "./Entry";
import { Flashes } from "./flashes";
import { Leaving } from "./leaving";
import { entrance } from "./session";

const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 5_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

// It is asked for before anything is drawn. The component that needs it tells of a failure.
void queries.prefetchQuery(entrance);

// One route for all addresses: the frame has the list of the pages.
const router = createBrowserRouter([{ path: "*", Component: Root }], { basename: "/console" });

function Root() {
  return (
    <Leaving>
      <Suspense
        fallback={
          <Box textAlign="center" margin={{ top: "xxxl" }} padding="xxxl">
            <Spinner size="large" />
          </Box>
        }
      >
        <Entry />
      </Suspense>
    </Leaving>
  );
}

/** The whole console: sign-in, or the frame with a page in it. */
export function App() {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <QueryClientProvider client={queries}>
        <Flashes>
          <RouterProvider router={router} />
        </Flashes>
      </QueryClientProvider>
    </I18nProvider>
  );
}
