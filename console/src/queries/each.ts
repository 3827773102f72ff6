import { type Query, type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type Clients, useClients } from "../app/clients";

/** How many are asked for at once. A browser opens six connections to one server. */
const AT_ONCE = 6;
/** A page of many thousands of keys is told less often, because each time it sorts and filters them all. */
const TELL_EVERY_MS = 300;
const TELL_LATER_MS_PER_KEY = 0.2;
const FRESH_MS = 60_000;

/** Something that the API tells of one key only, such as its tags. */
export interface Source<T> {
  /** The name under which the answer is kept. Its third part is the id. */
  name: (region: string, id: string) => QueryKey;
  ask: (clients: Clients, id: string) => Promise<T>;
}

/** The answers as far as they have come, by key id. */
export interface Each<T> {
  found: ReadonlyMap<string, T>;
  refused: ReadonlyMap<string, unknown>;
  /** Whether all that was wanted has come. */
  done: boolean;
  /** How many answers are still to come, of how many that were wanted together. */
  left: number;
  total: number;
}

const NOTHING = { found: new Map(), refused: new Map(), done: false, left: 0, total: 0 } as const;

/**
 * Asks about those of these keys that are wanted, a few at a time, and tells the page a few times a second. What is known
 * already is there at once, also of keys that nobody wants here. A key that changes is asked about again. `source`, `ids`
 * and `wanted` must be stable.
 */
