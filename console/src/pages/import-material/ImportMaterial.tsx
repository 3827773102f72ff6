import Alert from "@cloudscape-design/components/alert";
import Spinner from "@cloudscape-design/components/spinner";
import { useParams } from "react-router";
import { useKey } from "../../queries/keys";
import { Page } from "../../widgets/Page";
import { Refusal } from "../../widgets/Refusal";
import { ImportWizard } from "./ImportWizard";
import { text } from "./text";

/** The page that brings a user's own key material into a key. */
export default function ImportMaterial() {
  const { key: name = "" } = useParams();
  const { data, error } = useKey(name);
  return (
    <Page
      title={text.title}
      above={[
        { text: text.above, href: "/keys" },
        { text: name, href: `/keys/${name}` },
      ]}
    >
      <Refusal of={error} />
      {data === undefined && error === null && <Spinner size="large" />}
      {data !== undefined &&
        (data.Origin === "EXTERNAL" ? (
          <ImportWizard keyMetadata={data} />
        ) : (
          <Alert type="error">{text.notExternal}</Alert>
        ))}
    </Page>
  );
}
