import { type Tag, TagResourceCommand, UntagResourceCommand } from "@aws-sdk/client-kms";
import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { useAskToLeave, useUnsaved, WITH_TAB } from "../../../app/leaving";
import type { ApiCall } from "../../../app/snippets";
import { rebased, tagChanges } from "../../../kms/tagChanges";
import { TAGS_MAX, tagKeyError, tagValueError } from "../../../kms/tags";
import { useChange } from "../../../queries/change";
import { tagsOf, useTags } from "../../../queries/keyDetails";
import { ChangedMeanwhile } from "../../../queries/meanwhile";
import { CopyAs } from "../../../widgets/CopyAs";
import { Refusal } from "../../../widgets/Refusal";
import type { TabProps } from "../tabs";
import { text as words } from "../text";
import { tags as text } from "./text";

/** The tab "Tags". */
export function TagsTab({ keyMetadata, mayChange }: TabProps) {
  const { data, error, isPending } = useTags(keyMetadata.KeyId ?? "");
  const [editing, setEditing] = useState(false);
  if (editing && data !== undefined) {
    return <EditTags keyId={keyMetadata.KeyId ?? ""} tags={data} onClose={() => setEditing(false)} />;
  }
  const none = data?.length === 0;
  return (
    <SpaceBetween size="m">
      <Refusal of={error} />
      <Table
        items={data ?? []}
        loading={isPending}
        loadingText={words.loading}
        trackBy="TagKey"
        enableKeyboardNavigation
        ariaLabels={{ tableLabel: words.tags }}
        empty={<Box color="text-body-secondary">{text.empty}</Box>}
        header={
          <Header
            variant="h2"
            counter={data === undefined ? undefined : `(${data.length})`}
            actions={
              mayChange && (
                <Button disabled={data === undefined} onClick={() => setEditing(true)}>
                  {none ? text.create : text.edit}
                </Button>
              )
            }
          >
            {words.tags}
          </Header>
        }
        columnDefinitions={[
          { id: "key", header: text.key, cell: (tag) => tag.TagKey, isRowHeader: true },
          { id: "value", header: text.value, cell: (tag) => (tag.TagValue === "" ? "–" : tag.TagValue) },
        ]}
      />
    </SpaceBetween>
  );
}

interface Row {
  key: string;
  value: string;
}

/** The parameters of the address that the form does not survive. */
function EditTags({ keyId, tags, onClose }: { keyId: string; tags: readonly Tag[]; onClose: () => void }) {
  const clients = useClients();
  const { kms, region } = clients;
  const queries = useQueryClient();
  const ask = useAskToLeave();
  // The tags may be read again while they are edited. What the user changes is counted from these.
  const [loaded, setLoaded] = useState(tags);
  const change = useChange(keyId);
  const [rows, setRows] = useState<readonly Row[]>(() =>
    tags.length === 0
      ? [{ key: "", value: "" }]
      : tags.map((tag) => ({ key: tag.TagKey ?? "", value: tag.TagValue ?? "" })),
  );
  const [checked, setChecked] = useState(false);
  const filled = rows.filter((row) => row.key !== "" || row.value !== "");
  const allKeys = filled.map((row) => row.key);
  const faultOf = (row: Row) => (row.key === "" && row.value === "" ? null : tagKeyError(row.key, allKeys));
  const { removed, put } = tagChanges(loaded, filled);
  const calls: ApiCall[] = [];
  if (removed.length > 0) {
    calls.push({ service: "kms", operation: "UntagResource", region, input: { KeyId: keyId, TagKeys: removed } });
  }
  if (put.length > 0) {
    calls.push({ service: "kms", operation: "TagResource", region, input: { KeyId: keyId, Tags: put } });
  }
  useUnsaved(calls.length > 0, WITH_TAB);
  const set = (at: number, part: Partial<Row>) =>
    setRows((all) => all.map((row, index) => (index === at ? { ...row, ...part } : row)));

  async function save() {
    setChecked(true);
    if (filled.some((row) => faultOf(row) !== null || tagValueError(row.value) !== null)) {
      return;
    }
    const done = await change.run(async () => {
      // AWS KMS has no conditional write. So the tags are read again right before they are changed.
      const now = await queries.fetchQuery({ ...tagsOf(clients, keyId), staleTime: 0 });
      const { rows: both, conflicts } = rebased(loaded, filled, now);
      if (conflicts.length > 0) {
        setLoaded(now);
        setRows(both);
        throw new ChangedMeanwhile(text.conflict(conflicts, now));
      }
      if (removed.length > 0) {
        await kms.send(new UntagResourceCommand({ KeyId: keyId, TagKeys: removed }));
      }
      if (put.length > 0) {
        await kms.send(new TagResourceCommand({ KeyId: keyId, Tags: put }));
      }
    }, text.saved);
    if (done) {
      onClose();
    }
  }

  return (
    <Container
      header={
        <Header variant="h2" description={text.hint}>
          {words.tags}
        </Header>
      }
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => (calls.length > 0 ? ask(onClose) : onClose())}>
              {text.cancel}
            </Button>
            <Button variant="primary" loading={change.busy} disabled={calls.length === 0} onClick={() => void save()}>
              {text.save}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <AttributeEditor
          items={rows}
          empty={text.empty}
          addButtonText={text.add}
          removeButtonText={text.remove}
          removeButtonAriaLabel={(row) => text.removeNamed(row.key)}
          disableAddButton={rows.length >= TAGS_MAX}
          additionalInfo={text.more(TAGS_MAX - rows.length, TAGS_MAX)}
          onAddButtonClick={() => setRows((all) => [...all, { key: "", value: "" }])}
          onRemoveButtonClick={({ detail }) => setRows((all) => all.filter((_, index) => index !== detail.itemIndex))}
          definition={[
            {
              label: text.key,
              errorText: (row) => (checked || row.key !== "" ? faultOf(row) : null),
              control: (row, at) => <Input value={row.key} onChange={({ detail }) => set(at, { key: detail.value })} />,
            },
            {
              label: text.value,
              errorText: (row) => tagValueError(row.value),
              control: (row, at) => (
                <Input value={row.value} onChange={({ detail }) => set(at, { value: detail.value })} />
              ),
            },
          ]}
        />
        <Refusal of={change.refusal} />
        {calls.length > 0 && <CopyAs call={calls} />}
      </SpaceBetween>
    </Container>
  );
}
