import type { AlgorithmSpec, KeySpec } from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import { canWrapInBrowser, fromHex, materialBytes, wrapInBrowser } from "../../kms/importing";
import { download } from "../../widgets/download";
import { Refusal } from "../../widgets/Refusal";
import { text } from "./text";

interface Props {
  spec: KeySpec;
  algorithm: AlgorithmSpec;
  publicKey: Uint8Array | undefined;
  onWrapped: (wrapped: Uint8Array) => void;
}

/** Makes key material in the browser and wraps it, for tests. */
export function TestWrapping({ spec, algorithm, publicKey, onWrapped }: Props) {
  const [hex, setHex] = useState("");
  const [keepCopy, setKeepCopy] = useState(false);
  const [checked, setChecked] = useState(false);
  const [done, setDone] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  useEffect(() => () => setHex(""), []);
  const length = materialBytes(spec) ?? 0;
  const fault = hex !== "" && fromHex(hex)?.length !== length ? text.pastedFault(length) : undefined;

  if (!canWrapInBrowser(spec, algorithm)) {
    return <Alert type="info">{text.testOnlyOaep}</Alert>;
  }
  if (crypto.subtle === undefined) {
    return <Alert type="info">{text.testInsecure}</Alert>;
  }

  async function wrap() {
    setChecked(true);
    if (publicKey === undefined || fault !== undefined) {
      return;
    }
    setRefusal(null);
    const material = hex === "" ? crypto.getRandomValues(new Uint8Array(length)) : (fromHex(hex) ?? new Uint8Array());
    try {
      onWrapped(await wrapInBrowser(publicKey, material, algorithm));
      if (keepCopy) {
        download(material, "PlaintextKeyMaterial.bin");
      }
      setDone(true);
      setHex("");
    } catch (refused) {
      setRefusal(refused);
    } finally {
      material.fill(0);
    }
  }

  return (
    <SpaceBetween size="m">
      <Alert type="warning">{text.testWarning}</Alert>
      <FormField label={text.pasted} constraintText={text.pastedHint(length)} errorText={checked ? fault : undefined}>
        <Input
          type="password"
          value={hex}
          autoComplete="off"
          spellcheck={false}
          onChange={({ detail }) => setHex(detail.value)}
        />
      </FormField>
      <Checkbox
        checked={keepCopy}
        description={text.keepCopyHint}
        onChange={({ detail }) => setKeepCopy(detail.checked)}
      >
        {text.keepCopy}
      </Checkbox>
      <Button disabled={publicKey === undefined} disabledReason={text.testNeeds} onClick={() => void wrap()}>
        {text.generate}
      </Button>
      <Refusal of={refusal} />
      {done && <Alert type="success">{text.generated}</Alert>}
    </SpaceBetween>
  );
}
