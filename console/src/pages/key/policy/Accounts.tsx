import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { accountOf, type PolicyDocument, type PrincipalName } from "../../../policy/document";
import { Ask } from "../../../widgets/Ask";
import type { PolicyDoor } from "./Principals";
import { text } from "./text";

interface Props extends PolicyDoor {
  /** The root users of the accounts. */
  principals: readonly PrincipalName[];
  changed: (next: readonly PrincipalName[]) => PolicyDocument;
}

/** The accounts whose administrators may let their users use the key. */
export function Accounts({ principals, changed, mayChange, busy, refusal, clear, put, call }: Props) {
  const [selected, setSelected] = useState<readonly PrincipalName[]>([]);
  const [account, setAccount] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const [removing, setRemoving] = useState(false);
  const fault = account !== null && !/^\d{12}$/.test(account);
  const next = removing
    ? changed(principals.filter((each) => !selected.includes(each)))
    : changed([...principals, { kind: "AWS", value: `arn:aws:iam::${account ?? ""}:root` }]);

  function close() {
    setAccount(null);
    setChecked(false);
    setRemoving(false);
    clear();
  }

  async function act() {
    setChecked(true);
    if ((removing || !fault) && (await put(next))) {
      setSelected([]);
      close();
    }
  }

  return (
    <>
      <Table
        variant="container"
        items={principals}
        trackBy="value"
        enableKeyboardNavigation
        selectionType={mayChange ? "multi" : undefined}
        selectedItems={selected}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
        ariaLabels={{
          tableLabel: text.accounts,
          selectionGroupLabel: text.accounts,
          allItemsSelectionLabel: () => text.selectAll,
          itemSelectionLabel: (_, item) => text.selectItem(accountOf(item.value) ?? item.value),
        }}
        header={
          <Header
            variant="h3"
            counter={`(${principals.length})`}
            description={text.accountsHint}
            actions={
              mayChange && (
                <SpaceBetween direction="horizontal" size="xs">
                  <Button
                    disabled={selected.length === 0}
                    ariaLabel={text.removeFrom(text.accounts, selected.length)}
                    onClick={() => setRemoving(true)}
                  >
                    {text.remove}
                  </Button>
                  <Button onClick={() => setAccount("")}>{text.addAccounts}</Button>
                </SpaceBetween>
              )
            }
          >
            {text.accounts}
          </Header>
        }
        empty={<Box color="text-body-secondary">{text.nobody}</Box>}
        columnDefinitions={[
          { id: "account", header: text.accountId, cell: (item) => accountOf(item.value), isRowHeader: true },
          { id: "arn", header: text.arn, cell: (item) => item.value },
        ]}
      />
      {(account !== null || removing) && (
        <Ask
          header={removing ? text.removeFrom(text.accounts, selected.length) : text.addAccounts}
          action={removing ? text.remove : text.add}
          busy={busy}
          refusal={refusal}
          call={call(next)}
          onAct={() => void act()}
          onClose={close}
        >
          {removing ? (
            selected.map((each) => <div key={each.value}>{each.value}</div>)
          ) : (
            <FormField label={text.accountId} errorText={checked && fault ? text.accountFault : undefined}>
              <Input value={account ?? ""} inputMode="numeric" onChange={({ detail }) => setAccount(detail.value)} />
            </FormField>
          )}
        </Ask>
      )}
    </>
  );
}
