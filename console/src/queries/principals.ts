import { paginateListRoles, paginateListUsers } from "@aws-sdk/client-iam";
import { useQuery } from "@tanstack/react-query";
import { useClients } from "../app/clients";

/** A user or role of the account, as key policies name it. */
export interface Principal {
  arn: string;
  name: string;
  path: string;
  type: "User" | "Role";
}

/** All users and roles of the account. Groups are no principals. */
export function usePrincipals() {
  const clients = useClients();
  return useQuery({
    queryKey: ["iam", "principals"],
    queryFn: async () => {
      const client = await clients.iam();
      const all: Principal[] = [];
      for await (const page of paginateListUsers({ client, pageSize: 1000 }, {})) {
        for (const { Arn = "", UserName = "", Path = "/" } of page.Users ?? []) {
          all.push({ arn: Arn, name: UserName, path: Path, type: "User" });
        }
      }
      for await (const page of paginateListRoles({ client, pageSize: 1000 }, {})) {
        for (const { Arn = "", RoleName = "", Path = "/" } of page.Roles ?? []) {
          all.push({ arn: Arn, name: RoleName, path: Path, type: "Role" });
        }
      }
      return all;
    },
  });
}
