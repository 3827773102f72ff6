import AppLayout from "@cloudscape-design/components/app-layout";
import Box from "@cloudscape-design/components/box";
import ErrorBoundary from "@cloudscape-design/components/error-boundary";
import SideNavigation from "@cloudscape-design/components/side-navigation";
import Spinner from "@cloudscape-design/components/spinner";
import { Suspense, useState, useSyncExternalStore } from "react";
import { useLocation, useNavigate } from "react-router";
import { Palette } from "../widgets/Palette";
import { FlashList } from "./FlashList";
import { navigation } from "./navigation";
import { useTo } from "./region";
import { Pages } from "./routes";
import { TopBar } from "./TopBar";

// The width below which the layout puts the navigation over the page.
const narrow = window.matchMedia("(max-width: 688px)");

/** The layout closes the navigation when the window becomes narrow. It is open again when the window is wide again. */
function useNavigationDoor() {
  const isNarrow = useSyncExternalStore(
    (listener) => {
      narrow.addEventListener("change", listener);
      return () => narrow.removeEventListener("change", listener);
    },
    () => narrow.matches,
  );
  const [open, setOpen] = useState({ narrow: false, wide: true });
  return {
    navigationOpen: isNarrow ? open.narrow : open.wide,
    onNavigationChange: ({ detail }: { detail: { open: boolean } }) =>
      setOpen((before) => ({ ...before, [narrow.matches ? "narrow" : "wide"]: detail.open })),
  };
}

// React has written the error to the browser's console already. The page offers to load it again.
function leaveToTheBrowser() {}

/** The frame around each page: the bar above, the navigation beside it, and messages over it. */
export function Frame() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const to = useTo();
  const navigationDoor = useNavigationDoor();
  const [searching, setSearching] = useState(false);
  return (
    <>
      <TopBar onSearch={() => setSearching(true)} />
      <Palette open={searching} onOpen={setSearching} />
      <AppLayout
        headerSelector="#top-bar"
        {...navigationDoor}
        navigation={
          <SideNavigation
            header={{ text: "Trent", href: "/keys" }}
            items={navigation}
            activeHref={`/${pathname
              .split("/")
              .slice(1, pathname.startsWith("/iam/") ? 3 : 2)
              .join("/")}`}
            onFollow={(event) => {
              if (event.detail.external !== true) {
                event.preventDefault();
                void navigate(to(event.detail.href));
              }
            }}
          />
        }
        toolsHide
        notifications={<FlashList />}
        content={
          <Suspense
            fallback={
              <Box textAlign="center" padding="xxl">
                <Spinner size="large" />
              </Box>
            }
          >
            <ErrorBoundary key={pathname} onError={leaveToTheBrowser}>
              <Pages />
            </ErrorBoundary>
          </Suspense>
        }
      />
    </>
  );
}
