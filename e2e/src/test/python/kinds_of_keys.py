"""Every key spec with every usage: what is made, how it is listed, what its public key is, and what is refused."""
from cryptography.hazmat.primitives import serialization

import openssl
import raw
from expect import equal, refused
from specs import ALGORITHMS, LIST, key, kms, public_key

SPECS = sorted({spec for spec, usage in ALGORITHMS})
WITHOUT_PUBLIC_KEY = [spec for spec in SPECS if spec.startswith("HMAC")] + ["SYMMETRIC_DEFAULT"]

# The object identifiers that OpenSSL 3.0 must show in a public key: its kind and, where there is one, its curve.
IDENTIFIERS = {
    "RSA": [":rsaEncryption", "NULL"],
    "ECC_NIST_P256": [":id-ecPublicKey", ":prime256v1"],
    "ECC_NIST_P384": [":id-ecPublicKey", ":secp384r1"],
    "ECC_NIST_P521": [":id-ecPublicKey", ":secp521r1"],
    "ECC_SECG_P256K1": [":id-ecPublicKey", ":secp256k1"],
    "ECC_NIST_EDWARDS25519": [":ED25519"],
    "SM2": [":id-ecPublicKey", ":sm2"],
    "ML_DSA_44": [":2.16.840.1.101.3.4.3.17"],
    "ML_DSA_65": [":2.16.840.1.101.3.4.3.18"],
    "ML_DSA_87": [":2.16.840.1.101.3.4.3.19"],
    "ML_KEM_512": [":2.16.840.1.101.3.4.4.1"],
    "ML_KEM_768": [":2.16.840.1.101.3.4.4.2"],
    "ML_KEM_1024": [":2.16.840.1.101.3.4.4.3"],
}
PUBLIC_KEY_BYTES = {
    "RSA_2048": 294,
    "RSA_3072": 422,
    "RSA_4096": 550,
    "ECC_NIST_P256": 91,
    "ECC_NIST_P384": 120,
    "ECC_NIST_P521": 158,
    "ECC_SECG_P256K1": 88,
    "ECC_NIST_EDWARDS25519": 44,
    "SM2": 91,
    "ML_DSA_44": 1334,
    "ML_DSA_65": 1974,
    "ML_DSA_87": 2614,
    "ML_KEM_512": 822,
    "ML_KEM_768": 1206,
    "ML_KEM_1024": 1590,
}


def metadata(spec, usage, algorithms):
    arn = key(spec, usage)
    for found in raw.call("DescribeKey", KeyId=arn)["KeyMetadata"], raw.call("DescribeKey", KeyId=f"alias/{spec}/{usage}")["KeyMetadata"]:
        equal((found["Arn"], found["KeySpec"], found["CustomerMasterKeySpec"], found["KeyUsage"]), (arn, spec, spec, usage))
        equal((found["KeyState"], found["Enabled"], found["Origin"], found["MultiRegion"]), ("Enabled", True, "AWS_KMS", False))
        equal({member: found[member] for member in LIST.values() if member in found}, {LIST[usage]: algorithms})
        equal("CurrentKeyMaterialId" in found, spec == "SYMMETRIC_DEFAULT")


def public(spec, usage, algorithms):
    arn = key(spec, usage)
    answer = raw.call("GetPublicKey", KeyId=f"alias/{spec}/{usage}")
    equal((answer["KeyId"], answer["KeySpec"], answer["CustomerMasterKeySpec"], answer["KeyUsage"]), (arn, spec, spec, usage))
    equal({member: answer[member] for member in LIST.values() if member in answer}, {LIST[usage]: algorithms})
    found = answer["PublicKey"]
    equal(found, public_key(arn))
    equal((spec, len(found)), (spec, PUBLIC_KEY_BYTES[spec]))
    outline = openssl.outline(found)
    for identifier in IDENTIFIERS.get(spec, IDENTIFIERS["RSA"]):
        assert identifier in outline, (spec, outline)
    if not spec.startswith("ML_"):
        text = openssl.accepts_public_key(found)
        assert not spec.startswith("RSA") or "Exponent: 65537 (0x10001)" in text, text
    # The library knows neither the curve SM2 nor ML-KEM-512; Java's tests load those.
    if spec not in ("SM2", "ML_KEM_512"):
        loaded = serialization.load_der_public_key(found)
        equal(loaded.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo), found)


def impossible(spec):
    possible = {usage for of, usage in ALGORITHMS if of == spec}
    for usage in LIST.keys() - possible:
        with refused("ValidationException", f"KeyUsage {usage} is not compatible with KeySpec {spec}"):
            kms.create_key(KeySpec=spec, KeyUsage=usage)
    if spec != "SYMMETRIC_DEFAULT":
        with refused("ValidationException", "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys."):
            kms.create_key(KeySpec=spec)


for (spec, usage), algorithms in ALGORITHMS.items():
    metadata(spec, usage, algorithms)
    if spec in WITHOUT_PUBLIC_KEY:
        with refused("UnsupportedOperationException"):
            kms.get_public_key(KeyId=key(spec, usage))
    else:
        public(spec, usage, algorithms)
for spec in SPECS:
    impossible(spec)

# The older name of the member does the same, and there is one name to a request.
old = kms.create_key(CustomerMasterKeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]
equal((old["KeySpec"], old["CustomerMasterKeySpec"]), ("ECC_NIST_P256", "ECC_NIST_P256"))
for spec in "ECC_NIST_P256", "ECC_NIST_P384":
    with refused(
        "ValidationException",
        "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.",
    ):
        kms.create_key(CustomerMasterKeySpec="ECC_NIST_P256", KeySpec=spec, KeyUsage="SIGN_VERIFY")

# Two keys of a kind are two keys, and each keeps its public key.
again = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
assert public_key(again) != public_key(old["Arn"])
equal(kms.get_public_key(KeyId=again)["PublicKey"], public_key(again))

# A disabled key shows its public key, and does nothing else.
shown = public_key(again)
kms.disable_key(KeyId=again)
equal(kms.get_public_key(KeyId=again)["PublicKey"], shown)
with refused("DisabledException", f"{again} is disabled."):
    kms.sign(KeyId=again, Message=b"x", SigningAlgorithm="ECDSA_SHA_256")
