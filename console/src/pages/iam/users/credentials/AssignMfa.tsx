import {
  CreateVirtualMFADeviceCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  type VirtualMFADevice,
} from "@aws-sdk/client-iam";
import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { useClients } from "../../../../app/clients";
import { useFlash } from "../../../../app/flashes";
import { refusalText } from "../../../../app/refusals";
import { CommandModal } from "../../../../widgets/CommandModal";
import { isName } from "../../shared/names";
import { SecretField } from "../../shared/SecretOnce";
import { text } from "./text";

const NAME_LENGTH_MAX = 128;

interface Props {
  userName: string;
  onClose: () => void;
  onDone: () => void;
}

/** Makes a virtual MFA device, shows its secret, and assigns it with two codes. */
export function AssignMfa({ userName, onClose, onDone }: Props) {
  const [name, setName] = useState(userName);
  const [checked, setChecked] = useState(false);
  const [device, setDevice] = useState<VirtualMFADevice | null>(null);
  if (device !== null) {
    return <EnterCodes userName={userName} device={device} onClose={onClose} onDone={onDone} />;
  }
  return (
    <CommandModal
      key="name"
      title={text.assignMfa}
      action={text.next}
      commands={[new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name })]}
      check={() => {
        setChecked(true);
        return isName(name, NAME_LENGTH_MAX);
      }}
      onDone={([answer]) => setDevice(answer?.VirtualMFADevice ?? null)}
      onDismiss={onClose}
    >
      <FormField
        label={text.deviceName}
        description={text.deviceNameHint}
        errorText={checked && !isName(name, NAME_LENGTH_MAX) ? text.badDeviceName : undefined}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} spellcheck={false} autoFocus />
      </FormField>
    </CommandModal>
  );
}

function EnterCodes({ userName, device, onClose, onDone }: Props & { device: VirtualMFADevice }) {
  const clients = useClients();
  const flash = useFlash();
  const [codes, setCodes] = useState<[string, string]>(["", ""]);
  const [checked, setChecked] = useState(false);
  const [first, second] = codes;
  const SerialNumber = device.SerialNumber ?? "";
  const problem = (code: string) => (checked && !/^\d{6}$/.test(code) ? text.badCode : undefined);

  async function cancel() {
    onClose();
    try {
      await (await clients.iam()).send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
      flash({ type: "info", content: text.cancelled });
    } catch (refusal) {
      flash({ type: "error", content: refusalText(refusal) });
    }
  }

  return (
    <CommandModal
      key="codes"
      title={text.assignMfa}
      action={text.add}
      secret={["AuthenticationCode1", "AuthenticationCode2"]}
      commands={[
        new EnableMFADeviceCommand({
          UserName: userName,
          SerialNumber,
          AuthenticationCode1: first,
          AuthenticationCode2: second,
        }),
      ]}
      check={() => {
        setChecked(true);
        return codes.every((code) => /^\d{6}$/.test(code)) && first !== second;
      }}
      onDone={onDone}
      onDismiss={() => void cancel()}
    >
      <Box>{text.scan}</Box>
      {device.QRCodePNG !== undefined && device.QRCodePNG.length > 0 && (
        <Box textAlign="center">
          <img alt={text.qrCode} width={220} height={220} src={`data:image/png;base64,${base64(device.QRCodePNG)}`} />
        </Box>
      )}
      <SecretField label={text.secretKey} value={new TextDecoder().decode(device.Base32StringSeed)} />
      <FormField label={text.code1} description={text.codesHint} errorText={problem(first)}>
        <Code value={first} onChange={(code) => setCodes([code, second])} />
      </FormField>
      <FormField
        label={text.code2}
        errorText={problem(second) ?? (checked && first === second ? text.sameCode : undefined)}
      >
        <Code value={second} onChange={(code) => setCodes([first, code])} />
      </FormField>
    </CommandModal>
  );
}

function Code({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  return (
    <Input
      value={value}
      onChange={({ detail }) => onChange(detail.value.trim())}
      inputMode="numeric"
      autoComplete="off"
    />
  );
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
