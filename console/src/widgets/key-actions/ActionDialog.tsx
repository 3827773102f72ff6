import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { useFlash } from "../../app/flashes";
import { useAskToLeave, useUnsaved, WITH_TAB } from "../../app/leaving";
import type { ApiCall } from "../../app/snippets";
import { aliasesOf, useAliases, useTheseKeysChanged } from "../../queries/keys";
import { CopyAs } from "../CopyAs";
import { Refusal } from "../Refusal";
import { BulkResult } from "./BulkResult";
import { text } from "./text";
import { useBulk } from "./useBulk";

const NAMED_MAX = 10;

interface Props {
  label: string;
  note: string;
  severe: boolean;
  /** What is said after it is done with the only key. */
  done: (key: string) => string;
  /** The word that closes it before anything is done. */
  close?: string | undefined;
  keyIds: readonly string[];
  /** How many of the selected keys cannot do this. */
  leftOut: number;
  /** What is sent for the first key, for the snippets. */
  calls: readonly ApiCall[];
  /** Returns whether an input is wrong. The inputs then say so. */
  refuse?: () => boolean;
  act: (keyId: string) => Promise<unknown>;
  /** Whether something is typed that its user would lose. */
  unsaved?: boolean;
  onClose: (changed: boolean) => void;
  children?: ReactNode;
}

/** Asks whether to do something with these keys, does it, and shows the result for each key. */
export default function ActionDialog(props: Props) {
  const { label, note, severe, done: told, close = text.cancel, unsaved = false, keyIds, leftOut, calls } = props;
  const { refuse, act, onClose, children } = props;
  const bulk = useBulk();
  const flash = useFlash();
  const changed = useTheseKeysChanged();
  const aliases = useAliases();
  const nameOf = (keyId: string) => aliasesOf(aliases.data, keyId)[0]?.AliasName?.replace(/^alias\//, "") ?? keyId;
  const failed = bulk.steps.filter((step) => step.state === "failed");
  const began = bulk.steps.length > 0;
  const single = keyIds.length === 1;
  const showResult = began && !single;
  const ask = useAskToLeave();
  useUnsaved(unsaved && !began, WITH_TAB);
  const leave = () => (unsaved && !began ? ask(() => onClose(false)) : onClose(began));

  async function run(ids: readonly string[]) {
    if (refuse?.() === true) {
      return;
    }
    const steps = await bulk.run(ids, act);
    const done = steps.filter((step) => step.state === "done").map((step) => step.keyId);
    await changed(done);
    if (single && done.length === 1) {
      flash({ type: "success", content: told(nameOf(done[0] ?? "")) });
      onClose(true);
    }
  }

  return (
    <Modal
      visible
      size={showResult ? "large" : "medium"}
      header={text.headerOf(label, keyIds.length)}
      // A click beside the dialog is an accident more often than a decision.
      onDismiss={({ detail }) => detail.reason !== "overlay" && leave()}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant={showResult ? "normal" : "link"} onClick={leave}>
              {showResult ? text.close : close}
            </Button>
            {showResult && failed.length > 0 && !bulk.running && (
              <Button variant="primary" onClick={() => void run(failed.map((step) => step.keyId))}>
                {text.retry}
              </Button>
            )}
            {!showResult && (
              <Button variant="primary" loading={bulk.running} onClick={() => void run(keyIds)}>
                {label}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      {showResult ? (
        <BulkResult bulk={bulk} nameOf={nameOf} />
      ) : (
        <SpaceBetween size="m">
          {severe ? <Alert type="warning">{note}</Alert> : <Box>{note}</Box>}
          <Box>
            <Box variant="awsui-key-label">{single ? text.key : text.keys}</Box>
            {keyIds.slice(0, NAMED_MAX).map((keyId) => (
              <div key={keyId}>{nameOf(keyId)}</div>
            ))}
            {keyIds.length > NAMED_MAX && <div>{text.more(keyIds.length - NAMED_MAX)}</div>}
          </Box>
          {leftOut > 0 && <Alert type="info">{text.leftOut(leftOut)}</Alert>}
          {children}
          {single && failed[0] !== undefined && <Refusal of={failed[0].refusal} />}
          <CopyAs call={calls} />
        </SpaceBetween>
      )}
    </Modal>
  );
}
