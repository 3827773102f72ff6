import {
  CancelKeyDeletionCommand,
  DeleteImportedKeyMaterialCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  type KeyMetadata,
  type KeyState,
  type KMSClient,
} from "@aws-sdk/client-kms";
import { isSymmetricEncryption } from "../../kms/specs";
import { text } from "./text";

/** An action on one key that is one call of the API. */
export interface KeyAction {
  label: string;
  /** What the action means for whoever uses the keys. */
  note: string;
  severe: boolean;
  /** What is said after it is done with one key. */
  done: (key: string) => string;
  /** The word that closes its dialog, if "Cancel" would be taken for the action. */
  close?: string;
  operation: string;
  send: (kms: KMSClient, keyId: string) => Promise<unknown>;
}

export type SimpleAction =
  | "enable"
  | "disable"
  | "cancel-deletion"
  | "delete-material"
  | "rotation-on"
  | "rotation-off";
export type ActionId = SimpleAction | "schedule-deletion" | "tags" | "import-material";

export const simpleActions: Record<SimpleAction, KeyAction> = {
  enable: {
    label: text.enable,
    note: text.enableNote,
    severe: false,
    done: text.enabledTold,
    operation: "EnableKey",
    send: (kms, KeyId) => kms.send(new EnableKeyCommand({ KeyId })),
  },
  disable: {
    label: text.disable,
    note: text.disableNote,
    severe: true,
    done: text.disabledTold,
    operation: "DisableKey",
    send: (kms, KeyId) => kms.send(new DisableKeyCommand({ KeyId })),
  },
  "cancel-deletion": {
    label: text.cancelDeletion,
    note: text.cancelNote,
    severe: false,
    done: text.cancelledTold,
    close: text.close,
    operation: "CancelKeyDeletion",
    send: (kms, KeyId) => kms.send(new CancelKeyDeletionCommand({ KeyId })),
  },
  "delete-material": {
    label: text.deleteMaterial,
    note: text.deleteMaterialNote,
    severe: true,
    done: text.materialDeletedTold,
    operation: "DeleteImportedKeyMaterial",
    send: (kms, KeyId) => kms.send(new DeleteImportedKeyMaterialCommand({ KeyId })),
  },
  "rotation-on": {
    label: text.rotationOn,
    note: text.rotationOnNote,
    severe: false,
    done: text.rotationOnTold,
    operation: "EnableKeyRotation",
    send: (kms, KeyId) => kms.send(new EnableKeyRotationCommand({ KeyId })),
  },
  "rotation-off": {
    label: text.rotationOff,
    note: text.rotationOffNote,
    severe: false,
    done: text.rotationOffTold,
    operation: "DisableKeyRotation",
    send: (kms, KeyId) => kms.send(new DisableKeyRotationCommand({ KeyId })),
  },
};

export function isSimple(action: ActionId): action is SimpleAction {
  return action in simpleActions;
}

const DELETABLE: readonly KeyState[] = ["Enabled", "Disabled", "PendingImport", "Unavailable"];
const PENDING: readonly KeyState[] = ["PendingDeletion", "PendingReplicaDeletion"];

/** Whether the state and the kind of a key allow an action. Source: AWS KMS Developer Guide, key states. */
export function applies(action: ActionId, key: KeyMetadata): boolean {
  const state = key.KeyState ?? "Creating";
  if (key.KeyManager === "AWS") {
    return false;
  }
  switch (action) {
    case "enable":
      return state === "Disabled";
    case "disable":
      return state === "Enabled";
    case "schedule-deletion":
      return DELETABLE.includes(state);
    case "cancel-deletion":
      return PENDING.includes(state);
    case "tags":
      return !PENDING.includes(state);
    case "import-material":
      return key.Origin === "EXTERNAL" && !PENDING.includes(state);
    case "delete-material":
      return key.Origin === "EXTERNAL" && ["Enabled", "Disabled"].includes(state);
    case "rotation-on":
    case "rotation-off":
      return (
        isSymmetricEncryption(key) &&
        key.Origin === "AWS_KMS" &&
        state === "Enabled" &&
        key.MultiRegionConfiguration?.MultiRegionKeyType !== "REPLICA"
      );
  }
}
