import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { PrincipalTable } from "./PrincipalTable";
import type { StepProps } from "./StepProps";
import { text } from "./text";

/** Step 4: who uses the key. */
export function Users({ draft, setDraft, problems }: StepProps) {
  const setAccounts = (otherAccounts: readonly string[]) => setDraft({ ...draft, otherAccounts });
  return (
    <SpaceBetween size="l">
      <PrincipalTable
        title={text.users}
        description={text.usersHint}
        selected={draft.users}
        onSelect={(users) => setDraft({ ...draft, users })}
      />
      <Container
        header={
          <Header variant="h2" description={text.otherAccountsHint}>
            {text.otherAccounts}
          </Header>
        }
      >
        <AttributeEditor
          items={draft.otherAccounts}
          empty={text.noAccounts}
          addButtonText={text.addAccount}
          removeButtonText={text.remove}
          removeButtonAriaLabel={text.removeAccount}
          onAddButtonClick={() => setAccounts([...draft.otherAccounts, ""])}
          onRemoveButtonClick={({ detail }) =>
            setAccounts(draft.otherAccounts.filter((_, at) => at !== detail.itemIndex))
          }
          definition={[
            {
              label: text.accountId,
              errorText: (_, index) => problems.accounts[index] ?? null,
              control: (account, index) => (
                <Input
                  value={account}
                  inputMode="numeric"
                  onChange={({ detail }) =>
                    setAccounts(draft.otherAccounts.map((each, at) => (at === index ? detail.value.trim() : each)))
                  }
                />
              ),
            },
          ]}
        />
      </Container>
    </SpaceBetween>
  );
}
