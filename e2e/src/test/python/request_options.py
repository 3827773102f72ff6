"""Every operation with every kind of key: for its usage only, as a dry run, by a grant, and never to an enclave that is not checked."""
import functools
import hashlib

import raw
from expect import OTHER_ACCOUNT, client, equal, refused
from specs import has_usage, key, kms

WOULD = "The request would have succeeded, but the DryRun option is set."
ATTESTATION = {"KeyEncryptionAlgorithm": "RSAES_OAEP_SHA_256", "AttestationDocument": b"document"}
MESSAGE, DIGEST = b"message", hashlib.sha256(b"message").digest()
SYMMETRIC = ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT")

# One kind of key of each usage, to be refused to the operations of all others.
KINDS = {
    "ENCRYPT_DECRYPT": "RSA_2048",
    "SIGN_VERIFY": "ECC_NIST_P256",
    "GENERATE_VERIFY_MAC": "HMAC_256",
    "KEY_AGREEMENT": "ECC_NIST_P384",
    "ENCAPSULATE_DECAPSULATE": "ML_KEM_768",
}


@functools.cache
def ciphertext(spec, algorithm):
    return kms.encrypt(KeyId=key(spec, "ENCRYPT_DECRYPT"), EncryptionAlgorithm=algorithm, Plaintext=MESSAGE)["CiphertextBlob"]


def operations():
    """Returns operation, kind of key and arguments of a call that succeeds."""
    for spec, algorithm in ("SYMMETRIC_DEFAULT", "SYMMETRIC_DEFAULT"), ("RSA_2048", "RSAES_OAEP_SHA_256"), ("SM2", "SM2PKE"):
        kind, blob = (spec, "ENCRYPT_DECRYPT"), ciphertext(spec, algorithm)
        yield "Encrypt", kind, {"EncryptionAlgorithm": algorithm, "Plaintext": MESSAGE}
        yield "Decrypt", kind, {"EncryptionAlgorithm": algorithm, "CiphertextBlob": blob}
    for spec, algorithm, message, message_type in (
        ("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256", MESSAGE, "RAW"),
        ("RSA_2048", "RSASSA_PSS_SHA_256", DIGEST, "DIGEST"),
        ("ECC_NIST_P256", "ECDSA_SHA_256", MESSAGE, "RAW"),
        ("ECC_SECG_P256K1", "ECDSA_SHA_256", DIGEST, "DIGEST"),
        ("ECC_NIST_EDWARDS25519", "ED25519_SHA_512", MESSAGE, "RAW"),
        ("ECC_NIST_EDWARDS25519", "ED25519_PH_SHA_512", bytes(64), "DIGEST"),
        ("ML_DSA_44", "ML_DSA_SHAKE_256", MESSAGE, "RAW"),
        ("ML_DSA_65", "ML_DSA_SHAKE_256", bytes(64), "EXTERNAL_MU"),
        ("SM2", "SM2DSA", MESSAGE, "RAW"),
    ):
        kind, arguments = (spec, "SIGN_VERIFY"), {"SigningAlgorithm": algorithm, "Message": message, "MessageType": message_type}
        signature = kms.sign(KeyId=key(*kind), **arguments)["Signature"]
        yield "Sign", kind, arguments
        yield "Verify", kind, {**arguments, "Signature": signature}
    kind, arguments = ("HMAC_256", "GENERATE_VERIFY_MAC"), {"MacAlgorithm": "HMAC_SHA_256", "Message": MESSAGE}
    yield "GenerateMac", kind, arguments
    yield "VerifyMac", kind, {**arguments, "Mac": kms.generate_mac(KeyId=key(*kind), **arguments)["Mac"]}
    for spec in "ECC_NIST_P384", "SM2":
        peer = kms.generate_data_key_pair_without_plaintext(KeyId=key(*SYMMETRIC), KeyPairSpec=spec)["PublicKey"]
        yield "DeriveSharedSecret", (spec, "KEY_AGREEMENT"), {"KeyAgreementAlgorithm": "ECDH", "PublicKey": peer}
    kind, arguments = ("ML_KEM_768", "ENCAPSULATE_DECAPSULATE"), {"EncapsulationAlgorithm": "ML_KEM"}
    yield "Encapsulate", kind, arguments
    sealed = raw.call("Encapsulate", KeyId=key(*kind), **arguments)["SharedSecretCiphertextBlob"]
    yield "Decapsulate", kind, {**arguments, "SharedSecretCiphertextBlob": sealed}
    for operation in "GenerateDataKey", "GenerateDataKeyWithoutPlaintext":
        yield operation, SYMMETRIC, {"KeySpec": "AES_256"}
    for operation in "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext":
        yield operation, SYMMETRIC, {"KeyPairSpec": "ECC_NIST_P256"}


