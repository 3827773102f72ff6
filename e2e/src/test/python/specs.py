"""What AWS says of each kind of key, and one key of each for all scripts, as some take a while to make."""
import functools

from expect import client, refused

NIST = {"ECC_NIST_P256": "ECDSA_SHA_256", "ECC_NIST_P384": "ECDSA_SHA_384", "ECC_NIST_P521": "ECDSA_SHA_512"}
RSA_BITS = {"RSA_2048": 2048, "RSA_3072": 3072, "RSA_4096": 4096}
RSA_SIGNING = [f"RSASSA_{padding}_SHA_{bits}" for padding in ("PKCS1_V1_5", "PSS") for bits in (256, 384, 512)]
ML_DSA_SIGNATURE_BYTES = {"ML_DSA_44": 2420, "ML_DSA_65": 3309, "ML_DSA_87": 4627}
ML_KEM_CIPHERTEXT_BYTES = {"ML_KEM_512": 768, "ML_KEM_768": 1088, "ML_KEM_1024": 1568}
MAC_BYTES = {"HMAC_224": 28, "HMAC_256": 32, "HMAC_384": 48, "HMAC_512": 64}

# The member of KeyMetadata that lists what a key of this usage can do.
LIST = {
    "ENCRYPT_DECRYPT": "EncryptionAlgorithms",
    "SIGN_VERIFY": "SigningAlgorithms",
    "GENERATE_VERIFY_MAC": "MacAlgorithms",
    "KEY_AGREEMENT": "KeyAgreementAlgorithms",
    "ENCAPSULATE_DECAPSULATE": "EncapsulationAlgorithms",
}

# The algorithms of every kind of key, in the order in which AWS lists them.
ALGORITHMS = {
    ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"): ["SYMMETRIC_DEFAULT"],
    **{(spec, "ENCRYPT_DECRYPT"): ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"] for spec in RSA_BITS},
    **{(spec, "SIGN_VERIFY"): RSA_SIGNING for spec in RSA_BITS},
    **{(spec, "SIGN_VERIFY"): [algorithm] for spec, algorithm in NIST.items()},
    **{(spec, "KEY_AGREEMENT"): ["ECDH"] for spec in NIST},
    ("ECC_SECG_P256K1", "SIGN_VERIFY"): ["ECDSA_SHA_256"],
    ("ECC_NIST_EDWARDS25519", "SIGN_VERIFY"): ["ED25519_SHA_512", "ED25519_PH_SHA_512"],
    **{(spec, "SIGN_VERIFY"): ["ML_DSA_SHAKE_256"] for spec in ML_DSA_SIGNATURE_BYTES},
    **{(spec, "ENCAPSULATE_DECAPSULATE"): ["ML_KEM"] for spec in ML_KEM_CIPHERTEXT_BYTES},
    **{(spec, "GENERATE_VERIFY_MAC"): [spec.replace("HMAC", "HMAC_SHA")] for spec in MAC_BYTES},
    ("SM2", "ENCRYPT_DECRYPT"): ["SM2PKE"],
    ("SM2", "SIGN_VERIFY"): ["SM2DSA"],
    ("SM2", "KEY_AGREEMENT"): ["ECDH"],
}

kms = client()


@functools.cache
def key(spec, usage):
    """Returns the ARN of the one key of a kind; the first script that asks makes it."""
    alias = f"alias/{spec}/{usage}"
    for known in kms.get_paginator("list_aliases").paginate():
        for entry in known["Aliases"]:
            if entry["AliasName"] == alias:
                return entry["AliasArn"].replace(alias, "key/" + entry["TargetKeyId"])
    metadata = kms.create_key(KeySpec=spec, KeyUsage=usage)["KeyMetadata"]
    kms.create_alias(AliasName=alias, TargetKeyId=metadata["KeyId"])
    return metadata["Arn"]


@functools.cache
def public_key(arn):
    """Returns the public key as a SubjectPublicKeyInfo."""
    return kms.get_public_key(KeyId=arn)["PublicKey"]


def of_usage(usage):
    """Returns the specs that have a usage, each with its algorithms."""
    return {spec: algorithms for (spec, of), algorithms in ALGORITHMS.items() if of == usage}


def flipped(data, position=-1):
    """Returns the bytes with one bit changed."""
    changed = bytearray(data)
    changed[position] ^= 1
    return bytes(changed)


def has_usage(arn, usage, operation):
    """Expects a key to be refused to an operation that is not for its usage."""
    return refused("InvalidKeyUsageException", f"{arn} key usage is {usage} which is not valid for {operation}.")


def is_of_spec(algorithm, spec):
    """Expects an algorithm to be refused that a key of the spec does not have."""
    return refused("InvalidKeyUsageException", f"Algorithm {algorithm} is incompatible with key spec {spec}.")


def constraint(member, text):
    """Expects a member to be refused that is not shown, being secret or binary."""
    return refused("ValidationException", f"1 validation error detected: Value at '{member}' failed to satisfy constraint: Member must {text}")