export function useEach<T>(source: Source<T>, ids: readonly string[] | undefined, wanted = ids): Each<T> {
  const clients = useClients();
  const queries = useQueryClient();
  const [each, setEach] = useState<Each<T>>(NOTHING);
  const current = useRef<Asking<T> | null>(null);
  useEffect(() => {
    if (ids === undefined) {
      return;
    }
    const asking = new Asking(clients, queries, source, ids, setEach);
    current.current = asking;
    asking.start();
    return () => {
      current.current = null;
      asking.stop();
    };
  }, [clients, queries, source, ids]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new asking must be told too
  useEffect(() => current.current?.want(wanted ?? []), [wanted, clients, queries, source, ids]);
  return each;
}

/** Asks about these few keys at once, ahead of the many that are asked about one after the other. */
export function useHurry<T>(source: Source<T>, ids: readonly string[]): void {
  const clients = useClients();
  const queries = useQueryClient();
  const wanted = ids.join("\n");
  useEffect(() => {
    for (const id of wanted.split("\n").filter((each) => each !== "")) {
      const queryKey = source.name(clients.region, id);
      if (queries.getQueryState(queryKey) === undefined) {
        queries.fetchQuery({ queryKey, queryFn: () => source.ask(clients, id), staleTime: FRESH_MS }).catch(() => {
          // The asking about all keys tells of the refusal.
        });
      }
    }
  }, [clients, queries, source, wanted]);
}

class Asking<T> {
  private readonly ids: ReadonlySet<unknown>;
  private readonly name: QueryKey;
  private readonly found = new Map<string, T>();
  /** When the answer was found. An answer that is not valid any more has no time. */
  private readonly times = new Map<string, number>();
  private readonly refused = new Map<string, unknown>();
  private readonly waiting = new Set<string>();
  private readonly asked = new Set<string>();
  private readonly over = new AbortController();
  private working = 0;
  private total = 0;
  private due = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unsubscribe = () => {};

  constructor(
    private readonly clients: Clients,
    private readonly queries: QueryClient,
    private readonly source: Source<T>,
    ids: readonly string[],
    private readonly tell: (each: Each<T>) => void,
  ) {
    this.ids = new Set(ids);
    this.name = source.name(clients.region, "");
    // What is known may be less than what could be asked.
    for (const query of queries.getQueryCache().getAll()) {
      const id = query.state.data === undefined ? undefined : this.idOf(query);
      if (id !== undefined) {
        this.found.set(id, query.state.data as T);
        if (!query.state.isInvalidated) {
          this.times.set(id, query.state.dataUpdatedAt);
        }
      }
    }
  }

  private idOf({ queryKey, queryHash }: Query): string | undefined {
    const id = queryKey[2];
    // There are many queries of other names, and to write a name as JSON takes long.
    const similar = this.name.every(
      (part, place) => place === 2 || typeof part === "object" || part === queryKey[place],
    );
    const mine = similar && typeof id === "string" && this.ids.has(id);
    return mine && JSON.stringify(this.source.name(this.clients.region, id)) === queryHash ? id : undefined;
  }

  start(): void {
    this.unsubscribe = this.queries.getQueryCache().subscribe((event) => {
      const id = event.type === "updated" ? this.idOf(event.query) : undefined;
      if (id === undefined || event.type !== "updated") {
        return;
      }
      if (event.action.type === "success") {
        this.waiting.delete(id);
        this.keep(id, event.query.state.data as T);
        // What others asked for is what the user looks at or has just changed.
        if (!this.asked.has(id)) {
          this.tellIn(TELL_EVERY_MS);
        }
      } else if (event.action.type === "error") {
        this.refused.set(id, event.action.error);
        if (!this.asked.has(id)) {
          this.tellIn(TELL_EVERY_MS);
        }
      } else if (event.action.type === "invalidate") {
        this.times.delete(id);
        this.await(id);
        this.work();
      }
    });
  }

  private keep(id: string, answer: T): void {
    this.found.set(id, answer);
    this.times.set(id, Date.now());
    this.refused.delete(id);
  }

  /** Asks about these too, unless their answers are there. */
  want(ids: readonly string[]): void {
    for (const id of ids) {
      // A refusal is asked about again when the user refreshes the page.
      if (!this.refused.has(id) && !this.isFresh(id)) {
        this.await(id);
      }
    }
    this.work();
    this.tellNow();
  }

  private await(id: string): void {
    if (this.waiting.size === 0 && this.working === 0) {
      this.total = 0;
    }
    if (!this.waiting.has(id)) {
      this.waiting.add(id);
      this.total += 1;
    }
  }

  private isFresh(id: string): boolean {
    return Date.now() - (this.times.get(id) ?? 0) < FRESH_MS;
  }

  /** What is being asked may still be answered, and nobody is told of it. */
  stop(): void {
    this.over.abort();
    clearTimeout(this.timer);
    this.unsubscribe();
    this.waiting.clear();
  }

  private work(): void {
    while (this.working < AT_ONCE && this.waiting.size > 0) {
      this.working += 1;
      void this.takeAll().finally(() => {
        this.working -= 1;
        if (this.working === 0) {
          this.tellIn(0);
        }
      });
    }
  }

  private async takeAll(): Promise<void> {
    for (const id of this.waiting) {
      this.waiting.delete(id);
      this.asked.add(id);
      try {
        const answer = await this.queries.fetchQuery({
          queryKey: this.source.name(this.clients.region, id),
          queryFn: () => this.source.ask(this.clients, id),
          staleTime: FRESH_MS,
        });
        this.keep(id, answer);
      } catch (refusal) {
        this.refused.set(id, refusal);
      }
      this.asked.delete(id);
      this.tellLater();
    }
  }

  private tellLater(): void {
    this.tellIn(TELL_EVERY_MS + this.found.size * TELL_LATER_MS_PER_KEY);
  }

  private tellIn(delay: number): void {
    if (this.over.signal.aborted) {
      return;
    }
    const due = performance.now() + delay;
    if (this.timer === undefined || due < this.due) {
      clearTimeout(this.timer);
      this.due = due;
      this.timer = setTimeout(() => this.tellNow(), delay);
    }
  }

  private tellNow(): void {
    this.timer = undefined;
    const left = this.waiting.size + this.asked.size;
    this.tell({
      found: new Map(this.found),
      refused: new Map(this.refused),
      done: left === 0 && this.working === 0,
      left,
      total: this.total,
    });
  }
}
