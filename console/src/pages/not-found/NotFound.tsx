import Box from "@cloudscape-design/components/box";
import { Page } from "../../widgets/Page";

export default function NotFound() {
  return (
    <Page title="There is no such page">
      <Box>The navigation beside it shows all pages.</Box>
    </Page>
  );
}
