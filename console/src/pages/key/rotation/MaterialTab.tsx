import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useTo } from "../../../app/region";
import { When } from "../../../widgets/When";
import type { TabProps } from "../tabs";
import { DeleteMaterial } from "./DeleteMaterial";
import { text } from "./text";

/** The tab "Key material" of imported keys that have one material for ever. */
export function MaterialTab({ keyMetadata, mayChange }: TabProps) {
  const navigate = useNavigate();
  const to = useTo();
  const [deleting, setDeleting] = useState(false);
  const missing = keyMetadata.KeyState === "PendingImport";
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            mayChange && (
              <SpaceBetween direction="horizontal" size="xs">
                <Button disabled={missing} onClick={() => setDeleting(true)}>
                  {text.delete}
                </Button>
                <Button onClick={() => void navigate(to(`/keys/${keyMetadata.KeyId}/import`))}>{text.import}</Button>
              </SpaceBetween>
            )
          }
        >
          {text.material}
        </Header>
      }
    >
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: text.importState,
            value: missing ? (
              <StatusIndicator type="pending">{text.pendingImport}</StatusIndicator>
            ) : (
              <StatusIndicator type="success">{text.imported}</StatusIndicator>
            ),
          },
          {
            label: text.expires,
            value:
              keyMetadata.ValidTo !== undefined ? (
                <When date={keyMetadata.ValidTo} />
              ) : missing ? (
                "–"
              ) : (
                text.neverExpires
              ),
          },
        ]}
      />
      {deleting && (
        <DeleteMaterial keyId={keyMetadata.KeyId ?? ""} materialId={undefined} onClose={() => setDeleting(false)} />
      )}
    </Container>
  );
}