class Caller:
    """Makes any call by its name, with boto3 or, where boto3 does not know it, without."""

    def __init__(self, access_key="test", secret="test"):
        self._credentials = {"access_key": access_key, "secret": secret}
        self._kms = client(aws_access_key_id=access_key, aws_secret_access_key=secret)

    def call(self, operation, **arguments):
        if operation in ("Encapsulate", "Decapsulate"):
            return raw.call(operation, **self._credentials, **arguments)
        name = "".join("_" + letter.lower() if letter.isupper() else letter for letter in operation)[1:]
        return getattr(self._kms, name)(**arguments)


OPERATIONS = list(operations())
root = Caller()


def dry_runs():
    for operation, kind, arguments in OPERATIONS:
        root.call(operation, KeyId=key(*kind), DryRun=False, **arguments)
        with refused("DryRunOperationException", WOULD):
            root.call(operation, KeyId=key(*kind), DryRun=True, **arguments)
    source, destination = key("RSA_2048", "ENCRYPT_DECRYPT"), key("SM2", "ENCRYPT_DECRYPT")
    arguments = {"SourceKeyId": source, "SourceEncryptionAlgorithm": "RSAES_OAEP_SHA_256", "DestinationKeyId": destination, "DestinationEncryptionAlgorithm": "SM2PKE"}
    with refused("DryRunOperationException", WOULD):
        kms.re_encrypt(CiphertextBlob=ciphertext("RSA_2048", "RSAES_OAEP_SHA_256"), DryRun=True, **arguments)
    # What would fail fails as it would.
    with refused("InvalidCiphertextException", ""):
        kms.re_encrypt(CiphertextBlob=b"x", DryRun=True, **arguments)
    for limits in [{"DryRun": True, "DryRunModifiers": ["IGNORE_CIPHERTEXT"]}]:
        with refused("DryRunOperationException", WOULD):
            kms.re_encrypt(**arguments, **limits)
        with refused("DryRunOperationException", WOULD):
            kms.decrypt(KeyId=source, EncryptionAlgorithm="RSAES_OAEP_SHA_256", **limits)
    signing = key("RSA_2048", "SIGN_VERIFY")
    with refused("InvalidKeyUsageException", "Algorithm ECDSA_SHA_256 is incompatible with key spec RSA_2048."):
        kms.sign(KeyId=signing, SigningAlgorithm="ECDSA_SHA_256", Message=MESSAGE, DryRun=True)
    with refused("ValidationException", "Digest is invalid length for algorithm RSASSA_PSS_SHA_256."):
        kms.sign(KeyId=signing, SigningAlgorithm="RSASSA_PSS_SHA_256", Message=MESSAGE, MessageType="DIGEST", DryRun=True)
    with refused("ValidationException", "Algorithm RSAES_OAEP_SHA_256 and key spec RSA_2048 cannot encrypt data larger than 190 bytes."):
        kms.encrypt(KeyId=source, EncryptionAlgorithm="RSAES_OAEP_SHA_256", Plaintext=bytes(191), DryRun=True)


def usages():
    for operation, (spec, usage), arguments in OPERATIONS:
        for other, other_spec in KINDS.items():
            if other == usage:
                continue
            if operation == "Decrypt" and spec == "SYMMETRIC_DEFAULT":
                # The ciphertext names its key, and it is not this one.
                expected = refused("IncorrectKeyException")
            else:
                expected = has_usage(key(other_spec, other), other, operation)
            with expected:
                root.call(operation, KeyId=key(other_spec, other), **arguments)
            if not operation.startswith(("Decrypt", "Encrypt")):
                with has_usage(key(other_spec, other), other, operation):
                    root.call(operation, KeyId=key(other_spec, other), DryRun=True, **arguments)


def states():
    """A key of each usage that is disabled, and then one that is to be deleted, refuses all that it is for."""
    disabled = {kind: kms.create_key(KeySpec=kind[0], KeyUsage=kind[1])["KeyMetadata"]["Arn"] for kind in {kind for _, kind, _ in OPERATIONS}}
    for arn in disabled.values():
        kms.disable_key(KeyId=arn)
    uses = [(operation, disabled[kind], arguments) for operation, kind, arguments in OPERATIONS if operation != "Decrypt" or kind != SYMMETRIC]
    for operation, arn, arguments in uses:
        with refused("DisabledException", f"{arn} is disabled."):
            root.call(operation, KeyId=arn, **arguments)
    for arn in disabled.values():
        kms.schedule_key_deletion(KeyId=arn, PendingWindowInDays=7)
    for operation, arn, arguments in uses:
        with refused("KMSInvalidStateException", f"{arn} is pending deletion."):
            root.call(operation, KeyId=arn, **arguments)
    missing = key(*SYMMETRIC)[:-36] + "12345678-1234-1234-1234-123456789012"
    for operation, _, arguments in uses:
        with refused("NotFoundException", f"Key '{missing}' does not exist"):
            root.call(operation, KeyId=missing, **arguments)


