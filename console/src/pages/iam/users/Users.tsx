import { paginateListUsers } from "@aws-sdk/client-iam";
import { collect, useIam } from "../../../queries/iam";
import { PageLink } from "../../../widgets/PageLink";
import { When } from "../../../widgets/When";
import { EntityList } from "../shared/EntityList";
import { CreateUser } from "./CreateUser";
import { DeleteUser } from "./DeleteUser";
import { text } from "./text";

/** The users of the account. */
export default function Users() {
  const users = useIam(["users"], (client) =>
    collect(paginateListUsers({ client, pageSize: 1000 }, {}), (page) => page.Users),
  );
  return (
    <EntityList
      query={users}
      nameOf={({ UserName }) => UserName}
      text={text}
      Create={CreateUser}
      Delete={DeleteUser}
      columns={[
        {
          id: "name",
          header: text.userName,
          value: (user) => user.UserName,
          cell: ({ UserName = "" }) => (
            <PageLink href={`/iam/users/${encodeURIComponent(UserName)}`}>{UserName}</PageLink>
          ),
        },
        { id: "path", header: text.path, value: (user) => user.Path },
        {
          id: "created",
          header: text.creationTime,
          value: (user) => user.CreateDate?.toISOString(),
          cell: (user) => <When date={user.CreateDate} />,
        },
        {
          id: "used",
          header: text.passwordLastUsed,
          value: (user) => user.PasswordLastUsed?.toISOString(),
          cell: (user) => <When date={user.PasswordLastUsed} none={text.never} />,
        },
        { id: "arn", header: text.arn, value: (user) => user.Arn },
      ]}
    />
  );
}
