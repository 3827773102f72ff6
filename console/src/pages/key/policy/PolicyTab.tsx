import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useSearchParams } from "react-router";
import { parsePolicy } from "../../../policy/document";
import { usePolicy } from "../../../queries/keyDetails";
import { PolicyEditor } from "../../../widgets/PolicyEditor";
import { Refusal } from "../../../widgets/Refusal";
import type { TabProps } from "../tabs";
import { DefaultView } from "./DefaultView";
import { PolicyEditing } from "./PolicyEditing";
import { pretty } from "./pretty";
import { text } from "./text";

/** The tab "Key policy": statement by statement, as text, or being edited. */
export function PolicyTab({ keyMetadata, mayChange, draft, setDraft }: TabProps) {
  const { data, error } = usePolicy(keyMetadata.KeyId ?? "");
  const [search, setSearch] = useSearchParams();
  const document = data === undefined ? null : parsePolicy(data);
  const asText = search.get("view") === "policy" || document === null;

  if (error !== null) {
    return <Refusal of={error} />;
  }
  if (data === undefined) {
    return <Spinner />;
  }
  if (draft !== null) {
    return <PolicyEditing keyMetadata={keyMetadata} draft={draft} setDraft={setDraft} />;
  }

  const edit = () => setDraft({ loaded: data, text: pretty(data) });
  const header = (
    <Header
      variant="h2"
      description={keyMetadata.KeyManager === "AWS" ? text.managed : undefined}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          {document !== null && (
            <Button
              onClick={() =>
                setSearch(
                  (before) => {
                    before.set("view", asText ? "default" : "policy");
                    return before;
                  },
                  { replace: true },
                )
              }
            >
              {asText ? text.toDefaultView : text.toPolicyView}
            </Button>
          )}
          {mayChange && (
            <Button ariaLabel={text.editPolicy} onClick={edit}>
              {text.edit}
            </Button>
          )}
        </SpaceBetween>
      }
    >
      {text.title}
    </Header>
  );
  if (asText) {
    return (
      <Container header={header}>
        <PolicyEditor label={text.policyLabel} value={pretty(data)} onChange={() => undefined} readOnly rows={26} />
      </Container>
    );
  }
  return (
    <SpaceBetween size="l">
      {header}
      <DefaultView keyMetadata={keyMetadata} policy={data} document={document} mayChange={mayChange} onEdit={edit} />
    </SpaceBetween>
  );
}
