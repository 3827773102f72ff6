import { DescribeTrailsCommand, GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useQuery } from "@tanstack/react-query";
import { type Clients, useClients } from "../../app/clients";
import { refusalText } from "../../app/refusals";
import { useHealth } from "../../queries/health";
import { When } from "../../widgets/When";
import { states } from "../health/states";
import { text } from "./text";

const COMMANDS = "./trent audit verify --data FOLDER\n./trent audit head --data FOLDER";

/** What an API can tell about whether the log was changed, and how to prove it without the server. */
export function Touched() {
  const clients = useClients();
  const health = useHealth();
  const trails = useQuery({ queryKey: [clients.region, "trails"], queryFn: () => trailsOf(clients) });
  const journal = health.data?.journal;
  return (
    <ExpandableSection variant="container" headerText={text.verify} headerDescription={text.verifyHint}>
      <SpaceBetween size="m">
        <div>
          <Box variant="awsui-key-label">{text.journal}</Box>
          {journal === undefined ? (
            <StatusIndicator type="info">{text.journalUnknown}</StatusIndicator>
          ) : (
            <StatusIndicator type={states[journal.state]}>{journal.text}</StatusIndicator>
          )}
        </div>
        <div>
          <Box variant="awsui-key-label">{text.trails}</Box>
          {trails.error !== null && <StatusIndicator type="info">{refusalText(trails.error)}</StatusIndicator>}
          {trails.data?.length === 0 && <StatusIndicator type="info">{text.noTrails}</StatusIndicator>}
          {trails.data?.map((trail) => (
            <div key={trail.name}>
              <StatusIndicator type={trail.type}>
                {trail.says}
                {trail.digest !== undefined && (
                  <>
                    , {text.lastDigest} <When date={trail.digest} />
                  </>
                )}
              </StatusIndicator>
            </div>
          ))}
        </div>
        <div>
          <Box variant="awsui-key-label">{text.commands}</Box>
          <Box variant="p">{text.commandsHint}</Box>
          <Box variant="code">
            <pre>{COMMANDS}</pre>
          </Box>
          <CopyToClipboard
            copyButtonText={text.copy}
            copySuccessText={text.copied}
            copyErrorText={text.notCopied}
            textToCopy={COMMANDS}
          />
        </div>
      </SpaceBetween>
    </ExpandableSection>
  );
}

interface TrailState {
  name: string;
  type: "success" | "warning" | "error" | "stopped";
  says: string;
  digest?: Date;
}

async function trailsOf(clients: Clients): Promise<TrailState[]> {
  const client = await clients.cloudTrail();
  const { trailList = [] } = await client.send(new DescribeTrailsCommand({}));
  return Promise.all(
    trailList.map(async ({ Name: name = "", TrailARN, LogFileValidationEnabled: digests = false }) => {
      const status = await client.send(new GetTrailStatusCommand({ Name: TrailARN }));
      if (status.LatestDeliveryError !== undefined && status.LatestDeliveryError !== "") {
        return { name, type: "error", says: text.trailError(name, status.LatestDeliveryError) };
      }
      if (status.IsLogging !== true) {
        return { name, type: "stopped", says: text.trailOff(name) };
      }
      return digests
        ? { name, type: "success", says: text.trailOn(name), digest: status.LatestDigestDeliveryTime }
        : { name, type: "warning", says: text.trailNoDigest(name) };
    }),
  );
}
