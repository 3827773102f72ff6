import { type Language, quoted } from "../../app/snippets";

/** A message of the AWS Encryption SDK that is made or opened. */
export interface MessageOrder {
  encrypts: boolean;
  keyArn: string | undefined;
  region: string;
  endpoint: string;
  context: Readonly<Record<string, string>>;
  /** The file that is chosen on the page. */
  fileName: string | undefined;
}

const SUFFIX = ".encrypted";

/** What makes or opens such a message outside of the console: no single call of the API does it. */
export function messageCode(language: Language, order: MessageOrder): string {
  const { encrypts, keyArn = "<the key's ARN>", fileName = encrypts ? "plaintext" : `ciphertext${SUFFIX}` } = order;
  const plain = encrypts ? fileName : fileName.replace(/\.encrypted$/, "");
  const sealed = encrypts ? `${fileName}${SUFFIX}` : fileName;
  // SAFE: a file that is called as an option, or as a file of options, must not become one.
  const opened = plain === sealed ? `${plain}.decrypted` : plain;
  const names = encrypts ? { from: here(plain), to: here(sealed) } : { from: here(sealed), to: here(opened) };
  switch (language) {
    case "AWS CLI":
      return cli(order, keyArn, names);
    case "Python":
      return python(order, keyArn, names);
    case "Java":
      return java(order, keyArn, names);
  }
}

interface Names {
  from: string;
  to: string;
}

function here(name: string): string {
  return /^[-@]/.test(name) ? `./${name}` : name;
}

function cli({ encrypts, endpoint, context }: MessageOrder, keyArn: string, { from, to }: Names): string {
  const pairs = Object.entries(context).map(([name, value]) => quoted(`${name}=${value}`));
  return [
    "# The AWS CLI has no command for it; the AWS Encryption CLI has: pip install aws-encryption-sdk-cli",
    [
      `AWS_ENDPOINT_URL=${endpoint} aws-encryption-cli ${encrypts ? "--encrypt" : "--decrypt"} --suppress-metadata`,
      `--input ${quoted(from)} --output ${quoted(to)}`,
      `--wrapping-keys key=${quoted(keyArn)}`,
      ...(pairs.length === 0 ? [] : [`--encryption-context ${pairs.join(" ")}`]),
    ].join(" \\\n  "),
  ].join("\n");
}

function python({ encrypts, endpoint, region, context }: MessageOrder, keyArn: string, { from, to }: Names): string {
  const asked = Object.keys(context).length === 0 ? "" : `, encryption_context=${JSON.stringify(context)}`;
  return `# pip install "aws-encryption-sdk[MPL]" boto3
import boto3
from aws_cryptographic_material_providers.mpl import AwsCryptographicMaterialProviders
from aws_cryptographic_material_providers.mpl.config import MaterialProvidersConfig
from aws_cryptographic_material_providers.mpl.models import CreateAwsKmsKeyringInput
from aws_encryption_sdk import EncryptionSDKClient

kms = boto3.client("kms", region_name=${JSON.stringify(region)}, endpoint_url=${JSON.stringify(endpoint)})
keyring = AwsCryptographicMaterialProviders(config=MaterialProvidersConfig()).create_aws_kms_keyring(
    input=CreateAwsKmsKeyringInput(kms_key_id=${JSON.stringify(keyArn)}, kms_client=kms)
)
with open(${JSON.stringify(from)}, "rb") as source, open(${JSON.stringify(to)}, "wb") as target:
    answer, header = EncryptionSDKClient().${encrypts ? "encrypt" : "decrypt"}(source=source.read(), keyring=keyring${asked})
    target.write(answer)`;
}

function java({ encrypts, endpoint, region, context }: MessageOrder, keyArn: string, { from, to }: Names): string {
  const pairs = Object.entries(context)
    .flat()
    .map((word) => JSON.stringify(word))
    .join(", ");
  const call = encrypts ? `encryptData(keyring, content, Map.of(${pairs}))` : "decryptData(keyring, content)";
  return `// com.amazonaws:aws-encryption-sdk-java
var kms = KmsClient.builder()
    .endpointOverride(URI.create(${JSON.stringify(endpoint)}))
    .region(Region.of(${JSON.stringify(region)}))
    .build();
var keyring = MaterialProviders.builder()
    .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
    .build()
    .CreateAwsKmsKeyring(CreateAwsKmsKeyringInput.builder().kmsKeyId(${JSON.stringify(keyArn)}).kmsClient(kms).build());
byte[] content = Files.readAllBytes(Path.of(${JSON.stringify(from)}));
var answer = AwsCrypto.standard().${call};
Files.write(Path.of(${JSON.stringify(to)}), answer.getResult());`;
}
