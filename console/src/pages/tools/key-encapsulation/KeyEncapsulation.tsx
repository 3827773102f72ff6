import { Page } from "../../../widgets/Page";
import { TabsInAddress } from "../../../widgets/TabsInAddress";
import { DecapsulatePanel } from "./DecapsulatePanel";
import { EncapsulatePanel } from "./EncapsulatePanel";
import { text } from "./text";

/** Encapsulates and decapsulates shared secrets. */
export default function KeyEncapsulation() {
  return (
    <Page title={text.title} description={text.description}>
      <TabsInAddress
        tabs={[
          { id: "encapsulate", label: text.encapsulate, content: <EncapsulatePanel /> },
          { id: "decapsulate", label: text.decapsulate, content: <DecapsulatePanel /> },
        ]}
      />
    </Page>
  );
}
