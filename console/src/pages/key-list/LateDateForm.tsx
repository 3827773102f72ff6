import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import Spinner from "@cloudscape-design/components/spinner";
import { lazy, Suspense } from "react";

// A calendar is as large as a page.
const DateForm = lazy(() => import("./DateForm"));

/** In pixels. The list that holds the form takes its size from what is there first. */
const SIZE = { minWidth: 260, minHeight: 340 };

/** The form for the day of a filter, loaded when somebody filters by one. */
export function LateDateForm(props: PropertyFilterProps.ExtendedOperatorFormProps<string>) {
  return (
    <div style={SIZE}>
      <Suspense fallback={<Spinner />}>
        <DateForm {...props} />
      </Suspense>
    </div>
  );
}
