import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { isSymmetricEncryption, keyTypeOf } from "../../kms/specs";
import type { KeyMetadata } from "../../queries/keys";
import { text } from "./text";

/** What a tab gets from the page. */
export interface TabProps {
  keyMetadata: KeyMetadata;
  /** The key's own account is the caller's, and AWS does not manage the key. */
  mayChange: boolean;
  /** The policy that is being edited; null if none is. */
  draft: PolicyDraft | null;
  setDraft: (draft: PolicyDraft | null) => void;
}

export interface PolicyDraft {
  /** The policy as it was loaded. A save compares it with the policy of that moment. */
  loaded: string;
  text: string;
}

interface KeyTab {
  id: string;
  label: string;
  has: (key: KeyMetadata) => boolean;
  Tab: LazyExoticComponent<ComponentType<TabProps>>;
}

const isCustomerManaged = (key: KeyMetadata) => key.KeyManager !== "AWS";
const always = () => true;

/** The tabs of the page of a key, and which keys have them. */
export const tabs: readonly KeyTab[] = [
  {
    id: "policy",
    label: text.policy,
    has: always,
    Tab: lazy(() => import("./policy/PolicyTab").then(({ PolicyTab }) => ({ default: PolicyTab }))),
  },
  {
    id: "cryptographic-configuration",
    label: text.cryptography,
    has: always,
    Tab: lazy(() => import("./tabs/CryptographyTab").then(({ CryptographyTab }) => ({ default: CryptographyTab }))),
  },
  {
    id: "aliases",
    label: text.aliases,
    has: isCustomerManaged,
    Tab: lazy(() => import("./aliases/AliasesTab").then(({ AliasesTab }) => ({ default: AliasesTab }))),
  },
  {
    id: "tags",
    label: text.tags,
    has: isCustomerManaged,
    Tab: lazy(() => import("./tabs/TagsTab").then(({ TagsTab }) => ({ default: TagsTab }))),
  },
  {
    id: "rotation",
    label: text.rotations,
    has: isSymmetricEncryption,
    Tab: lazy(() => import("./rotation/RotationTab").then(({ RotationTab }) => ({ default: RotationTab }))),
  },
  {
    id: "key-material",
    label: text.material,
    has: (key) => key.Origin === "EXTERNAL" && !isSymmetricEncryption(key),
    Tab: lazy(() => import("./rotation/MaterialTab").then(({ MaterialTab }) => ({ default: MaterialTab }))),
  },
  {
    id: "public-key",
    label: text.publicKey,
    has: (key) => keyTypeOf(key) === "Asymmetric",
    Tab: lazy(() => import("./tabs/PublicKeyTab").then(({ PublicKeyTab }) => ({ default: PublicKeyTab }))),
  },
  {
    id: "regionality",
    label: text.regionality,
    has: (key) => key.MultiRegion === true,
    Tab: lazy(() => import("./regionality/RegionalityTab").then(({ RegionalityTab }) => ({ default: RegionalityTab }))),
  },
  {
    id: "grants",
    label: text.grants,
    has: always,
    Tab: lazy(() => import("./grants/GrantsTab").then(({ GrantsTab }) => ({ default: GrantsTab }))),
  },
  {
    id: "access",
    label: text.access,
    has: always,
    Tab: lazy(() => import("./access/AccessTab").then(({ AccessTab }) => ({ default: AccessTab }))),
  },
  {
    id: "activity",
    label: text.activity,
    has: always,
    Tab: lazy(() => import("./activity/ActivityTab").then(({ ActivityTab }) => ({ default: ActivityTab }))),
  },
];
