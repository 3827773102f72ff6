import { lazy, Suspense, useEffect, useEffectEvent, useRef } from "react";
import { useLocation, useNavigationType, useSearchParams } from "react-router";
import { useFlashDoor } from "./flashes";

// Most pages have no message.
const Flashbar = lazy(() => import("@cloudscape-design/components/flashbar"));

/** The messages. What went well is told until its user goes on to another page. */
export function FlashList() {
  const { list, turn } = useFlashDoor();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const way = useNavigationType();
  const page = `${pathname} ${search.get("region") ?? ""}`;
  const before = useRef(page);
  const turned = useEffectEvent((next: string) => {
    if (before.current !== next) {
      before.current = next;
      // Back and forward are buttons of the browser: nobody sees that they are pressed.
      turn(way === "POP");
    }
  });
  useEffect(() => turned(page), [page]);
  if (list.length === 0) {
    return null;
  }
  return (
    <Suspense>
      <Flashbar items={list.map(({ seen: _, ...item }) => item)} stackItems />
    </Suspense>
  );
}
