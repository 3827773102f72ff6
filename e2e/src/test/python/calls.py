"""A call of every cryptographic operation with every family of keys, each with arguments that succeed."""
import functools
import hashlib

import raw
from expect import client
from specs import key, kms

MESSAGE, DIGEST = b"message", hashlib.sha256(b"message").digest()
SYMMETRIC = ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT")


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
