import Alert from "@cloudscape-design/components/alert";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMaterials } from "../../../queries/keyDetails";
import { PageLink } from "../../../widgets/PageLink";
import { Refusal } from "../../../widgets/Refusal";
import type { TabProps } from "../tabs";
import { AutomaticRotation } from "./AutomaticRotation";
import { Materials } from "./Materials";
import { OnDemandRotation } from "./OnDemandRotation";
import { text } from "./text";

/** The tab "Key material and rotations". */
export function RotationTab({ keyMetadata, mayChange }: TabProps) {
  const materials = useMaterials(keyMetadata.KeyId ?? "");
  const { MultiRegionKeyType, PrimaryKey } = keyMetadata.MultiRegionConfiguration ?? {};
  const replica = MultiRegionKeyType === "REPLICA";
  const external = keyMetadata.Origin === "EXTERNAL";
  return (
    <SpaceBetween size="l">
      {replica && (
        <Alert type="info">
          {text.replica}{" "}
          <PageLink href={`/keys/${keyMetadata.KeyId}?tab=rotation`} region={PrimaryKey?.Region ?? ""}>
            {PrimaryKey?.Region}
          </PageLink>
          .
        </Alert>
      )}
      {!external && (
        <AutomaticRotation
          keyMetadata={keyMetadata}
          materials={materials.data ?? []}
          mayChange={mayChange && !replica}
        />
      )}
      {external && !replica && <Alert type="info">{text.noneExternal}</Alert>}
      <OnDemandRotation keyMetadata={keyMetadata} materials={materials.data} mayChange={mayChange && !replica} />
      <Refusal of={materials.error} />
      <Materials keyMetadata={keyMetadata} materials={materials.data} mayChange={mayChange} />
    </SpaceBetween>
  );
}
