import { RotateKeyOnDemandCommand } from "@aws-sdk/client-kms";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { useChange } from "../../../queries/change";
import type { RotationsListEntry } from "../../../queries/keyDetails";
import type { KeyMetadata } from "../../../queries/keys";
import { Ask } from "../../../widgets/Ask";
import { When } from "../../../widgets/When";
import { text } from "./text";

// Source: AWS KMS Developer Guide, "Resource quotas".
const ROTATIONS_MAX = 25;

interface Props {
  keyMetadata: KeyMetadata;
  materials: readonly RotationsListEntry[] | undefined;
  mayChange: boolean;
}

/** New material at once, and how often that is still possible. */
export function OnDemandRotation({ keyMetadata, materials, mayChange }: Props) {
  const { kms, region } = useClients();
  const keyId = keyMetadata.KeyId ?? "";
  const change = useChange(keyId);
  const [asking, setAsking] = useState(false);
  const made = (materials ?? []).filter((each) => each.RotationType === "ON_DEMAND");
  const why = reasonAgainst(keyMetadata, materials ?? [], made.length);
  const input = { KeyId: keyId };

  async function rotate() {
    if (await change.run(() => kms.send(new RotateKeyOnDemandCommand(input)), text.rotated)) {
      setAsking(false);
    }
  }

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.onDemandHint}
          actions={
            mayChange && (
              <Button
                disabled={materials === undefined || why !== undefined}
                disabledReason={why}
                onClick={() => setAsking(true)}
              >
                {text.rotate}
              </Button>
            )
          }
        >
          {text.onDemand}
        </Header>
      }
    >
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: text.used,
            value: (
              <ProgressBar
                ariaLabel={text.used}
                value={(100 * made.length) / ROTATIONS_MAX}
                description={text.usedOf(made.length, ROTATIONS_MAX)}
              />
            ),
          },
          {
            label: text.rotationDate,
            value: made[0]?.RotationDate === undefined ? text.never : <When date={made[0].RotationDate} />,
          },
        ]}
      />
      {asking && (
        <Ask
          header={text.rotateTitle}
          action={text.rotate}
          busy={change.busy}
          refusal={change.refusal}
          call={{ service: "kms", operation: "RotateKeyOnDemand", region, input }}
          onAct={() => void rotate()}
          onClose={() => setAsking(false)}
        >
          <div>{text.rotateMeans}</div>
          <div>{text.rotateLeft(ROTATIONS_MAX - made.length - 1)}</div>
        </Ask>
      )}
    </Container>
  );
}

function reasonAgainst(key: KeyMetadata, materials: readonly RotationsListEntry[], made: number): string | undefined {
  if (key.KeyState !== "Enabled") {
    return text.onlyEnabled;
  }
  if (made >= ROTATIONS_MAX) {
    return text.noneLeft;
  }
  const waits = materials.some((each) => String(each.KeyMaterialState).startsWith("PENDING"));
  return key.Origin === "EXTERNAL" && !waits ? text.pendingMissing : undefined;
}
