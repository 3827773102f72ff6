import { lazy } from "react";
import { Navigate, Route, Routes } from "react-router";

// A page is a folder of `pages`, and is loaded when it is visited. To add one, add a line here and in navigation.ts.
const KeyList = lazy(() => import("../pages/key-list/KeyList"));
const AwsManagedKeys = lazy(() => import("../pages/key-list/AwsManagedKeys"));
const CreateKey = lazy(() => import("../pages/create-key/CreateKey"));
const KeyPage = lazy(() => import("../pages/key/KeyPage"));
const ScheduleDeletion = lazy(() => import("../pages/key-deletion/ScheduleDeletion"));
const ImportMaterial = lazy(() => import("../pages/import-material/ImportMaterial"));
const ReplicateKey = lazy(() => import("../pages/replicate-key/ReplicateKey"));
const Encrypt = lazy(() => import("../pages/tools/encrypt/Encrypt"));
const Decrypt = lazy(() => import("../pages/tools/decrypt/Decrypt"));
const ReEncrypt = lazy(() => import("../pages/tools/re-encrypt/ReEncrypt"));
const Sign = lazy(() => import("../pages/tools/sign/Sign"));
const Verify = lazy(() => import("../pages/tools/verify/Verify"));
const Mac = lazy(() => import("../pages/tools/mac/Mac"));
const DataKeys = lazy(() => import("../pages/tools/data-keys/DataKeys"));
const KeyAgreement = lazy(() => import("../pages/tools/key-agreement/KeyAgreement"));
const KeyEncapsulation = lazy(() => import("../pages/tools/key-encapsulation/KeyEncapsulation"));
const Inspect = lazy(() => import("../pages/tools/inspect/Inspect"));
const Denied = lazy(() => import("../pages/denied/Denied"));
const Users = lazy(() => import("../pages/iam/users/Users"));
const UserPage = lazy(() => import("../pages/iam/users/UserPage"));
const Roles = lazy(() => import("../pages/iam/roles/Roles"));
const RolePage = lazy(() => import("../pages/iam/roles/RolePage"));
const Groups = lazy(() => import("../pages/iam/groups/Groups"));
const GroupPage = lazy(() => import("../pages/iam/groups/GroupPage"));
const Policies = lazy(() => import("../pages/iam/policies/Policies"));
const PolicyPage = lazy(() => import("../pages/iam/policies/PolicyPage"));
const Simulate = lazy(() => import("../pages/iam/simulate/Simulate"));
const AccountSettings = lazy(() => import("../pages/iam/account-settings/AccountSettings"));
const Audit = lazy(() => import("../pages/audit/Audit"));
const Health = lazy(() => import("../pages/health/Health"));
const Sessions = lazy(() => import("../pages/sessions/Sessions"));
const ChangePassword = lazy(() => import("../pages/change-password/ChangePassword"));
const NotFound = lazy(() => import("../pages/not-found/NotFound"));

export function Pages() {
  return (
    <Routes>
      <Route index element={<Navigate to="/keys" replace />} />
      <Route path="sign-in" element={<Navigate to="/keys" replace />} />
      <Route path="keys" element={<KeyList />} />
      <Route path="aws-managed-keys" element={<AwsManagedKeys />} />
      <Route path="keys/create" element={<CreateKey />} />
      <Route path="keys/delete" element={<ScheduleDeletion />} />
      {/* The name of a key is an id, an ARN or an alias, which have slashes; a tab has its own query parameter. */}
      <Route path="keys/:key/import" element={<ImportMaterial />} />
      <Route path="keys/:key/replicate" element={<ReplicateKey />} />
      <Route path="keys/*" element={<KeyPage />} />
      <Route path="encrypt" element={<Encrypt />} />
      <Route path="decrypt" element={<Decrypt />} />
      <Route path="re-encrypt" element={<ReEncrypt />} />
      <Route path="sign" element={<Sign />} />
      <Route path="verify" element={<Verify />} />
      <Route path="mac" element={<Mac />} />
      <Route path="data-keys" element={<DataKeys />} />
      <Route path="key-agreement" element={<KeyAgreement />} />
      <Route path="key-encapsulation" element={<KeyEncapsulation />} />
      <Route path="inspect" element={<Inspect />} />
      <Route path="denied" element={<Denied />} />
      <Route path="iam/users" element={<Users />} />
      <Route path="iam/users/:name" element={<UserPage />} />
      <Route path="iam/roles" element={<Roles />} />
      <Route path="iam/roles/:name" element={<RolePage />} />
      <Route path="iam/groups" element={<Groups />} />
      <Route path="iam/groups/:name" element={<GroupPage />} />
      <Route path="iam/policies" element={<Policies />} />
      <Route path="iam/policies/*" element={<PolicyPage />} />
      <Route path="iam/simulate" element={<Simulate />} />
      <Route path="iam/account-settings" element={<AccountSettings />} />
      <Route path="audit" element={<Audit />} />
      <Route path="health" element={<Health />} />
      <Route path="sessions" element={<Sessions />} />
      <Route path="change-password" element={<ChangePassword />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
