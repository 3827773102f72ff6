import { Page } from "../../../widgets/Page";
import { TabsInAddress } from "../../../widgets/TabsInAddress";
import { GenerateMac } from "./GenerateMac";
import { text } from "./text";
import { VerifyMac } from "./VerifyMac";

/** Generates and verifies message authentication codes. */
export default function Mac() {
  return (
    <Page title={text.title} description={text.description}>
      <TabsInAddress
        tabs={[
          { id: "generate", label: text.generate, content: <GenerateMac /> },
          { id: "verify", label: text.verify, content: <VerifyMac /> },
        ]}
      />
    </Page>
  );
}
