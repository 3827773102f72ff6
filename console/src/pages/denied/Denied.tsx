import { DecodeAuthorizationMessageCommand } from "@aws-sdk/client-sts";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import Textarea from "@cloudscape-design/components/textarea";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useClients } from "../../app/clients";
import { isDenial } from "../../app/refusals";
import { callOf } from "../../queries/iam";
import { CopyAs } from "../../widgets/CopyAs";
import { Page } from "../../widgets/Page";
import { Refusal } from "../../widgets/Refusal";
import { Explained } from "./Explained";
import type { Decoded } from "./explanation";
import { denialBehind, explain } from "./find";
import { Recent } from "./Recent";
import { text } from "./text";

/** Says why a request was denied, for an id in the address or a text of an error. */
export default function Denied() {
  const clients = useClients();
  const [search, setSearch] = useSearchParams();
  const id = search.get("id") ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? id;
  const [looking, setLooking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const explained = useQuery({
    queryKey: [clients.region, "denial", id],
    queryFn: () => explain(clients, id),
    enabled: id !== "",
  });

  async function find() {
    setProblem(shown.trim() === "" ? text.empty : null);
    setRefusal(null);
    if (shown.trim() === "") {
      return;
    }
    setLooking(true);
    try {
      const found = await denialBehind(clients, shown);
      if (found === null) {
        setProblem(text.notFound);
      } else {
        setSearch((before) => {
          before.set("id", found);
          return before;
        });
      }
    } catch (refused) {
      setRefusal(refused);
    } finally {
      setLooking(false);
    }
  }

  return (
    <Page title={text.title} description={text.description}>
      <Container>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void find();
          }}
        >
          <SpaceBetween size="m">
            <FormField label={text.label} description={text.hint} errorText={problem ?? undefined} stretch>
              <Textarea
                value={shown}
                rows={id === "" ? 4 : 2}
                spellcheck={false}
                onChange={({ detail }) => setTyped(detail.value)}
              />
            </FormField>
            <Button variant="primary" formAction="submit" loading={looking || explained.isFetching}>
              {text.explain}
            </Button>
            {id !== "" && (
              <CopyAs
                call={callOf("sts", clients.region, new DecodeAuthorizationMessageCommand({ EncodedMessage: id }))}
              />
            )}
          </SpaceBetween>
        </form>
      </Container>
      <Refusal of={refusal ?? (isDenial(explained.error) ? null : explained.error)} />
      {isDenial(explained.error) && (
        <Alert
          type="info"
          header={text.mayNotRead}
          action={
            <CopyToClipboard
              copyButtonText={text.copyLink}
              copySuccessText={text.copied}
              copyErrorText={text.notCopied}
              textToCopy={window.location.href}
            />
          }
        >
          {text.mayNotReadHint}
        </Alert>
      )}
      {explained.isLoading && <Spinner />}
      {id === "" && <Recent />}
      {explained.data !== undefined && <Explained decoded={explained.data} />}
      {explained.data !== undefined && hidesKeySide(explained.data) && (
        <Alert type="info" header={text.keySideHidden}>
          {text.keySideHiddenHint}
        </Alert>
      )}
    </Page>
  );
}

/** Whether a key of another account is concerned, of which this account may not know more. */
function hidesKeySide({ context, explanation }: Decoded): boolean {
  return (
    explanation.keySide === undefined &&
    /account of the key/.test(explanation.callerSide.decidedBy) &&
    /^kms:/.test(context.action)
  );
}
