import {
  type AlgorithmSpec,
  GetParametersForImportCommand,
  type GetParametersForImportResponse,
  type KeyMetadata,
  type WrappingKeySpec,
} from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useClients } from "../../app/clients";
import { fileNames, needsKeyWrap, readme, wrappingAlgorithms, wrappingSpecs } from "../../kms/importing";
import { zip } from "../../kms/zip";
import { CopyAs } from "../../widgets/CopyAs";
import { download } from "../../widgets/download";
import { Refusal } from "../../widgets/Refusal";
import { When } from "../../widgets/When";
import { text } from "./text";

export interface Wrapping {
  spec: WrappingKeySpec;
  algorithm: AlgorithmSpec;
}

interface Props {
  keyMetadata: KeyMetadata;
  wrapping: Wrapping;
  onWrapping: (wrapping: Wrapping) => void;
  parameters: GetParametersForImportResponse | null;
  onParameters: (parameters: GetParametersForImportResponse) => void;
}

/** Chooses how to wrap, and downloads what is needed for it. */
export function ParametersStep({ keyMetadata, wrapping, onWrapping, parameters, onParameters }: Props) {
  const { kms, region } = useClients();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const keyId = keyMetadata.KeyId ?? "";
  const spec = keyMetadata.KeySpec ?? "SYMMETRIC_DEFAULT";
  const input = { KeyId: keyId, WrappingAlgorithm: wrapping.algorithm, WrappingKeySpec: wrapping.spec };

  async function get() {
    setBusy(true);
    setRefusal(null);
    try {
      const got = await kms.send(new GetParametersForImportCommand(input));
      onParameters(got);
      const names = fileNames(keyId);
      const note = readme(keyId, wrapping.algorithm, got.ParametersValidTo ?? new Date());
      const files = [
        { name: names.publicKey, content: got.PublicKey ?? new Uint8Array() },
        { name: names.token, content: got.ImportToken ?? new Uint8Array() },
        { name: names.readme, content: new TextEncoder().encode(note) },
      ];
      download(zip(files), "ImportParameters.zip");
    } catch (refused) {
      setRefusal(refused);
    } finally {
      setBusy(false);
    }
  }

  const option = (value: string) => ({ value, label: value });
  return (
    <Container>
      <SpaceBetween size="m">
        <FormField label={text.spec}>
          <Select
            options={wrappingSpecs.map(option)}
            selectedOption={option(wrapping.spec)}
            onChange={({ detail }) => onWrapping({ ...wrapping, spec: detail.selectedOption.value as WrappingKeySpec })}
          />
        </FormField>
        <FormField label={text.algorithm} description={needsKeyWrap(spec) ? text.aesNeeded : undefined}>
          <Select
            options={wrappingAlgorithms(spec).map(option)}
            selectedOption={option(wrapping.algorithm)}
            onChange={({ detail }) =>
              onWrapping({ ...wrapping, algorithm: detail.selectedOption.value as AlgorithmSpec })
            }
          />
        </FormField>
        <Button iconName="download" loading={busy} onClick={() => void get()}>
          {parameters === null ? text.get : text.again}
        </Button>
        <Refusal of={refusal} />
        {parameters === null ? (
          <Alert type="info">{text.needed}</Alert>
        ) : (
          <Alert type="success">
            {text.got} {text.validTo} <When date={parameters.ParametersValidTo} />.
          </Alert>
        )}
        <CopyAs call={{ service: "kms", operation: "GetParametersForImport", region, input }} />
      </SpaceBetween>
    </Container>
  );
}
