import Alert from "@cloudscape-design/components/alert";
import Spinner from "@cloudscape-design/components/spinner";
import { useParams } from "react-router";
import { usePolicy, useTags } from "../../queries/keyDetails";
import { aliasesOf, useAliases, useKey } from "../../queries/keys";
import { Page } from "../../widgets/Page";
import { Refusal } from "../../widgets/Refusal";
import { ReplicaForm } from "./ReplicaForm";
import { text } from "./text";

/** The page that makes replicas of a multi-Region key. */
export default function ReplicateKey() {
  const { key: name = "" } = useParams();
  const key = useKey(name);
  const policy = usePolicy(name);
  const tags = useTags(name);
  const aliases = useAliases();
  const error = key.error ?? policy.error ?? tags.error ?? aliases.error;
  const loaded =
    key.data !== undefined && policy.data !== undefined && tags.data !== undefined && aliases.data !== undefined;
  return (
    <Page
      title={text.title}
      above={[
        { text: text.above, href: "/keys" },
        { text: name, href: `/keys/${name}?tab=regionality` },
      ]}
    >
      <Refusal of={error} />
      {!loaded && error === null && <Spinner size="large" />}
      {loaded &&
        (key.data.MultiRegionConfiguration?.MultiRegionKeyType === "PRIMARY" ? (
          <ReplicaForm
            keyMetadata={key.data}
            start={{
              keyId: key.data.KeyId ?? "",
              alias: aliasesOf(aliases.data, key.data.KeyId)[0]?.AliasName?.replace(/^alias\//, "") ?? "",
              description: key.data.Description ?? "",
              tags: tags.data.map((tag) => ({ key: tag.TagKey ?? "", value: tag.TagValue ?? "" })),
              policy: policy.data,
            }}
          />
        ) : (
          <Alert type="error">{text.notPrimary}</Alert>
        ))}
    </Page>
  );
}
