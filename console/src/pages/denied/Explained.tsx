import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { PageLink } from "../../widgets/PageLink";
import { When } from "../../widgets/When";
import type { Decoded } from "./explanation";
import { Fixes } from "./Fixes";
import { Layers } from "./Layers";
import { principalOf } from "./proposals";
import { text } from "./text";

/** One denial: what was asked, what would allow it, and what each layer said. */
export function Explained({ decoded }: { decoded: Decoded }) {
  const { context, explanation } = decoded;
  const simulation = new URLSearchParams({
    principal: principalOf(context.principal.arn),
    action: context.action,
    resource: context.resource,
  });
  return (
    <SpaceBetween size="l">
      <Alert type="error" header={text.answer}>
        {explanation.message}
      </Alert>
      <Fixes decoded={decoded} />
      <Layers decoded={decoded} />
      <Container
        header={
          <Header variant="h2" actions={<PageLink href={`/iam/simulate?${simulation}`}>{text.simulate}</PageLink>}>
            {text.request}
          </Header>
        }
      >
        <KeyValuePairs
          columns={3}
          minColumnWidth={240}
          items={[
            { label: text.caller, value: context.principal.arn },
            { label: text.action, value: context.action },
            { label: text.resource, value: context.resource },
            { label: text.region, value: explanation.region },
            { label: text.firstDenied, value: <When date={explanation.firstDenied} /> },
            { label: text.requestId, value: explanation.firstRequestId },
          ]}
        />
      </Container>
      <ExpandableSection headerText={text.raw}>
        <Box variant="code">
          <pre>{JSON.stringify(decoded, null, 2)}</pre>
        </Box>
      </ExpandableSection>
    </SpaceBetween>
  );
}
