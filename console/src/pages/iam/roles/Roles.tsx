import { paginateListRoles, type Role } from "@aws-sdk/client-iam";
import Button from "@cloudscape-design/components/button";
import { useNavigate } from "react-router";
import { useTo } from "../../../app/region";
import { collect, useIam } from "../../../queries/iam";
import { PageLink } from "../../../widgets/PageLink";
import { When } from "../../../widgets/When";
import { documentText } from "../shared/documents";
import { EntityList } from "../shared/EntityList";
import { CreateRole } from "./CreateRole";
import { DeleteRole } from "./DeleteRole";
import { text } from "./text";
import { trustedPrincipals } from "./trusted";

const trusted = (role: Role) => trustedPrincipals(documentText(role.AssumeRolePolicyDocument)).join(", ");

/** The roles of the account. */
export default function Roles() {
  const roles = useIam(["roles"], (client) =>
    collect(paginateListRoles({ client, pageSize: 1000 }, {}), (page) => page.Roles),
  );
  const navigate = useNavigate();
  const to = useTo();
  return (
    <EntityList
      query={roles}
      nameOf={({ RoleName }) => RoleName}
      text={text}
      Create={CreateRole}
      Delete={DeleteRole}
      actions={(role) => (
        <Button
          disabled={role === undefined}
          onClick={() => void navigate(to(`/sessions?role=${encodeURIComponent(role?.Arn ?? "")}`))}
        >
          {text.switchRole}
        </Button>
      )}
      columns={[
        {
          id: "name",
          header: text.roleName,
          value: (role) => role.RoleName,
          cell: ({ RoleName = "" }) => (
            <PageLink href={`/iam/roles/${encodeURIComponent(RoleName)}`}>{RoleName}</PageLink>
          ),
        },
        { id: "trusted", header: text.trustedEntities, value: trusted },
        { id: "description", header: text.roleDescription, value: (role) => role.Description },
        {
          id: "created",
          header: text.creationTime,
          value: (role) => role.CreateDate?.toISOString(),
          cell: (role) => <When date={role.CreateDate} />,
        },
      ]}
    />
  );
}