def strangers():
    """Who is not let in learns nothing of a key, whether it is there or not, and what it is for."""
    stranger = Caller(OTHER_ACCOUNT)
    missing = key(*SYMMETRIC)[:-36] + "12345678-1234-1234-1234-123456789012"
    for operation, kind, arguments in OPERATIONS:
        for arn in key(*kind), key("HMAC_512", "GENERATE_VERIFY_MAC"), missing:
            with refused(
                "AccessDeniedException",
                f"User: arn:aws:iam::{OTHER_ACCOUNT}:root is not authorized to perform: kms:{operation} on this resource because the resource "
                "does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access",
            ):
                stranger.call(operation, KeyId=arn, **arguments)


def grants():
    """A user without any policy has what a grant gives, and not one operation more."""
    iam = client("iam")
    user = iam.create_user(UserName="grantee")["User"]["Arn"]
    made = iam.create_access_key(UserName="grantee")["AccessKey"]
    grantee = Caller(made["AccessKeyId"], made["SecretAccessKey"])
    others = [("GetPublicKey", kind, {}) for kind in dict.fromkeys(kind for _, kind, _ in OPERATIONS) if kind != SYMMETRIC and "HMAC" not in kind[0]]
    tokens = {}
    for operation, kind, arguments in OPERATIONS + others:
        if (operation, kind) not in tokens:
            with refused("AccessDeniedException"):
                grantee.call(operation, KeyId=key(*kind), **arguments)
            tokens[operation, kind] = kms.create_grant(KeyId=key(*kind), GranteePrincipal=user, Operations=[operation])["GrantToken"]
        grantee.call(operation, KeyId=key(*kind), **arguments)
        grantee.call(operation, KeyId=key(*kind), GrantTokens=[tokens[operation, kind]], **arguments)
        for wrong in ["never a token"], [tokens[operation, kind], "AAAA"]:
            with refused("InvalidGrantTokenException"):
                grantee.call(operation, KeyId=key(*kind), GrantTokens=wrong, **arguments)
        if operation != "GetPublicKey":
            with refused("DryRunOperationException", WOULD):
                grantee.call(operation, KeyId=key(*kind), DryRun=True, GrantTokens=[tokens[operation, kind]], **arguments)
    rsa = key("RSA_2048", "ENCRYPT_DECRYPT")
    arguments = {"CiphertextBlob": ciphertext("RSA_2048", "RSAES_OAEP_SHA_256"), "SourceKeyId": rsa, "SourceEncryptionAlgorithm": "RSAES_OAEP_SHA_256"}
    arguments |= {"DestinationKeyId": key("SM2", "ENCRYPT_DECRYPT"), "DestinationEncryptionAlgorithm": "SM2PKE"}
    for operation, arn in ("ReEncryptFrom", rsa), ("ReEncryptTo", arguments["DestinationKeyId"]):
        with refused("AccessDeniedException"):
            grantee.call("ReEncrypt", **arguments)
        token = kms.create_grant(KeyId=arn, GranteePrincipal=user, Operations=[operation])["GrantToken"]
    grantee.call("ReEncrypt", GrantTokens=[token], **arguments)

    for kind, operation in (("RSA_2048", "ENCRYPT_DECRYPT"), "Sign"), (("HMAC_256", "GENERATE_VERIFY_MAC"), "GetPublicKey"), (SYMMETRIC, "Encapsulate"):
        with refused("ValidationException"):
            kms.create_grant(KeyId=key(*kind), GranteePrincipal=user, Operations=[operation])
    with refused("ValidationException"):
        kms.create_grant(KeyId=rsa, GranteePrincipal=user, Operations=["Decrypt"], Constraints={"EncryptionContextEquals": {"a": "b"}})


def enclaves():
    """What was asked for an enclave alone must not come in the clear, so it does not come at all."""
    for operation, kind, arguments in OPERATIONS:
        if operation in ("Decrypt", "DeriveSharedSecret", "GenerateDataKey", "GenerateDataKeyPair"):
            with refused("UnsupportedOperationException", "Attestation documents are not supported: leave out Recipient."):
                root.call(operation, KeyId=key(*kind), Recipient=ATTESTATION, **arguments)
    with refused("UnsupportedOperationException", "Attestation documents are not supported: leave out Recipient."):
        kms.generate_random(NumberOfBytes=16, Recipient=ATTESTATION)


def random_bytes():
    for size in 1, 32, 1024:
        drawn = {kms.generate_random(NumberOfBytes=size)["Plaintext"] for _ in range(2)}
        equal({len(one) for one in drawn}, {size})
        assert size == 1 or len(drawn) == 2
    with refused("CustomKeyStoreNotFoundException"):
        kms.generate_random(NumberOfBytes=16, CustomKeyStoreId="cks-1234567890abcdef0")


dry_runs()
usages()
states()
strangers()
grants()
enclaves()
random_bytes()
