import type {
  $Command,
  IAMClient,
  IAMClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from "@aws-sdk/client-iam";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useClients } from "../app/clients";
import type { ApiCall } from "../app/snippets";

/** A command of the SDK's client for IAM. */
export interface IamCommand {
  input: object;
  schema?: unknown;
}

/** What a command is answered with. */
export type Answer<Command> = Command extends {
  resolveMiddleware: (...parts: never[]) => (...parts: never[]) => Promise<{ output: infer Output }>;
}
  ? Output
  : never;

export async function send<C extends IamCommand>(iam: IAMClient, command: C): Promise<Answer<C>> {
  type Any = $Command<
    ServiceInputTypes,
    ServiceOutputTypes,
    IAMClientResolvedConfig,
    ServiceInputTypes,
    ServiceOutputTypes
  >;
  // The client's own types accept one command, but not one of several.
  return (await iam.send(command as unknown as Any)) as Answer<C>;
}

/** What IAM answers, kept under a name. IAM is the same in all Regions, so the Region is not part of it. */
export function useIam<T>(name: readonly unknown[], ask: (iam: IAMClient) => Promise<T>, enabled = true) {
  const clients = useClients();
  return useQuery({
    queryKey: ["iam", ...name],
    queryFn: async () => ask(await clients.iam()),
    enabled,
  });
}

/** Forgets what is known of users, roles, groups and policies, after a change. */
export function useIamChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ["iam"] });
}

/** Reads all pages of a list. */
export async function collect<P, T>(pages: AsyncIterable<P>, entries: (page: P) => T[] | undefined): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) {
    all.push(...(entries(page) ?? []));
  }
  return all;
}

/** The call that a command makes, to be shown to the user. */
export function callOf(
  service: ApiCall["service"],
  region: string,
  command: IamCommand,
  secret: readonly string[] = [],
): ApiCall {
  // The schema of an operation begins with its kind, its namespace and its name. The names of classes are shortened by the build.
  const name = (command.schema as readonly unknown[] | undefined)?.[2];
  return { service, operation: String(name), region, input: command.input as Record<string, unknown>, secret };
}
