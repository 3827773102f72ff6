import PropertyFilter, { type PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { useState } from "react";
import { freeTextFiltering, suggestions } from "./filter";
import type { KeyRow } from "./rows";
import { text } from "./text";

interface Props {
  rows: readonly KeyRow[];
  query: PropertyFilterProps.Query;
  properties: PropertyFilterProps.FilteringProperty[];
  matches: number;
  loading: boolean;
  onChange: (query: PropertyFilterProps.Query) => void;
  /** Called with the property by which somebody is about to filter. */
  onWanted: (property: string) => void;
}

/** The filter of the list. It suggests some of the values that fit what is typed, not all of many thousands. */
export function KeyFilter({ rows, query, properties, matches, loading, onChange, onWanted }: Props) {
  const [options, setOptions] = useState<PropertyFilterProps.FilteringOption[]>([]);
  return (
    <PropertyFilter
      query={query}
      onChange={({ detail }) => onChange({ tokens: detail.tokens, operation: detail.operation })}
      filteringProperties={properties}
      filteringOptions={options}
      freeTextFiltering={freeTextFiltering}
      filteringPlaceholder={text.filter}
      filteringAriaLabel={text.filter}
      filteringEmpty={text.filterEmpty}
      customGroupsText={[{ group: "tags", properties: text.tagGroup, values: text.tagValues }]}
      countText={text.matches(matches)}
      loading={loading}
      onLoadItems={({ detail }) => {
        if (detail.filteringProperty !== undefined) {
          onWanted(detail.filteringProperty.key);
        }
        setOptions(suggestions(rows, detail.filteringProperty?.key, detail.filteringText));
      }}
    />
  );
}
