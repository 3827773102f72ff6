import { Page } from "../../../widgets/Page";
import { TabsInAddress } from "../../../widgets/TabsInAddress";
import { DataKeyPanel } from "./DataKeyPanel";
import { PairPanel } from "./PairPanel";
import { RandomPanel } from "./RandomPanel";
import { text } from "./text";

/** Generates data keys, data key pairs and random bytes. */
export default function DataKeys() {
  return (
    <Page title={text.title} description={text.description}>
      <TabsInAddress
        tabs={[
          { id: "data-key", label: text.dataKey, content: <DataKeyPanel /> },
          { id: "pair", label: text.pair, content: <PairPanel /> },
          { id: "random", label: text.random, content: <RandomPanel /> },
        ]}
      />
    </Page>
  );
}
