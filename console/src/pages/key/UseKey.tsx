import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import { useNavigate } from "react-router";
import { useTo } from "../../app/region";
import type { KeyMetadata } from "../../queries/keys";
import { agrees, encapsulates, encrypts, macs, makesDataKeys, signs } from "../tools/keys";
import { text } from "./text";

const tools = [
  { href: "/encrypt", text: text.encrypt, fits: encrypts },
  { href: "/decrypt", text: text.decrypt, fits: encrypts },
  { href: "/re-encrypt", text: text.reEncrypt, fits: encrypts },
  { href: "/data-keys", text: text.dataKeys, fits: makesDataKeys },
  { href: "/sign", text: text.sign, fits: signs },
  { href: "/verify", text: text.verify, fits: signs },
  { href: "/mac", text: text.mac, fits: macs },
  { href: "/key-agreement", text: text.keyAgreement, fits: agrees },
  { href: "/key-encapsulation", text: text.keyEncapsulation, fits: encapsulates },
];

/** The tools that can use a key, which begin with it as their key. */
export function UseKey({ keyMetadata }: { keyMetadata: KeyMetadata }) {
  const navigate = useNavigate();
  const to = useTo();
  const usable = keyMetadata.KeyState === "Enabled";
  return (
    <ButtonDropdown
      disabled={!usable}
      disabledReason={text.notEnabled}
      items={tools
        .filter(({ fits }) => fits(keyMetadata))
        .map((tool) => ({ id: tool.href, text: tool.text, href: `/console${to(addressOf(tool.href, keyMetadata))}` }))}
      onItemFollow={(event) => {
        event.preventDefault();
        void navigate(to(addressOf(event.detail.id, keyMetadata)));
      }}
    >
      {text.use}
    </ButtonDropdown>
  );
}

/** Re-encryption begins with the key that it leaves. */
function addressOf(tool: string, { KeyId = "" }: KeyMetadata): string {
  return `${tool}?${tool === "/re-encrypt" ? "source" : "key"}=${KeyId}`;
}
