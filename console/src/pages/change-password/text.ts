export const text = {
  title: "Change password",
  required: "An administrator asks you for a new password before anything else.",
  old: "Old password",
  new: "New password",
  again: "New password again",
  different: "The two new passwords are different.",
  askAdministrator:
    "An administrator has to allow you iam:ChangePassword, for example with the policy IAMUserChangePassword. Then come back here.",
  signOut: "Sign out",
  change: "Change password",
  changed: "Your password is changed.",
} as const;
