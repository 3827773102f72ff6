import TopNavigation, { type TopNavigationProps } from "@cloudscape-design/components/top-navigation";
import { memo, useEffect, useMemo, useRef } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { useFlash } from "./flashes";
import { useAskToLeave } from "./leaving";
import { placeIn } from "./placeIn";
import { useRegion, useTo } from "./region";
import { leaveRole, signOut, useReset, useSession } from "./session";
import { chooseTheme, type Theme, useTheme } from "./theme";

const isMac = navigator.userAgent.includes("Mac");

const IDENTITY = { href: "/console/", title: "Trent" };

/** The component measures itself each time it is called, and the browser has to lay out the whole page for that. */
const Bar = memo(({ utilities }: { utilities: TopNavigationProps.Utility[] }) => (
  <div id="top-bar">
    <TopNavigation identity={IDENTITY} utilities={utilities} />
  </div>
));

/** The bar at the top: the search, the Region, the colours, and who is signed in. It stays as it is on another page. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const session = useSession();
  const region = useRegion(session);
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const to = useTo();
  const theme = useTheme();
  const flash = useFlash();
  const reset = useReset();
  const askToLeave = useAskToLeave();
  const isRoot = session.arn.endsWith(":root");
  const name = session.role?.name ?? session.userName ?? session.arn;

  async function follow(id: string) {
    try {
      if (id === "sign-out") {
        await signOut(session.csrf);
        reset(null);
      } else if (id === "leave-role") {
        reset(await leaveRole(session.csrf));
      } else {
        void navigate(to(`/${id}`));
      }
    } catch (refusal) {
      flash({ type: "error", content: String(refusal) });
    }
  }

  const acts = {
    search: onSearch,
    goTo: (other: string) => void navigate(to(placeIn(pathname, search), other)),
    choose: (id: string) => (id === "sign-out" ? askToLeave(() => void follow(id)) : void follow(id)),
  };
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });

  const utilities = useMemo(
    (): TopNavigationProps.Utility[] => [
      {
        type: "button",
        iconName: "search",
        text: `Search [${isMac ? "⌘" : "Ctrl+"}K]`,
        title: "Search for a key or a page",
        onClick: () => latest.current.search(),
      },
      {
        type: "menu-dropdown",
        text: region,
        ariaLabel: `Region ${region}`,
        items: session.regions.map((each) => ({ id: each, text: each })),
        onItemClick: ({ detail }) => latest.current.goTo(detail.id),
      },
      {
        type: "menu-dropdown",
        iconName: "settings",
        ariaLabel: "Colours",
        title: "Colours",
        items: (["system", "light", "dark"] as const).map((each) => ({
          id: each,
          itemType: "checkbox" as const,
          text: { system: "As the system", light: "Light", dark: "Dark" }[each],
          checked: each === theme,
        })),
        onItemClick: ({ detail }) => chooseTheme(detail.id as Theme),
      },
      {
        type: "menu-dropdown",
        text: name,
        iconName: "user-profile",
        ariaLabel: `Account of ${name}`,
        description: `${session.accountId}${session.mfa ? ", signed in with MFA" : ""}`,
        items: [
          ...(session.role !== null ? [{ id: "leave-role", text: "Switch back" }] : []),
          // A root user cannot switch.
          ...(session.role === null && !isRoot ? [{ id: "sessions?switch=role", text: "Switch role" }] : []),
          { id: "sessions", text: "My sessions" },
          ...(session.method === "password" ? [{ id: "change-password", text: "Change password" }] : []),
          { id: "sign-out", text: "Sign out" },
        ],
        onItemClick: ({ detail }) => latest.current.choose(detail.id),
      },
    ],
    [session, region, theme, name, isRoot],
  );
  return <Bar utilities={utilities} />;
}
