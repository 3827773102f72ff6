import { lazy, Suspense, useEffect, useEffectEvent } from "react";

const PaletteDialog = lazy(() => import("./palette/PaletteDialog"));

interface Props {
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** Opens with Ctrl-K or Cmd-K on every page, and jumps to a key or a page. Its dialog is loaded when it first opens. */
export function Palette({ open, onOpen }: Props) {
  const toggle = useEffectEvent(() => onOpen(!open));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        toggle();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    open && (
      <Suspense fallback={null}>
        <PaletteDialog onClose={() => onOpen(false)} />
      </Suspense>
    )
  );
}
