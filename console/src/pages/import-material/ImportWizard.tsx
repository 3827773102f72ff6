import { type GetParametersForImportResponse, ImportKeyMaterialCommand, type KeyMetadata } from "@aws-sdk/client-kms";
import Wizard from "@cloudscape-design/components/wizard";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useClients } from "../../app/clients";
import { useUnsaved } from "../../app/leaving";
import { useTo } from "../../app/region";
import { wrappingAlgorithms } from "../../kms/importing";
import { isSymmetricEncryption } from "../../kms/specs";
import { useChange } from "../../queries/change";
import { ParametersStep, type Wrapping } from "./ParametersStep";
import { importInput, type Terms, termsFault } from "./terms";
import { text } from "./text";
import { UploadStep } from "./UploadStep";
import { WrapStep } from "./WrapStep";

const LOST_WITH = ["region"];

/** The three steps: fetch the wrapping key, wrap elsewhere, upload. */
export function ImportWizard({ keyMetadata }: { keyMetadata: KeyMetadata }) {
  const { kms } = useClients();
  const navigate = useNavigate();
  const to = useTo();
  const [search] = useSearchParams();
  const keyId = keyMetadata.KeyId ?? "";
  const spec = keyMetadata.KeySpec ?? "SYMMETRIC_DEFAULT";
  const change = useChange(keyId);
  const [step, setStep] = useState(0);
  const [checked, setChecked] = useState(false);
  const [wrapping, setWrapping] = useState<Wrapping>({
    spec: "RSA_4096",
    algorithm: wrappingAlgorithms(spec)[0] ?? "RSA_AES_KEY_WRAP_SHA_256",
  });
  const [parameters, setParameters] = useState<GetParametersForImportResponse | null>(null);
  const material = search.get("material") ?? "";
  const [terms, setTerms] = useState<Terms>({
    wrapped: null,
    token: null,
    expires: false,
    date: "",
    time: "",
    description: "",
    existing: material !== "" || keyMetadata.KeyState === "PendingImport",
    materialId: material,
  });
  // The wrapping key and its token are good for one day, and for this download only.
  const mayLeave = useUnsaved(parameters !== null || terms.wrapped !== null || terms.description !== "", LOST_WITH);
  const symmetric = isSymmetricEncryption(keyMetadata);
  const toKey = () => void navigate(to(`/keys/${keyId}?tab=${symmetric ? "rotation" : "key-material"}`));

  async function upload() {
    setChecked(true);
    if (terms.wrapped === null || terms.token === null || termsFault(terms) !== undefined) {
      return;
    }
    const input = importInput(keyMetadata, terms);
    if (await change.run(() => kms.send(new ImportKeyMaterialCommand(input)), text.done)) {
      mayLeave();
      toKey();
    }
  }

  return (
    <Wizard
      activeStepIndex={step}
      allowSkipTo
      isLoadingNextStep={change.busy}
      submitButtonText={text.upload}
      i18nStrings={{
        stepNumberLabel: text.step,
        nextButton: text.next,
        previousButton: text.previous,
        cancelButton: text.cancel,
        collapsedStepsLabel: (number, count) => `${text.step(number)} of ${count}`,
        skipToButtonLabel: (target) => `Skip to ${target.title.toLowerCase()}`,
        navigationAriaLabel: text.title,
      }}
      onNavigate={({ detail }) => setStep(detail.requestedStepIndex)}
      onCancel={toKey}
      onSubmit={() => void upload()}
      steps={[
        {
          title: text.parameters,
          description: text.parametersHint,
          content: (
            <ParametersStep
              keyMetadata={keyMetadata}
              wrapping={wrapping}
              onWrapping={(next) => {
                setWrapping(next);
                setParameters(null);
              }}
              parameters={parameters}
              onParameters={(got) => {
                setParameters(got);
                setTerms((all) => ({
                  ...all,
                  token: { name: text.fromDownload, content: got.ImportToken ?? new Uint8Array() },
                }));
              }}
            />
          ),
        },
        {
          title: text.wrap,
          description: text.wrapHint,
          content: (
            <WrapStep
              keyId={keyId}
              spec={spec}
              algorithm={wrapping.algorithm}
              publicKey={parameters?.PublicKey}
              onWrapped={(content) => setTerms((all) => ({ ...all, wrapped: { name: text.fromBrowser, content } }))}
            />
          ),
        },
        {
          title: text.uploading,
          content: (
            <UploadStep
              keyMetadata={keyMetadata}
              terms={terms}
              onTerms={(part) => setTerms((all) => ({ ...all, ...part }))}
              checked={checked}
              refusal={change.refusal}
            />
          ),
        },
      ]}
    />
  );
}
