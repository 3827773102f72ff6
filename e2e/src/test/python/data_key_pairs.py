"""A data key pair is a pair for others too: its private key loads, signs, decrypts and agrees outside, and opens again with Decrypt."""
import os

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from expect import arn as named, equal, refused
from openssl import openssl, outline, public_of
from specs import NIST, RSA_BITS, flipped, has_usage, key, kms, public_key

CONTEXT = {"purpose": "test"}
PAIRS = [*RSA_BITS, *NIST, "ECC_SECG_P256K1", "ECC_NIST_EDWARDS25519", "SM2", "ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"]
KEY = key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT")


def pair(spec):
    made = kms.generate_data_key_pair(KeyId=KEY, KeyPairSpec=spec, EncryptionContext=CONTEXT)
    is_answer(made, spec)
    private, public = made["PrivateKeyPlaintext"], made["PublicKey"]
    opened = kms.decrypt(CiphertextBlob=made["PrivateKeyCiphertextBlob"], EncryptionContext=CONTEXT)
    equal((opened["KeyId"], opened["KeyMaterialId"], opened["Plaintext"]), (KEY, made["KeyMaterialId"], private))
    for wrong in {}, {"purpose": "Test"}:
        with refused("InvalidCiphertextException", ""):
            kms.decrypt(CiphertextBlob=made["PrivateKeyCiphertextBlob"], EncryptionContext=wrong)
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(CiphertextBlob=flipped(made["PrivateKeyCiphertextBlob"]), EncryptionContext=CONTEXT)
    belong_together(spec, private, public)
    return private, public


def without_plaintext(spec):
    made = kms.generate_data_key_pair_without_plaintext(KeyId=KEY, KeyPairSpec=spec)
    is_answer(made, spec)
    assert "PrivateKeyPlaintext" not in made, made.keys()
    belong_together(spec, kms.decrypt(CiphertextBlob=made["PrivateKeyCiphertextBlob"])["Plaintext"], made["PublicKey"])
    return made["PublicKey"]


def is_answer(made, spec):
    equal((made["KeyId"], made["KeyPairSpec"], len(made["KeyMaterialId"])), (KEY, spec, 64))
    assert len(made["PrivateKeyCiphertextBlob"]) <= 6144


def belong_together(spec, private, public):
    """OpenSSL 3.0 and cryptography find this public key in this private key; OpenSSL 3.0 does not know ML-KEM, nor cryptography SM2."""
    lines = outline(private).splitlines()
    assert lines[1].endswith("prim: INTEGER           :00"), lines
    if not spec.startswith("ML_KEM"):
        equal(public_of(private), public)
        equal(openssl("pkey", "-pubin", "-inform", "DER", "-in", "public", "-outform", "DER", public=public), public)
    if spec.startswith(("RSA", "ECC_NIST_P", "ECC_SECG", "SM2")):
        checked = openssl("pkey", "-check", "-noout", "-inform", "DER", "-in", "private", private=private)
        equal(checked.strip(), b"Key is valid")
    if spec not in ("SM2", "ML_KEM_512"):
        loaded = serialization.load_der_private_key(private, None)
        equal(spki(loaded.public_key()), public)


