import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { isDenial, refusalText } from "../app/refusals";
import type { ChosenKey } from "../queries/chosenKey";
import type { KeyMetadata } from "../queries/keys";
import { KeySelect } from "./KeySelect";

const text = {
  none: "Choose no key",
  mayNotView: "You may not view this key, so the form does not know its kind. It may work all the same.",
} as const;

interface Props {
  chosen: ChosenKey;
  accepts: (key: KeyMetadata) => boolean;
  label?: string;
  description?: string;
  /** Said if the key that the address names is not one of those. */
  unfit: string;
  errorText?: string | undefined;
  /** The choice can be taken back. */
  optional?: boolean;
}

/** The select "Key" of a tool, together with the key in the address. */
export function KeyField({ chosen, accepts, unfit, errorText, optional = false, ...rest }: Props) {
  // Who may use a key need not have the right to look at it.
  const denied = isDenial(chosen.refusal);
  const error =
    (chosen.refusal === null || denied ? undefined : refusalText(chosen.refusal)) ??
    (chosen.key === undefined || accepts(chosen.key) ? undefined : unfit) ??
    (chosen.id === null ? errorText : undefined);
  return (
    <SpaceBetween size="xxs">
      <KeySelect
        {...rest}
        value={chosen.id}
        accepts={accepts}
        nameable
        onChange={(name) => chosen.choose(name)}
        errorText={error}
        warningText={denied ? text.mayNotView : undefined}
      />
      {optional && chosen.id !== null && (
        <Button variant="inline-link" formAction="none" onClick={() => chosen.choose(null)}>
          {text.none}
        </Button>
      )}
    </SpaceBetween>
  );
}
