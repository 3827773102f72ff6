import type { SideNavigationProps } from "@cloudscape-design/components/side-navigation";

/** The entries of the navigation; the addresses are inside the console. */
export const navigation: SideNavigationProps.Item[] = [
  { type: "link", text: "Customer managed keys", href: "/keys" },
  { type: "link", text: "AWS managed keys", href: "/aws-managed-keys" },
  {
    type: "section",
    text: "Cryptography",
    items: [
      { type: "link", text: "Encrypt", href: "/encrypt" },
      { type: "link", text: "Decrypt", href: "/decrypt" },
      { type: "link", text: "Re-encrypt", href: "/re-encrypt" },
      { type: "link", text: "Sign", href: "/sign" },
      { type: "link", text: "Verify", href: "/verify" },
      { type: "link", text: "MAC", href: "/mac" },
      { type: "link", text: "Data keys", href: "/data-keys" },
      { type: "link", text: "Key agreement", href: "/key-agreement" },
      { type: "link", text: "Key encapsulation", href: "/key-encapsulation" },
      { type: "link", text: "Inspect a ciphertext", href: "/inspect" },
    ],
  },
  {
    type: "section",
    text: "Access",
    items: [
      { type: "link", text: "Why was this denied?", href: "/denied" },
      { type: "link", text: "Users", href: "/iam/users" },
      { type: "link", text: "Roles", href: "/iam/roles" },
      { type: "link", text: "User groups", href: "/iam/groups" },
      { type: "link", text: "Policies", href: "/iam/policies" },
      { type: "link", text: "Simulate", href: "/iam/simulate" },
      { type: "link", text: "Account settings", href: "/iam/account-settings" },
    ],
  },
  {
    type: "section",
    text: "Server",
    items: [
      { type: "link", text: "Audit log", href: "/audit" },
      { type: "link", text: "Health", href: "/health" },
      { type: "link", text: "My sessions", href: "/sessions" },
    ],
  },
];
