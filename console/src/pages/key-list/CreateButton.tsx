import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import { useNavigate } from "react-router";
import { useTo } from "../../app/region";
import { text } from "./text";

/** Goes to the wizard. It is a button by its role, not a link, because other programs look for one. */
export function CreateButton({
  variant = "normal",
  words = text.create,
}: Pick<ButtonProps, "variant"> & { words?: string }) {
  const navigate = useNavigate();
  const address = useTo()("/keys/create");
  return (
    <Button variant={variant} onClick={() => void navigate(address)}>
      {words}
    </Button>
  );
}
