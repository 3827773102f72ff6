import Alert from "@cloudscape-design/components/alert";
import LiveRegion from "@cloudscape-design/components/live-region";
import { useWork } from "../../widgets/useWork";

interface Judged {
  valid: boolean;
  of: readonly unknown[];
}

/** Asks whether a signature or a MAC is valid. KMS tells of an invalid one by a refusal with the name `invalid`. */
export function useVerdict(of: readonly unknown[], invalid: string) {
  const work = useWork<Judged>();
  const ask = (question: (abortSignal: AbortSignal) => Promise<boolean>) =>
    void work.run(async (abortSignal) => {
      try {
        return { valid: await question(abortSignal), of };
      } catch (refusal) {
        if (refusal instanceof Error && refusal.name === invalid) {
          return { valid: false, of };
        }
        throw refusal;
      }
    });
  // An answer about other inputs would be read as one about these.
  const current = work.result?.of.every((each, at) => each === of[at]) === true;
  return { work, ask, valid: current ? work.result?.valid : undefined };
}

interface Props {
  valid: boolean | undefined;
  text: { valid: string; validWhy: string; invalid: string; invalidWhy: string };
}

export function Verdict({ valid, text }: Props) {
  if (valid === undefined) {
    return null;
  }
  return (
    <LiveRegion>
      <Alert type={valid ? "success" : "error"} header={valid ? text.valid : text.invalid}>
        {valid ? text.validWhy : text.invalidWhy}
      </Alert>
    </LiveRegion>
  );
}
