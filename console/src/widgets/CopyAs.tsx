import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Tabs from "@cloudscape-design/components/tabs";
import { type ApiCall, type Language, languages, snippet } from "../app/snippets";

/** Shows the call that the page is about to make, for the AWS CLI, Python and Java. */
export function CopyAs({ call }: { call: ApiCall | readonly ApiCall[] }) {
  const calls = Array.isArray(call) ? (call as readonly ApiCall[]) : [call as ApiCall];
  return <CopyCode codeOf={(language) => calls.map((each) => snippet(each, language)).join("\n\n")} />;
}

/** Shows what does the same, for what is more than a call. */
export function CopyCode({ codeOf }: { codeOf: (language: Language) => string }) {
  return (
    <ExpandableSection headerText="The same with the AWS CLI, Python or Java">
      <Tabs
        tabs={languages.map((language) => {
          const code = codeOf(language);
          return {
            id: language,
            label: language,
            content: (
              <>
                <CopyToClipboard
                  copyButtonText="Copy"
                  copySuccessText="Copied"
                  copyErrorText="Not copied"
                  textToCopy={code}
                />
                <Box variant="code">
                  <pre>{code}</pre>
                </Box>
              </>
            ),
          };
        })}
      />
    </ExpandableSection>
  );
}
