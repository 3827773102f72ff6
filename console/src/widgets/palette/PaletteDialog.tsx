import Autosuggest, { type AutosuggestProps } from "@cloudscape-design/components/autosuggest";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { navigation } from "../../app/navigation";
import { useTo } from "../../app/region";
import { useAliases, useKeys } from "../../queries/keys";
import { onlyTarget, type Place, placeOf, placeOfName, targets } from "./targets";
import { text } from "./text";

const NONE: never[] = [];

interface Props {
  onClose: () => void;
  /** Is called when the field has the focus. Returns what was typed before that. */
  onReady: () => string;
}

/** Finds a key or a page by a part of its name, and goes there. */
export default function PaletteDialog({ onClose, onReady }: Props) {
  const navigate = useNavigate();
  const to = useTo();
  const keys = useKeys();
  const aliases = useAliases();
  const [words, setWords] = useState("");
  const input = useRef<AutosuggestProps.Ref | null>(null);
  const ready = useEffectEvent(() => {
    input.current?.focus();
    setWords(onReady());
  });
  // The dialog takes the focus when it has opened.
  useEffect(() => {
    const timer = setTimeout(() => ready());
    return () => clearTimeout(timer);
  }, []);
  const options = useMemo(
    () => targets(words, { keys: keys.data ?? NONE, aliases: aliases.data ?? NONE, navigation }),
    [words, keys.data, aliases.data],
  );

  function go({ path, region }: Place) {
    onClose();
    window.scrollTo(0, 0);
    void navigate(to(path, region));
  }

  return (
    <Modal visible position="top" header={text.title} onDismiss={onClose}>
      <FormField label={text.field} constraintText={text.hint} stretch>
        <Autosuggest
          ref={input}
          value={words}
          options={options}
          filteringType="manual"
          placeholder={text.placeholder}
          statusType={keys.isPending || aliases.isPending ? "loading" : "finished"}
          enteredTextLabel={(entered) => {
            const only = onlyTarget(entered, options);
            return placeOfName(entered.trim()) !== null
              ? text.goToKey(entered.trim())
              : only === null
                ? text.search(entered)
                : text.goTo(only.label);
          }}
          onChange={({ detail }) => setWords(detail.value)}
          onSelect={({ detail }) =>
            go(
              detail.selectedOption === undefined
                ? (placeOfName(detail.value.trim()) ??
                    onlyTarget(detail.value, options) ??
                    placeOf(detail.value.trim()))
                : { path: detail.value },
            )
          }
        />
      </FormField>
    </Modal>
  );
}
