import { useClients } from "../../app/clients";
import { Keys } from "./Keys";

export default function AwsManagedKeys() {
  // What is selected in one Region is not selected in another.
  return <Keys key={useClients().region} manager="AWS" />;
}
