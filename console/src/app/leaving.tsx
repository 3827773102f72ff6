import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { type Location, useBlocker } from "react-router";

/** What is asked before something is lost that is not a change. */
export interface LossWords {
  title: string;
  question: string;
  /** The button that loses it. */
  action: string;
}

/** A form that has what its user would lose. */
interface Unsaved {
  /** The parameters of the address that the form does not survive. */
  lostWith: readonly string[];
  words: LossWords | undefined;
}

interface LeavingDoor {
  add: (form: Unsaved) => void;
  remove: (form: Unsaved) => void;
  /** Runs this after a question, if a form would lose something; else at once. */
  ask: (then: () => void) => void;
}

// The sign-in has no form that asks.
const Question = lazy(() => import("./LeavingQuestion"));

const LeavingContext = createContext<LeavingDoor | null>(null);

const text = {
  title: "Leave page",
  question: "Are you sure that you want to leave the current page? The changes that you made won't be saved.",
  leave: "Leave",
  discardTitle: "Discard changes",
  discardQuestion: "The changes that you made won't be saved.",
  discard: "Discard",
} as const;

/** Asks before a user leaves a page that has something typed in a form. */
export function Leaving({ children }: { children: ReactNode }) {
  const forms = useRef(new Set<Unsaved>());
  const [asked, setAsked] = useState<(() => void) | null>(null);
  const blocker = useBlocker(({ currentLocation, nextLocation }) =>
    [...forms.current].some((form) => isLost(form, currentLocation, nextLocation)),
  );
  useEffect(() => {
    // Before another page is loaded or the tab is closed, the browser asks in its own words.
    const onUnload = (event: BeforeUnloadEvent) => {
      if (forms.current.size > 0) {
        event.preventDefault();
      }
    };
    window.addEventListener("beforeunload", onUnload);
    return () => window.removeEventListener("beforeunload", onUnload);
  }, []);
  const door = useMemo<LeavingDoor>(
    () => ({
      add: (form) => void forms.current.add(form),
      remove: (form) => void forms.current.delete(form),
      ask: (then) => (forms.current.size === 0 ? then() : setAsked(() => then)),
    }),
    [],
  );
  return (
    <LeavingContext value={door}>
      {children}
      <Suspense>
        {blocker.state === "blocked" && (
          <Question
            title={text.title}
            question={wordsOf(forms.current)?.question ?? text.question}
            action={text.leave}
            onAct={() => blocker.proceed()}
            onCancel={() => blocker.reset()}
          />
        )}
        {asked !== null && (
          <Question
            title={wordsOf(forms.current)?.title ?? text.discardTitle}
            question={wordsOf(forms.current)?.question ?? text.discardQuestion}
            action={wordsOf(forms.current)?.action ?? text.discard}
            onAct={() => {
              setAsked(null);
              asked();
            }}
            onCancel={() => setAsked(null)}
          />
        )}
      </Suspense>
    </LeavingContext>
  );
}

function wordsOf(forms: ReadonlySet<Unsaved>): LossWords | undefined {
  return [...forms].find((form) => form.words !== undefined)?.words;
}

function isLost({ lostWith }: Unsaved, from: Location, to: Location): boolean {
  const before = new URLSearchParams(from.search);
  const after = new URLSearchParams(to.search);
  return from.pathname !== to.pathname || lostWith.some((name) => before.get(name) !== after.get(name));
}

function useDoor(): LeavingDoor {
  const door = useContext(LeavingContext);
  if (door === null) {
    throw new Error("no door");
  }
  return door;
}

/** Returns what runs an action that loses what is typed, such as closing a dialog, after a question if there is need. */
export function useAskToLeave(): LeavingDoor["ask"] {
  return useDoor().ask;
}

const NONE: readonly string[] = [];

/** For a form in a tab, or in a dialog over one. */
export const WITH_TAB: readonly string[] = ["tab", "region"];

/**
 * Says that a form has something that its user would lose. Returns what lets the user go without a question, once all
 * is saved.
 *
 * @param lostWith the parameters of the address that the form does not survive; it must be stable
 * @param words what is asked instead of the usual question; it must be stable
 */
export function useUnsaved(unsaved: boolean, lostWith = NONE, words?: LossWords): () => void {
  const { add, remove } = useDoor();
  const form = useMemo<Unsaved>(() => ({ lostWith, words }), [lostWith, words]);
  useEffect(() => {
    if (!unsaved) {
      return;
    }
    add(form);
    return () => remove(form);
  }, [unsaved, form, add, remove]);
  return useCallback(() => remove(form), [form, remove]);
}