def spki(public):
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def at_work(spec, private, public):
    """Uses the private key for what it is for, and the public key for the other half."""
    message = os.urandom(100)
    if spec in RSA_BITS:
        signature = openssl("dgst", "-sha256", "-keyform", "DER", "-sign", "private", "message", private=private, message=message)
        serialization.load_der_public_key(public).verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
        oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
        sealed = serialization.load_der_public_key(public).encrypt(message, oaep)
        equal(serialization.load_der_private_key(private, None).decrypt(sealed, oaep), message)
    elif spec == "ECC_NIST_EDWARDS25519":
        signature = openssl(
            "pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", "private", "-in", "message", private=private, message=message
        )
        serialization.load_der_public_key(public).verify(signature, message)
    elif spec == "SM2":
        signature = openssl("dgst", "-sm3", "-keyform", "DER", "-sign", "private", "message", private=private, message=message)
        openssl(
            "dgst", "-sm3", "-keyform", "DER", "-verify", "public", "-signature", "signature", "message",
            public=public, message=message, signature=signature,
        )
        sealed = openssl("pkeyutl", "-encrypt", "-pubin", "-keyform", "DER", "-inkey", "public", "-in", "message", public=public, message=message)
        equal(openssl("pkeyutl", "-decrypt", "-keyform", "DER", "-inkey", "private", "-in", "sealed", private=private, sealed=sealed), message)
    elif spec.startswith("ECC"):
        signature = openssl("dgst", "-sha256", "-keyform", "DER", "-sign", "private", "message", private=private, message=message)
        serialization.load_der_public_key(public).verify(signature, message, ec.ECDSA(hashes.SHA256()))
    elif spec != "ML_KEM_512":
        secret, ciphertext = serialization.load_der_public_key(public).encapsulate()
        equal(serialization.load_der_private_key(private, None).decapsulate(ciphertext), secret)


def agrees(spec, private, public):
    """The pair and a key of Trent come to the same secret, each from its own private key."""
    arn = key(spec, "KEY_AGREEMENT")
    ours = kms.derive_shared_secret(KeyId=arn, KeyAgreementAlgorithm="ECDH", PublicKey=public)["SharedSecret"]
    theirs = openssl(
        "pkeyutl", "-derive", "-keyform", "DER", "-inkey", "private", "-peerform", "DER", "-peerkey", "peer",
        private=private, peer=public_key(arn),
    )
    equal(ours, theirs)


def shapes():
    """The members of the private keys are of the kind and size that the spec says."""
    for spec, bits in RSA_BITS.items():
        loaded = serialization.load_der_private_key(pairs[spec][0], None)
        assert isinstance(loaded, rsa.RSAPrivateKey)
        equal((loaded.key_size, loaded.private_numbers().public_numbers.e), (bits, 65537))
    for spec, name in {"ECC_NIST_P256": "secp256r1", "ECC_NIST_P384": "secp384r1", "ECC_NIST_P521": "secp521r1", "ECC_SECG_P256K1": "secp256k1"}.items():
        equal(serialization.load_der_private_key(pairs[spec][0], None).curve.name, name)
    assert isinstance(serialization.load_der_private_key(pairs["ECC_NIST_EDWARDS25519"][0], None), ed25519.Ed25519PrivateKey)


def refusals():
    for use, operation in (
        (kms.generate_data_key_pair, "GenerateDataKeyPair"),
        (kms.generate_data_key_pair_without_plaintext, "GenerateDataKeyPairWithoutPlaintext"),
    ):
        for wrong in "ML_DSA_44", "SYMMETRIC_DEFAULT", "HMAC_256", "ECC_NIST_P192":
            with refused("ValidationException"):
                use(KeyId=KEY, KeyPairSpec=wrong)
        with refused("ValidationException"):
            use(KeyId=KEY)
        for spec, usage in ("ECC_NIST_P256", "SIGN_VERIFY"), ("HMAC_256", "GENERATE_VERIFY_MAC"), ("SM2", "KEY_AGREEMENT"):
            with has_usage(key(spec, usage), usage, operation):
                use(KeyId=key(spec, usage), KeyPairSpec="ECC_NIST_P256")
        with refused("InvalidKeyUsageException", "You cannot generate a data key with an asymmetric CMK"):
            use(KeyId=key("RSA_2048", "ENCRYPT_DECRYPT"), KeyPairSpec="ECC_NIST_P256")
        missing = named("key/12345678-1234-1234-1234-123456789012")
        with refused("NotFoundException", f"Key '{missing}' does not exist"):
            use(KeyId=missing, KeyPairSpec="ECC_NIST_P256")


pairs = {spec: pair(spec) for spec in PAIRS}
for spec, (private, public) in pairs.items():
    at_work(spec, private, public)
    # The longer RSA keys take long to find, and differ in nothing else.
    if spec not in ("RSA_3072", "RSA_4096"):
        assert without_plaintext(spec) != public
for spec in NIST:
    agrees(spec, *pairs[spec])
shapes()
refusals()
