import { DeleteEntity, type DeleteProps } from "../shared/DeleteEntity";
import { removal } from "./remains";
import { text } from "./text";

/** Deletes a user with all that it has. */
export function DeleteUser(props: DeleteProps) {
  return <DeleteEntity kind="user" removal={removal} text={text} {...props} />;
}
