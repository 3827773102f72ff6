import Button from "@cloudscape-design/components/button";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import { text } from "./text";

const PreferencesDialog = lazy(() => import("./PreferencesDialog"));

/** The button for the dialog of the preferences, which is loaded when it is first opened. */
export function KeyPreferences(props: ComponentProps<typeof PreferencesDialog>) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <Button variant="icon" iconName="settings" ariaLabel={text.preferences} onClick={() => setWanted(true)} />
  );
  return wanted ? (
    <Suspense fallback={button}>
      <PreferencesDialog {...props} />
    </Suspense>
  ) : (
    button
  );
}
