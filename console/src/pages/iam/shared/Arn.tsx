import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";

/** An ARN with a button that copies it. */
export function Arn({ of, name = "ARN" }: { of: string | undefined; name?: string }) {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={of ?? ""}
      copyButtonAriaLabel={`Copy ${name}`}
      copySuccessText="Copied"
      copyErrorText="Not copied"
    />
  );
}
