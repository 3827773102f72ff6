import CodeEditor from "@cloudscape-design/components/code-editor";
import FormField from "@cloudscape-design/components/form-field";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { jsonErrorText } from "./json";

interface Props {
  label: string;
  value: string;
  onChange: (text: string) => void;
  readOnly?: boolean;
  /** A refusal of the text. It is shown in place of what is wrong with the JSON. */
  errorText?: string;
  rows?: number;
  description?: ReactNode;
}

type Ace = typeof import("./ace");

const ROW_PX = 20;
const THEMES = { light: ["cloud_editor"], dark: ["cloud_editor_dark"] };

/** A text area for a policy: colours, numbers of lines, and where its JSON is wrong. Its editor is loaded when it is shown. */
export function PolicyEditor({ label, value, onChange, readOnly = false, errorText, rows = 20, description }: Props) {
  const [ace, setAce] = useState<Ace | null>(null);
  const [loading, setLoading] = useState(true);
  const [wrapLines, setWrapLines] = useState(true);
  const [height, setHeight] = useState(rows * ROW_PX);
  const load = useCallback(async () => {
    setLoading(true);
    try {
      setAce(await import("./ace"));
    } catch {
      // The code editor shows that it could not be loaded, and a button that tries again.
    } finally {
      setLoading(false);
    }
  }, []);
  useEffect(() => void load(), [load]);
  return (
    <FormField label={label} description={description} stretch errorText={errorText ?? jsonErrorText(value)}>
      <CodeEditor
        key={readOnly ? "read" : "write"}
        ace={readOnly ? ace?.readable : ace?.writable}
        loading={loading}
        language="json"
        value={value}
        onDelayedChange={({ detail }) => onChange(detail.value)}
        themes={THEMES}
        preferences={{ wrapLines, theme: undefined }}
        onPreferencesChange={({ detail }) => setWrapLines(detail.wrapLines)}
        editorContentHeight={height}
        onEditorContentResize={({ detail }) => setHeight(detail.height)}
        onRecoveryClick={() => void load()}
      />
    </FormField>
  );
}
