import { type AliasListEntry, UpdateAliasCommand } from "@aws-sdk/client-kms";
import { useCallback, useState } from "react";
import { useClients } from "../../../app/clients";
import { keyTypeOf } from "../../../kms/specs";
import { useChange } from "../../../queries/change";
import type { KeyMetadata } from "../../../queries/keys";
import { Ask } from "../../../widgets/Ask";
import { KeySelect } from "../../../widgets/KeySelect";
import { requireStillNames } from "./stillNames";
import { text } from "./text";

interface Props {
  keyMetadata: KeyMetadata;
  alias: AliasListEntry;
  onClose: (changed: boolean) => void;
}

/** Lets an alias name another key of the same kind. AWS's own console cannot do this. */
export function RetargetAlias({ keyMetadata, alias, onClose }: Props) {
  const { kms, region } = useClients();
  const change = useChange(keyMetadata.KeyId ?? "");
  const [target, setTarget] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const accepts = useCallback(
    (key: KeyMetadata) =>
      key.KeyId !== keyMetadata.KeyId &&
      key.KeyManager !== "AWS" &&
      key.KeyUsage === keyMetadata.KeyUsage &&
      keyTypeOf(key) === keyTypeOf(keyMetadata),
    [keyMetadata],
  );
  const name = alias.AliasName?.replace(/^alias\//, "") ?? "";
  const input = { AliasName: alias.AliasName, TargetKeyId: target ?? undefined };

  async function point() {
    setChecked(true);
    const calls = async () => {
      await requireStillNames(kms, keyMetadata.KeyId ?? "", [alias.AliasName]);
      await kms.send(new UpdateAliasCommand(input));
    };
    if (target !== null && (await change.run(calls, text.retargeted(name)))) {
      onClose(true);
    }
  }

  return (
    <Ask
      header={text.retargetTitle(name)}
      action={text.retarget}
      busy={change.busy}
      refusal={change.refusal}
      call={{ service: "kms", operation: "UpdateAlias", region, input }}
      onAct={() => void point()}
      onClose={() => onClose(false)}
    >
      <div>{text.retargetMeans}</div>
      <KeySelect
        label={text.retargetKey}
        description={text.retargetHint}
        value={target}
        onChange={setTarget}
        accepts={accepts}
        errorText={checked && target === null ? text.chooseKey : undefined}
      />
    </Ask>
  );
}
