import { GenerateRandomCommand } from "@aws-sdk/client-kms";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { type Bytes, bytesOf } from "../../../bytes/encodings";
import { CopyAs } from "../../../widgets/CopyAs";
import { Result } from "../../../widgets/Result";
import { SecretBytes } from "../../../widgets/SecretBytes";
import { ToolForm } from "../../../widgets/ToolForm";
import { useWork } from "../../../widgets/useWork";
import { BytesNumber, bytesNumber } from "./BytesNumber";
import { text } from "./text";

export function RandomPanel() {
  const clients = useClients();
  const [typed, setTyped] = useState("32");
  const work = useWork<{ bytes: Bytes }>();
  const number = bytesNumber(typed);
  const input = { NumberOfBytes: number ?? 0 };

  function submit() {
    if (number !== null) {
      void work.run(async (abortSignal) => {
        const answer = await clients.kms.send(new GenerateRandomCommand(input), { abortSignal });
        return { bytes: bytesOf(answer.Plaintext) };
      });
    }
  }

  return (
    <SpaceBetween size="l">
      <ToolForm action={text.generateRandom} work={work} onSubmit={submit}>
        <BytesNumber value={typed} onChange={setTyped} />
      </ToolForm>
      {work.result !== null && (
        <Result title={text.generated} of={work.result}>
          <SecretBytes binary label={text.randomBytes} bytes={work.result.bytes} fileName="random.bin" />
        </Result>
      )}
      <CopyAs call={{ service: "kms", region: clients.region, operation: "GenerateRandom", input }} />
    </SpaceBetween>
  );
}
