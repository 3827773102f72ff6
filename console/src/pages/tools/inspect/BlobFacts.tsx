import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { CiphertextBlob } from "../../../envelope/blob";
import { useKey } from "../../../queries/keys";
import { Facts, Id, KeyName } from "../../../widgets/Facts";
import { text } from "./text";

/** What a ciphertext blob says of itself, and what the server says of its key. */
export function BlobFacts({ blob }: { blob: CiphertextBlob }) {
  const key = useKey(blob.keyId);
  const current = key.data?.CurrentKeyMaterialId;
  return (
    <Facts
      items={{
        [text.format]: text.blob,
        [text.key]:
          key.data?.Arn === undefined ? (
            <>
              <Id id={blob.keyId} />
              {key.error !== null && <Box color="text-body-secondary">{text.keyNotHere}</Box>}
            </>
          ) : (
            <KeyName arn={key.data.Arn} />
          ),
        [text.material]: (
          <>
            <Id id={blob.keyMaterialId} />
            {current !== undefined && (
              <div>
                <StatusIndicator type={current === blob.keyMaterialId ? "success" : "info"}>
                  {current === blob.keyMaterialId ? text.materialCurrent : text.materialOlder}
                </StatusIndicator>
              </div>
            )}
          </>
        ),
        [text.plaintextBytes]: text.bytes(blob.plaintextBytes),
        [text.nonce]: <Id id={blob.nonce} />,
      }}
    />
  );
}
