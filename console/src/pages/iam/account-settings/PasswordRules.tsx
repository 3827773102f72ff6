import Box from "@cloudscape-design/components/box";
import { usePasswordPolicy } from "../../../queries/passwordPolicy";
import { newPasswordSentences } from "./rules";
import { text } from "./text";

/** What a new password must fulfil. Who may not read the rules sees nothing. */
export function PasswordRules() {
  const { data } = usePasswordPolicy();
  return (
    data !== undefined && (
      <Box color="text-body-secondary" fontSize="body-s">
        {text.newPassword}
        <ul>
          {newPasswordSentences(data).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Box>
    )
  );
}
