import type { FlashbarProps } from "@cloudscape-design/components/flashbar";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";

type Flash = Omit<FlashbarProps.MessageDefinition, "id" | "onDismiss" | "dismissible"> & { id?: string };

interface Shown extends FlashbarProps.MessageDefinition {
  /** Whether its user has done something since. */
  seen: boolean;
}

interface FlashDoor {
  list: readonly Shown[];
  show: (flash: Flash) => void;
  clear: () => void;
  /** Ends the messages that tell nothing new on the next page; all of them, or only those that were seen. */
  turn: (all: boolean) => void;
}

const FlashContext = createContext<FlashDoor | null>(null);
let count = 0;

// Errors and warnings stay until somebody dismisses them, and what is in progress until it has ended.
function stays({ type }: Shown): boolean {
  return type !== "success" && type !== "info";
}

/** Holds the messages that a page leaves for the next one. */
export function Flashes({ children }: { children: ReactNode }) {
  const [list, setList] = useState<readonly Shown[]>([]);
  useEffect(() => {
    // An action shows its message and then goes to another page, without its user. Who does something later has seen it.
    const see = () =>
      setList((all) => (all.every(({ seen }) => seen) ? all : all.map((each) => ({ ...each, seen: true }))));
    for (const event of ["keydown", "pointerdown"]) {
      window.addEventListener(event, see, { capture: true, passive: true });
    }
    return () => {
      for (const event of ["keydown", "pointerdown"]) {
        window.removeEventListener(event, see, { capture: true });
      }
    };
  }, []);
  const show = useCallback((flash: Flash) => {
    count += 1;
    const id = flash.id ?? `flash-${count}`;
    const onDismiss = () => setList((all) => all.filter((each) => each.id !== id));
    setList((all) => [
      { ...flash, id, dismissible: true, dismissLabel: "Dismiss the message", onDismiss, seen: false },
      // Messages of earlier actions do not pile up.
      ...all.filter((each) => each.id !== id && (stays(each) || !each.seen)),
    ]);
  }, []);
  const clear = useCallback(() => setList([]), []);
  const turn = useCallback(
    (all: boolean) => setList((before) => before.filter((each) => stays(each) || !(all || each.seen))),
    [],
  );
  const door = useMemo(() => ({ list, show, clear, turn }), [list, show, clear, turn]);
  return <FlashContext value={door}>{children}</FlashContext>;
}

/** The messages, and what changes them. */
export function useFlashDoor(): FlashDoor {
  const door = useContext(FlashContext);
  if (door === null) {
    throw new Error("no flashes");
  }
  return door;
}

/** Returns what shows a message at the top of the page; one with the same id is replaced. */
export function useFlash(): FlashDoor["show"] {
  return useFlashDoor().show;
}

export function useClearFlashes(): () => void {
  return useFlashDoor().clear;
}
