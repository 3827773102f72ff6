import { VerifyMacCommand } from "@aws-sdk/client-kms";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { BytesField } from "../../../widgets/BytesField";
import { CopyAs } from "../../../widgets/CopyAs";
import { bytesOfDraft, emptyDraft, fault, isEmpty } from "../../../widgets/draft";
import { ToolForm } from "../../../widgets/ToolForm";
import { useVerdict, Verdict } from "../verdict";
import { MacFields, useMacDraft } from "./MacFields";
import { text } from "./text";

export function VerifyMac() {
  const clients = useClients();
  const mac = useMacDraft();
  const [code, setCode] = useState(() => emptyDraft("ciphertext"));
  const [tried, setTried] = useState(false);
  const input = { KeyId: mac.chosen.id ?? "", MacAlgorithm: mac.algorithm };
  const { work, ask, valid } = useVerdict([mac.chosen.id, mac.draft, code], "KMSInvalidMacException");

  function submit() {
    setTried(true);
    if (mac.chosen.id !== null && mac.fault === undefined && !isEmpty(code) && fault(code) === undefined) {
      ask(async (abortSignal) => {
        const bytes = { Message: await bytesOfDraft(mac.draft), Mac: await bytesOfDraft(code) };
        const answer = await clients.kms.send(new VerifyMacCommand({ ...input, ...bytes }), { abortSignal });
        return answer.MacValid === true;
      });
    }
  }

  return (
    <SpaceBetween size="l">
      <ToolForm action={text.verify} work={work} onSubmit={submit}>
        <MacFields mac={mac} tried={tried} />
        <BytesField
          label={text.mac}
          description={text.macHint}
          fileLabel={text.macFile}
          rows={2}
          draft={code}
          onChange={setCode}
          errorText={tried && isEmpty(code) ? text.noMac : undefined}
        />
        <Verdict valid={valid} text={text} />
      </ToolForm>
      <CopyAs
        call={{
          service: "kms",
          region: clients.region,
          operation: "VerifyMac",
          input: { ...input, Message: "", Mac: "" },
          secret: ["Message", "Mac"],
        }}
      />
    </SpaceBetween>
  );
}
