import Autosuggest, { type AutosuggestProps } from "@cloudscape-design/components/autosuggest";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import { useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { navigation } from "../../app/navigation";
import { useTo } from "../../app/region";
import { useAliases, useKeys } from "../../queries/keys";
import { type Place, placeOf, placeOfName, targets } from "./targets";
import { text } from "./text";

const NONE: never[] = [];

/** Finds a key or a page by a part of its name, and goes there. */
export default function PaletteDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const to = useTo();
  const keys = useKeys();
  const aliases = useAliases();
  const [words, setWords] = useState("");
  const input = useRef<AutosuggestProps.Ref | null>(null);
  // The dialog takes the focus when it has opened.
  useEffect(() => {
    const timer = setTimeout(() => input.current?.focus());
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
          enteredTextLabel={(entered) =>
            placeOfName(entered.trim()) === null ? text.search(entered) : text.goTo(entered.trim())
          }
          onChange={({ detail }) => setWords(detail.value)}
          onSelect={({ detail }) =>
            go(detail.selectedOption === undefined ? placeOf(detail.value.trim()) : { path: detail.value })
          }
        />
      </FormField>
    </Modal>
  );
}
