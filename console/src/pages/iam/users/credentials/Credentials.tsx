import SpaceBetween from "@cloudscape-design/components/space-between";
import { AccessKeys } from "./AccessKeys";
import { ConsoleAccess } from "./ConsoleAccess";
import { MfaDevices } from "./MfaDevices";

/** How a user proves who it is. */
export function Credentials({ userName }: { userName: string }) {
  return (
    <SpaceBetween size="l">
      <ConsoleAccess userName={userName} />
      <MfaDevices userName={userName} />
      <AccessKeys userName={userName} />
    </SpaceBetween>
  );
}
