import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TokenGroup from "@cloudscape-design/components/token-group";
import { useState } from "react";
import { type PrincipalName, principalMember, principalsOf, type Statement } from "../../../policy/document";
import { PrincipalSelect } from "../../../widgets/PrincipalSelect";
import { text } from "./text";

const OF_ACCOUNT = /^arn:[^:]*:iam::\d{12}:(user|role)\//;

/** The kind of principal that a text means: services have names such as backup.amazonaws.com. */
function principalOf(written: string): PrincipalName {
  return { kind: /^[a-z0-9.-]+\.amazonaws\.com$/.test(written) ? "Service" : "AWS", value: written };
}

/** Who a statement is about: users and roles of the account from a list, others by their names. */
export function PrincipalsField({
  statement,
  onChange,
}: {
  statement: Statement;
  onChange: (next: Statement) => void;
}) {
  const [other, setOther] = useState("");
  const negated = statement.NotPrincipal !== undefined;
  const principals = principalsOf(negated ? statement.NotPrincipal : statement.Principal);
  const isListed = ({ kind, value }: PrincipalName) => kind === "AWS" && OF_ACCOUNT.test(value);
  const others = principals.filter((each) => !isListed(each));
  const put = (next: readonly PrincipalName[]) => {
    const member = next.length === 0 ? { AWS: [] } : principalMember(next);
    onChange(negated ? { ...statement, NotPrincipal: member } : { ...statement, Principal: member });
  };
  return (
    <SpaceBetween size="xs">
      <PrincipalSelect
        label={negated ? text.notPrincipals : text.principals}
        value={principals.filter(isListed).map((each) => each.value)}
        onChange={(arns) => put([...others, ...arns.map(principalOf)])}
      />
      <FormField
        label={text.otherPrincipal}
        constraintText={text.otherPrincipalHint}
        secondaryControl={
          <Button
            disabled={other.trim() === ""}
            ariaLabel={`${text.add} ${text.otherPrincipal}`}
            onClick={() => {
              put([...principals, principalOf(other.trim())]);
              setOther("");
            }}
          >
            {text.add}
          </Button>
        }
      >
        <Input value={other} spellcheck={false} onChange={({ detail }) => setOther(detail.value)} />
      </FormField>
      <TokenGroup
        items={others.map(({ kind, value }) => ({
          label: kind === "AWS" ? value : `${kind}: ${value}`,
          dismissLabel: text.removeItem(value),
        }))}
        onDismiss={({ detail }) => put(principals.filter((each) => each !== others[detail.itemIndex]))}
      />
    </SpaceBetween>
  );
}
