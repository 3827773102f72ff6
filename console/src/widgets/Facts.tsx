import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { ReactNode } from "react";
import { aliasesOf, useAliases } from "../queries/keys";
import { PageLink } from "./PageLink";

/** Labels with their values; those without a value are left out. */
export function Facts({ items }: { items: Record<string, ReactNode> }) {
  return (
    <KeyValuePairs
      columns={2}
      items={Object.entries(items)
        .filter(([, value]) => value !== undefined && value !== null)
        .map(([label, value]) => ({ label, value }))}
    />
  );
}

/** A key by its alias, with a link to its page in its Region. */
export function KeyName({ arn }: { arn: string }) {
  const aliases = useAliases();
  const id = arn.slice(arn.lastIndexOf("/") + 1);
  const region = /^arn:[^:]+:kms:([^:]+):/.exec(arn)?.[1];
  const alias = aliasesOf(aliases.data, id)[0]?.AliasName;
  return (
    <>
      <PageLink href={`/keys/${id}`} {...(region === undefined ? {} : { region })}>
        {alias?.replace(/^alias\//, "") ?? id}
      </PageLink>
      <Box variant="small" color="text-body-secondary" display="block">
        {arn}
      </Box>
    </>
  );
}

/** An id in full, with a button that copies it. */
export function Id({ id }: { id: string }) {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={id}
      copyButtonAriaLabel={`Copy ${id}`}
      copySuccessText="Copied"
      copyErrorText="Not copied"
    />
  );
}
