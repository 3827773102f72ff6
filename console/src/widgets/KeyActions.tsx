import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { useClients } from "../app/clients";
import { useTo } from "../app/region";
import type { KeyMetadata } from "../queries/keys";
import { type ActionId, applies, isSimple, simpleActions } from "./key-actions/actions";
import { text } from "./key-actions/text";

const ActionDialog = lazy(() => import("./key-actions/ActionDialog"));
const TagsDialog = lazy(() => import("./key-actions/TagsDialog"));

interface Props {
  keys: readonly KeyMetadata[];
  /** Whether some of the keys are still being read. */
  waiting?: boolean;
  /** Whether the only key rotates by itself, where that is known. */
  rotates?: boolean | undefined;
  /** Called after an action changed some of the keys, and its results were read. */
  onDone: () => void;
}

const menu: { id: ActionId; text: string }[] = [
  { id: "enable", text: text.enable },
  { id: "disable", text: text.disable },
  { id: "schedule-deletion", text: text.schedule },
  { id: "cancel-deletion", text: text.cancelDeletion },
  { id: "tags", text: text.tags },
  { id: "rotation-on", text: text.rotationOn },
  { id: "rotation-off", text: text.rotationOff },
  { id: "import-material", text: text.importMaterial },
  { id: "delete-material", text: text.deleteMaterial },
];

/** Only the one of the two that changes something, if it is known which. */
function offered(rotates: boolean | undefined) {
  const other = rotates === undefined ? null : rotates ? "rotation-on" : "rotation-off";
  return menu.filter(({ id }) => id !== other);
}

/** The menu of what can be done with some keys, and its dialogs. */
export function KeyActions({ keys, waiting = false, rotates, onDone }: Props) {
  const { kms, region } = useClients();
  const navigate = useNavigate();
  const to = useTo();
  const [open, setOpen] = useState<{ action: ActionId; keyIds: string[]; leftOut: number } | null>(null);
  const able = (action: ActionId) => keys.filter((key) => applies(action, key)).map((key) => key.KeyId ?? "");

  function choose(action: ActionId) {
    const keyIds = able(action);
    const [first = ""] = keyIds;
    if (action === "schedule-deletion") {
      void navigate(to(`/keys/delete?${keyIds.map((id) => `key=${encodeURIComponent(id)}`).join("&")}`));
    } else if (action === "import-material") {
      void navigate(to(`/keys/${first}/import`));
    } else if (action === "tags" && keys.length === 1) {
      void navigate(to(`/keys/${first}?tab=tags`));
    } else {
      setOpen({ action, keyIds, leftOut: keys.length - keyIds.length });
    }
  }

  function close(changed: boolean) {
    setOpen(null);
    if (changed) {
      onDone();
    }
  }

  return (
    <>
      <ButtonDropdown
        disabled={keys.length === 0 || waiting}
        disabledReason={waiting ? text.reading : text.noneSelected}
        items={offered(rotates).map((item) => ({
          ...item,
          disabled: able(item.id).length === 0 || (item.id === "import-material" && keys.length > 1),
        }))}
        onItemClick={({ detail }) => choose(detail.id as ActionId)}
      >
        {text.menu}
      </ButtonDropdown>
      <Suspense fallback={null}>
        {open?.action === "tags" && <TagsDialog keyIds={open.keyIds} leftOut={open.leftOut} onClose={close} />}
        {open !== null && isSimple(open.action) && (
          <ActionDialog
            {...simpleActions[open.action]}
            keyIds={open.keyIds}
            leftOut={open.leftOut}
            calls={[
              {
                service: "kms",
                operation: simpleActions[open.action].operation,
                region,
                input: { KeyId: open.keyIds[0] },
              },
            ]}
            act={(keyId) => (isSimple(open.action) ? simpleActions[open.action].send(kms, keyId) : Promise.resolve())}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}
