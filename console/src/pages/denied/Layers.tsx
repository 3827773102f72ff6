import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Decoded, PolicySaid, Side, StatementSaid } from "./explanation";
import { text } from "./text";

/** The layers in the order in which the server asked them, with what each statement said. */
export function Layers({ decoded }: { decoded: Decoded }) {
  const { callerSide, keySide } = decoded.explanation;
  const isKey = /^kms:/.test(decoded.context.action) && keySide !== undefined;
  return (
    <Container
      header={
        <Header variant="h2" description={text.checklistHint}>
          {text.checklist}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <OneSide title={text.callerSide} side={callerSide} denied={decoded.explicitDeny} />
        {isKey && (
          <OneSide
            title={text.keySide}
            side={keySide}
            denied={decoded.explicitDeny}
            told={keySide.decidedBy === callerSide.decidedBy}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

/** Whether a policy is of the layer that decided. */
function decides(layer: string, side: Side): boolean {
  return side.decidedBy.includes(layer === "identity-based policy" ? "identity-based" : layer);
}

interface SideProps {
  title: string;
  side: Side;
  denied: boolean;
  /** Whether the other side has told what decided. */
  told?: boolean;
}

function OneSide({ title, side, denied, told = false }: SideProps) {
  const layers = [...new Set(side.policies.map(({ layer }) => layer))];
  return (
    <section aria-label={title}>
      <SpaceBetween size="s">
        <Header variant="h3">{title}</Header>
        {!told && (
          <StatusIndicator type="error">
            {text.decidedBy} {side.decidedBy}
          </StatusIndicator>
        )}
        {layers.map((layer) => (
          <Layer
            key={layer}
            blocks={decides(layer, side)}
            denied={denied}
            policies={side.policies.filter((policy) => policy.layer === layer)}
          />
        ))}
        {side.policies.length === 0 && <Box color="text-body-secondary">{text.noPolicies}</Box>}
        {side.policiesLeftOut !== undefined && <Box>{text.policiesLeftOut(side.policiesLeftOut)}</Box>}
      </SpaceBetween>
    </section>
  );
}

interface LayerProps {
  policies: PolicySaid[];
  /** Whether this layer refused. */
  blocks: boolean;
  /** Whether a Deny did. */
  denied: boolean;
}

function Layer({ policies, blocks, denied }: LayerProps) {
  return (
    <SpaceBetween size="xs">
      {policies.map((policy) => (
        <Container
          key={policy.policy}
          variant="stacked"
          header={
            <Header variant="h3" actions={<Verdict policy={policy} blocks={blocks} denied={denied} />}>
              {text.policy(policy.layer, policy.policy)}
            </Header>
          }
        >
          <SpaceBetween size="s">
            {policy.statements.map((statement) => (
              <Said key={statement.statement} said={statement} blocking={blocks && denied} />
            ))}
            {policy.statementsLeftOut !== undefined && <Box>{text.leftOut(policy.statementsLeftOut)}</Box>}
          </SpaceBetween>
        </Container>
      ))}
    </SpaceBetween>
  );
}

/** What a policy did: of the layer that decided, a Deny that applies, or no Allow. */
function Verdict({ policy, blocks, denied }: { policy: PolicySaid; blocks: boolean; denied: boolean }) {
  const denies = policy.statements.some(({ applies, effect }) => applies && effect === "Deny");
  if (!blocks || (denied && !denies)) {
    return <StatusIndicator type="success">{text.passed}</StatusIndicator>;
  }
  return <StatusIndicator type="error">{denied ? text.denies : text.lacks}</StatusIndicator>;
}

function Said({ said, blocking }: { said: StatementSaid; blocking: boolean }) {
  const type = said.applies ? (said.effect === "Allow" ? "success" : "error") : "stopped";
  const strong = blocking && said.applies && said.effect === "Deny";
  const list = (values: string[] | undefined) => (values ?? []).join(" or ") || text.nothing;
  return (
    <div>
      <StatusIndicator type={type}>
        <Box variant={strong ? "strong" : "span"}>
          {text.statement(said.statement + 1, said.sid)} ({said.effect}) {said.because}
        </Box>
      </StatusIndicator>
      {said.compared !== undefined && (
        <Box margin={{ left: "l" }}>
          <Box variant="awsui-key-label">{said.compared}</Box>
          <Box variant="small">{text.expected(list(said.wanted))}</Box>{" "}
          <Box variant="small" color="text-status-error">
            {text.actual(list(said.found))}
          </Box>
        </Box>
      )}
    </div>
  );
}
