import { queryOptions, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { background } from "./activity";
import { learnTime, TIME } from "./clock";

/** Who is signed in, as the server tells it. The cookie that proves it is out of reach of scripts. */
export interface Session {
  csrf: string;
  arn: string;
  accountId: string;
  userName: string | null;
  /** The role that the user has switched to. Once its session has ended, every call is refused. */
  role: { arn: string; name: string; ended: boolean } | null;
  mfa: boolean;
  /** Whether nothing is allowed but a new password. */
  passwordResetRequired?: boolean;
  method: "accessKey" | "password" | "firstRun";
  began: string;
  expires: string;
  idleSeconds: number;
  regions: string[];
  region: string;
  dev: boolean;
  version: string;
}

/** What the form of a server for development is filled with. */
export interface SignInHints {
  account?: string;
  accessKeyId?: string;
  secretAccessKey?: string;
}

export type SignIn =
  | { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
  | { account: string; userName: string; password: string; mfaCode?: string }
  | { firstRun: string };

export interface SessionEntry {
  id: string;
  current: boolean;
  began: string;
  lastSeen: string;
  expires: string;
  sourceIp: string;
  userAgent: string;
  role: string | null;
}

/** A refusal of the server's own paths, with the code that the page decides by. */
export class SessionError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hints: SignInHints = {},
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
    this.name = code;
  }
}

const BASE = "/console";

async function request<T>(path: string, method: string, csrf: string | null, body?: unknown): Promise<T> {
  const answer = await fetch(BASE + path, {
    method,
    credentials: "same-origin",
    headers: {
      ...(csrf === null ? {} : { "X-Trent-CSRF": csrf }),
      ...background(),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  learnTime(answer.headers.get(TIME));
  if (!answer.ok) {
    const told = (await answer.json().catch(() => ({}))) as Partial<{
      code: string;
      message: string;
      signIn: SignInHints;
      retryAfterSeconds: number;
    }>;
    throw new SessionError(
      answer.status,
      told.code ?? "ServiceFailure",
      told.message ?? `The server answered with status ${answer.status}.`,
      told.signIn,
      told.retryAfterSeconds,
    );
  }
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** Null if nobody is signed in. */
export interface Entrance {
  session: Session | null;
  hints: SignInHints;
  /** Whether a session ended that its user did not end. */
  ended?: boolean;
}

export const entrance = queryOptions<Entrance>({
  queryKey: ["session"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ client }) => {
    const before = client.getQueryData<Entrance>(["session"]);
    try {
      return { session: await request<Session>("/session", "GET", null), hints: {} };
    } catch (refusal) {
      if (refusal instanceof SessionError && refusal.status === 401) {
        const ended = before?.ended === true || (before !== undefined && before.session !== null);
        return { session: null, hints: refusal.hints, ended };
      }
      throw refusal;
    }
  },
});

export const signIn = (by: SignIn) => request<Session>("/session", "POST", "sign-in", by);
export const signOut = (csrf: string) => request<void>("/session", "DELETE", csrf);
export const listSessions = (csrf: string) => request<{ sessions: SessionEntry[] }>("/sessions", "GET", csrf);
export const endSession = (csrf: string, id: string) =>
  request<void>(`/sessions/${encodeURIComponent(id)}`, "DELETE", csrf);
export const endOtherSessions = (csrf: string) => request<void>("/sessions?others=true", "DELETE", csrf);
export const switchRole = (csrf: string, roleArn: string) =>
  request<Session>("/session/role", "POST", csrf, { roleArn });
export const leaveRole = (csrf: string) => request<Session>("/session/role", "DELETE", csrf);
export const health = (csrf: string) => request<Record<string, HealthEntry>>("/health", "GET", csrf);

export interface HealthEntry {
  state: "ok" | "warn" | "bad";
  text: string;
}

export const SessionContext = createContext<Session | null>(null);

/** The session of the signed-in user. Only pages behind the sign-in may ask. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) {
    throw new Error("no session");
  }
  return session;
}

export function useEntrance(): Entrance {
  return useSuspenseQuery(entrance).data;
}

// All tabs of the browser learn that the session is over.
const channel = new BroadcastChannel("trent-session");

/** Lets every tab ask anew who is signed in. */
export function tellOtherTabs(): void {
  channel.postMessage("changed");
}

export function onChangeElsewhere(listener: () => void): () => void {
  channel.addEventListener("message", listener);
  return () => channel.removeEventListener("message", listener);
}

/** Returns what lets the pages go on as another principal of the session. What they show stays until they have asked anew. */
export function useGoOn(): (session: Session) => void {
  const queries = useQueryClient();
  return (session) => {
    queries.setQueryData(entrance.queryKey, { session, hints: {} });
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== entrance.queryKey[0] });
    tellOtherTabs();
  };
}

/** Returns what forgets all that the pages of the last session had loaded, and asks who is signed in now. */
export function useReset(): (session: Session | null) => void {
  const queries = useQueryClient();
  return (session) => {
    // The query of the session has watchers, and stays.
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== entrance.queryKey[0] });
    queries.setQueryData(entrance.queryKey, { session, hints: {} });
    if (session === null) {
      void queries.invalidateQueries({ queryKey: entrance.queryKey });
    }
    tellOtherTabs();
  };
}
