import { lazy, Suspense, useEffect, useEffectEvent, useRef } from "react";

const PaletteDialog = lazy(() => import("./palette/PaletteDialog"));

interface Props {
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** Opens with Ctrl-K or Cmd-K on every page, and jumps to a key or a page. Its dialog is loaded when it first opens. */
export function Palette({ open, onOpen }: Props) {
  // What is typed before the field of the dialog has the focus; null if nothing is to be kept.
  const early = useRef<string | null>(null);
  const toggle = useEffectEvent(() => {
    early.current = open ? null : "";
    onOpen(!open);
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        toggle();
      } else if (early.current !== null && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        early.current += event.key;
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    open && (
      <Suspense fallback={null}>
        <PaletteDialog
          onClose={() => {
            early.current = null;
            onOpen(false);
          }}
          onReady={() => {
            const typed = early.current ?? "";
            early.current = null;
            return typed;
          }}
        />
      </Suspense>
    )
  );
}
