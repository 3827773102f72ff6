import Alert, { type AlertProps } from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useRef } from "react";
import { Diff } from "./Diff";
import { pretty } from "./pretty";
import { text } from "./text";

interface Props {
  loaded: string;
  theirs: string;
  /** Compares the user's text with their policy from now on. */
  onRebase: () => void;
  /** Gives up the user's text. */
  onDiscard: () => void;
}

/** Tells the second of two people that the first has saved, and what. */
export function Conflict({ loaded, theirs, onRebase, onDiscard }: Props) {
  const alert = useRef<AlertProps.Ref | null>(null);
  // The button Save is at the end of a long dialog, and this is at its beginning.
  useEffect(() => alert.current?.focus(), []);
  return (
    <Alert
      ref={alert}
      type="error"
      header={text.conflict}
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onDiscard}>{text.takeTheirs}</Button>
          <Button onClick={onRebase}>{text.rebase}</Button>
        </SpaceBetween>
      }
    >
      {text.conflictMeans}
      <Diff before={pretty(loaded)} after={pretty(theirs)} />
    </Alert>
  );
}
