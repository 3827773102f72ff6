import { CreateAliasCommand } from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useClients } from "../../app/clients";
import { withoutPrefix } from "../../kms/aliases";
import { Refusal } from "../../widgets/Refusal";
import { text } from "./text";

interface Props {
  keyId: string;
  alias: string;
  refusal: unknown;
  /** Called with the alias, or with null if the key shall have none. */
  onDone: (alias: string | null) => void;
}

/** The key exists, and its alias could not be made: tries again, perhaps with another name. */
export function AliasRetry({ keyId, alias: first, refusal, onDone }: Props) {
  const { kms } = useClients();
  const [alias, setAlias] = useState(first);
  const create = useMutation({
    mutationFn: () => kms.send(new CreateAliasCommand({ AliasName: `alias/${alias}`, TargetKeyId: keyId })),
    onSuccess: () => onDone(alias),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" onClick={() => onDone(null)}>
              {text.without}
            </Button>
            <Button variant="primary" formAction="submit" loading={create.isPending}>
              {text.retry}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <Alert type="warning" header={text.aliasFailed}>
            {text.aliasFailedHint(keyId)}
          </Alert>
          {!create.isPending && <Refusal of={create.error ?? refusal} />}
          <Container>
            <FormField label={text.alias} description={text.aliasHint}>
              <Input
                value={alias}
                spellcheck={false}
                onChange={({ detail }) => setAlias(withoutPrefix(detail.value))}
              />
            </FormField>
          </Container>
        </SpaceBetween>
      </Form>
    </form>
  );
}
