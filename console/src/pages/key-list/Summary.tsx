import Button from "@cloudscape-design/components/button";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { KeyRow, Manager } from "./rows";
import { text } from "./text";

interface Props {
  manager: Manager;
  loading: boolean;
  all: number;
  matching: readonly KeyRow[];
  selected: readonly KeyRow[];
  pageIsSelected: boolean;
  onSelect: (rows: readonly KeyRow[]) => void;
  progress: string | null;
  hidden: number;
  unread: number;
}

/** How many keys there are, how many are selected, and what could not be read: one line for all of it. */
export function Summary(props: Props) {
  const { manager, loading, all, matching, selected, pageIsSelected, onSelect, progress, hidden, unread } = props;
  return (
    <SpaceBetween size="xxs">
      {manager === "AWS" && <span>{text.awsDescription}</span>}
      <SpaceBetween direction="horizontal" size="m" alignItems="center">
        <span>{loading ? text.loading : text.total(all, matching.length, selected.length)}</span>
        {pageIsSelected && selected.length < matching.length && (
          <Button variant="inline-link" onClick={() => onSelect(matching)}>
            {text.selectAll(matching.length)}
          </Button>
        )}
        {selected.length > 0 && (
          <Button variant="inline-link" onClick={() => onSelect([])}>
            {text.selectNone}
          </Button>
        )}
        {progress !== null && <StatusIndicator type="in-progress">{progress}</StatusIndicator>}
        {hidden > 0 && <StatusIndicator type="warning">{text.hidden(hidden)}</StatusIndicator>}
        {unread > 0 && <StatusIndicator type="error">{text.unread(unread)}</StatusIndicator>}
        <SpaceBetween direction="horizontal" size="xxs" alignItems="center">
          <CopyToClipboard
            variant="icon"
            copyButtonAriaLabel={text.copyView}
            copySuccessText={text.copied}
            copyErrorText={text.notCopied}
            textToCopy={window.location.href}
          />
          <span>{text.viewLink}</span>
        </SpaceBetween>
      </SpaceBetween>
    </SpaceBetween>
  );
}
