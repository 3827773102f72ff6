import type { ReactNode } from "react";
import type { Bytes } from "../../../bytes/encodings";
import { Facts, KeyName } from "../../../widgets/Facts";
import { Result } from "../../../widgets/Result";
import { SecretBytes } from "../../../widgets/SecretBytes";
import { text } from "./text";

interface Props {
  title: string;
  secret: Bytes;
  keyArn: string | undefined;
  algorithm: string | undefined;
  children: ReactNode;
}

export function SecretResult({ title, secret, keyArn, algorithm, children }: Props) {
  return (
    <Result title={title} of={secret}>
      <SecretBytes binary label={text.secret} bytes={secret} fileName="shared-secret.bin" />
      {children}
      <Facts items={{ [text.key]: <KeyName arn={keyArn ?? ""} />, [text.algorithm]: algorithm }} />
    </Result>
  );
}
