import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";

/** Buttons side by side. */
export function Buttons({ children }: { children: ReactNode }) {
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {children}
    </SpaceBetween>
  );
}
