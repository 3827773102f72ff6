import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs, { type KeyValuePairsProps } from "@cloudscape-design/components/key-value-pairs";
import { keyTypeOf, originLabels, specs, usageLabels } from "../../../kms/specs";
import type { TabProps } from "../tabs";
import { text as words } from "../text";
import { cryptography as text } from "./text";

/** The tab "Cryptographic configuration". */
export function CryptographyTab({ keyMetadata }: TabProps) {
  const { KeySpec, KeyUsage, Origin } = keyMetadata;
  const algorithms: readonly (readonly [string, readonly string[] | undefined])[] = [
    [text.encryption, keyMetadata.EncryptionAlgorithms],
    [text.signing, keyMetadata.SigningAlgorithms],
    [text.mac, keyMetadata.MacAlgorithms],
    [text.agreement, keyMetadata.KeyAgreementAlgorithms],
    [text.encapsulation, keyMetadata.EncapsulationAlgorithms],
  ];
  const items: KeyValuePairsProps.Item[] = [
    { label: text.type, value: keyTypeOf(keyMetadata) ?? "–" },
    { label: text.origin, value: Origin === undefined ? "–" : (originLabels[Origin] ?? Origin) },
    {
      label: text.spec,
      value: (
        <>
          {KeySpec ?? "–"}
          {KeySpec !== undefined && specs[KeySpec] !== undefined && <div>{specs[KeySpec].note}</div>}
        </>
      ),
    },
    { label: text.usage, value: KeyUsage === undefined ? "–" : (usageLabels[KeyUsage] ?? KeyUsage) },
    ...algorithms
      .filter(([, names]) => names !== undefined && names.length > 0)
      .map(([label, names]) => ({ label, value: names?.map((name) => <div key={name}>{name}</div>) })),
  ];
  if (keyMetadata.CustomKeyStoreId !== undefined) {
    items.push({ label: text.keyStore, value: keyMetadata.CustomKeyStoreId });
  }
  if (keyMetadata.CloudHsmClusterId !== undefined) {
    items.push({ label: text.cluster, value: keyMetadata.CloudHsmClusterId });
  }
  if (keyMetadata.XksKeyConfiguration?.Id !== undefined) {
    items.push({ label: text.externalKey, value: keyMetadata.XksKeyConfiguration.Id });
  }
  return (
    <Container header={<Header variant="h2">{words.cryptography}</Header>}>
      <KeyValuePairs columns={3} items={items} />
    </Container>
  );
}
