import Tabs, { type TabsProps } from "@cloudscape-design/components/tabs";
import { useSearchParams } from "react-router";

/** Tabs, of which the address names the chosen one. The others are not there, so what they held is gone. */
export function TabsInAddress({ tabs }: { tabs: TabsProps.Tab[] }) {
  const [search, setSearch] = useSearchParams();
  const named = search.get("tab");
  return (
    <Tabs
      tabs={tabs}
      activeTabId={(tabs.find(({ id }) => id === named) ?? tabs[0])?.id}
      onChange={({ detail }) =>
        setSearch(
          (all) => {
            all.set("tab", detail.activeTabId);
            return all;
          },
          { replace: true },
        )
      }
    />
  );
}
