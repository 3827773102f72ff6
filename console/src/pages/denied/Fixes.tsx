import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { CopyAs } from "../../widgets/CopyAs";
import { PageLink } from "../../widgets/PageLink";
import type { Decoded } from "./explanation";
import { advice, type Proposal, proposalOf } from "./proposals";
import { places, text } from "./text";

/** What would allow the request, the smallest change first, each with the text to add. */
export function Fixes({ decoded }: { decoded: Decoded }) {
  return (
    <Container
      header={
        <Header variant="h2" description={text.fixesHint}>
          {text.fixes}
        </Header>
      }
    >
      <ol>
        {advice(decoded).map((sentence) => {
          const proposal = proposalOf(sentence, decoded);
          return (
            <li key={sentence}>
              <Box padding={{ bottom: "m" }}>
                <SpaceBetween size="xs">
                  <Box>{sentence}</Box>
                  {proposal !== null && <Text proposal={proposal} region={decoded.explanation.region} />}
                </SpaceBetween>
              </Box>
            </li>
          );
        })}
      </ol>
    </Container>
  );
}

function Text({ proposal, region }: { proposal: Proposal; region: string }) {
  const { page } = places[proposal.where];
  if (proposal.where === "grant") {
    return (
      <>
        <PageLink href={proposal.href} region={region}>
          {page}
        </PageLink>
        <CopyAs call={{ service: "kms", operation: "CreateGrant", region, input: proposal.input }} />
      </>
    );
  }
  const added = JSON.stringify(proposal.statement, null, 2);
  return (
    <>
      <Box variant="awsui-key-label">{places[proposal.where].label}</Box>
      <Box variant="code">
        <pre>{added.replaceAll(/^/gm, "+ ")}</pre>
      </Box>
      <SpaceBetween direction="horizontal" size="s">
        <CopyToClipboard
          copyButtonText={text.copy}
          copyButtonAriaLabel={`${text.copy}: ${places[proposal.where].label}`}
          copySuccessText={text.copied}
          copyErrorText={text.notCopied}
          textToCopy={added}
        />
        <PageLink href={proposal.href} region={region}>
          {page}
        </PageLink>
      </SpaceBetween>
    </>
  );
}
