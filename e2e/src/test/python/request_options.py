"""Every operation with every kind of key: for its usage only, as a dry run, by a grant, and never to an enclave that is not checked."""
from calls import MESSAGE, OPERATIONS, SYMMETRIC, Caller, ciphertext
from expect import OTHER_ACCOUNT, client, equal, refused
from specs import has_usage, key, kms

WOULD = "The request would have succeeded, but the DryRun option is set."
ATTESTATION = {"KeyEncryptionAlgorithm": "RSAES_OAEP_SHA_256", "AttestationDocument": b"document"}

# One kind of key of each usage, to be refused to the operations of all others.
KINDS = {
    "ENCRYPT_DECRYPT": "RSA_2048",
    "SIGN_VERIFY": "ECC_NIST_P256",
    "GENERATE_VERIFY_MAC": "HMAC_256",
    "KEY_AGREEMENT": "ECC_NIST_P384",
    "ENCAPSULATE_DECAPSULATE": "ML_KEM_768",
}


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
