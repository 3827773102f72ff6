"""What Trent signs, OpenSSL and the package cryptography accept; what neither the key nor the algorithm made, Trent refuses."""
import functools
import hashlib
import os

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, mldsa, padding, rsa, utils

from der import integer, sequence
from expect import equal, refused
from openssl import Refused, new_key, openssl
from specs import ML_DSA_SIGNATURE_BYTES, NIST, RSA_BITS, RSA_SIGNING, constraint, flipped, is_of_spec, key, kms, of_usage, public_key

HASHES = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}
ORDERS = {
    "ECC_NIST_P256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "ECC_NIST_P384": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
    "ECC_NIST_P521": 2**521 - 657877501894328237357444332315020117536923257219387276263472201219398408051703,
    "ECC_SECG_P256K1": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
}
CURVES = {"ECC_NIST_P256": ec.SECP256R1, "ECC_NIST_P384": ec.SECP384R1, "ECC_NIST_P521": ec.SECP521R1, "ECC_SECG_P256K1": ec.SECP256K1}
ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493
ML_DSA = {"ML_DSA_44": mldsa.MLDSA44PrivateKey, "ML_DSA_65": mldsa.MLDSA65PrivateKey, "ML_DSA_87": mldsa.MLDSA87PrivateKey}
SM2_IDENTITY = b"1234567812345678"
SM2_PARAMETERS = bytes.fromhex(
    "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC"
    "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93"
    "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"
    "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0"
)
BAD_SIGNATURE = "KMSInvalidSignatureException", ""


def sign(arn, algorithm, message, message_type="RAW"):
    answer = kms.sign(KeyId=arn, SigningAlgorithm=algorithm, Message=message, MessageType=message_type)
    equal((answer["KeyId"], answer["SigningAlgorithm"]), (arn, algorithm))
    return answer["Signature"]


def accepts(arn, algorithm, message, signature, message_type="RAW"):
    answer = kms.verify(KeyId=arn, SigningAlgorithm=algorithm, Message=message, MessageType=message_type, Signature=signature)
    equal((answer["KeyId"], answer["SigningAlgorithm"], answer["SignatureValid"]), (arn, algorithm, True))


def rejects(arn, algorithm, message, signature, message_type="RAW"):
    with refused(*BAD_SIGNATURE):
        kms.verify(KeyId=arn, SigningAlgorithm=algorithm, Message=message, MessageType=message_type, Signature=signature)


def digest_of(algorithm, arn, message):
    """Returns what DIGEST takes: for SM2 the digest covers the signer's identity and public key as well."""
    if algorithm == "SM2DSA":
        identity = len(SM2_IDENTITY * 8).to_bytes(2, "big") + SM2_IDENTITY + SM2_PARAMETERS + public_key(arn)[-64:]
        return sm3(sm3(identity) + message)
    return hashlib.new("sha" + algorithm[-3:], message).digest()


def sm3(data):
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def openssl_accepts(algorithm, public, message, digest, signature, salt="digest"):
    """Asks `openssl dgst` about the message and `openssl pkeyutl` about its digest."""
    hashed = "sm3" if algorithm == "SM2DSA" else "sha" + algorithm[-3:]
    options = {"PSS": ["rsa_padding_mode:pss", f"rsa_pss_saltlen:{salt}"], "SM2": ["distid:" + SM2_IDENTITY.decode()]}
    scheme = next((options[name] for name in options if name in algorithm), [])
    of_message = [word for option in scheme for word in ("-sigopt", option)]
    openssl(
        "dgst", "-" + hashed, "-keyform", "DER", "-verify", "public", *of_message, "-signature", "signature", "message",
        public=public, message=message, signature=signature,
    )
    of_digest = [word for option in [f"digest:{hashed}", *scheme] if "distid" not in option for word in ("-pkeyopt", option)]
    openssl(
        "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "public", *of_digest, "-sigfile", "signature", "-in", "digest",
        public=public, digest=digest, signature=signature,
    )


def cryptography_accepts(algorithm, public, message, digest, signature):
    loaded, hashed = serialization.load_der_public_key(public), HASHES[algorithm[-3:]]
    if algorithm.startswith("ECDSA"):
        loaded.verify(signature, message, ec.ECDSA(hashed))
        loaded.verify(signature, digest, ec.ECDSA(utils.Prehashed(hashed)))
    else:
        padded = padding.PSS(padding.MGF1(hashed), hashed.digest_size) if "PSS" in algorithm else padding.PKCS1v15()
        loaded.verify(signature, message, padded, hashed)
        loaded.verify(signature, digest, padded, utils.Prehashed(hashed))


@functools.cache
def stranger(spec):
    """Returns a private key of the same spec that Trent has never seen."""
    if spec in RSA_BITS:
        return rsa.generate_private_key(65537, RSA_BITS[spec])
    return ec.generate_private_key(CURVES[spec]())


def signed_by_a_stranger(spec, algorithm, message):
    hashed = HASHES[algorithm[-3:]]
    if spec in CURVES:
        return stranger(spec).sign(message, ec.ECDSA(hashed))
    padded = padding.PSS(padding.MGF1(hashed), hashed.digest_size) if "PSS" in algorithm else padding.PKCS1v15()
    return stranger(spec).sign(message, padded, hashed)


def hashing(spec, algorithm):
    """RSA, ECDSA and SM2: the message or its digest, both signed alike, verified alike, and accepted by others."""
    arn = key(spec, "SIGN_VERIFY")
    for length in 1, 4096:
        message = os.urandom(length)
        digest = digest_of(algorithm, arn, message)
        for given, message_type in (message, "RAW"), (digest, "DIGEST"):
            signature = sign(arn, algorithm, given, message_type)
            openssl_accepts(algorithm, public_key(arn), message, digest, signature)
            if spec != "SM2":
                cryptography_accepts(algorithm, public_key(arn), message, digest, signature)
            accepts(arn, algorithm, message, signature)
            accepts(arn, algorithm, digest, signature, "DIGEST")
    rejects(arn, algorithm, flipped(message), signature)
    rejects(arn, algorithm, flipped(digest), signature, "DIGEST")
    # A digest is not a message, nor the reverse, however it is named.
    rejects(arn, algorithm, digest, signature)
    for spoilt in flipped(signature), flipped(signature, len(signature) // 2), signature[:-1], signature + b"\0", b"\0" + signature, b"\0":
        rejects(arn, algorithm, message, spoilt)
    digest_lengths(arn, algorithm, len(digest), signature)
    message_bounds(arn, algorithm, signature)


def digest_lengths(arn, algorithm, right, signature):
    for length in {1, 32, 48, 64, right - 1, right + 1} - {right}:
        for use in kms.sign, functools.partial(kms.verify, Signature=signature):
            with refused("ValidationException", f"Digest is invalid length for algorithm {algorithm}."):
                use(KeyId=arn, SigningAlgorithm=algorithm, Message=bytes(length), MessageType="DIGEST")


def message_bounds(arn, algorithm, signature):
    for message, limit in (b"", "greater than or equal to 1"), (bytes(4097), "less than or equal to 4096"):
        for use in kms.sign, functools.partial(kms.verify, Signature=signature):
            with constraint("message", f"have length {limit}"):
                use(KeyId=arn, SigningAlgorithm=algorithm, Message=message)


def other_types(spec, algorithm, signature, *message_types):
    arn = key(spec, "SIGN_VERIFY")
    for message_type in message_types:
        for use in kms.sign, functools.partial(kms.verify, Signature=signature):
            what = f"algorithm {algorithm}" if spec == "ECC_NIST_EDWARDS25519" else f"key spec {spec}"
            with refused("ValidationException", f"Message type {message_type} is incompatible with {what}."):
                use(KeyId=arn, SigningAlgorithm=algorithm, Message=bytes(64), MessageType=message_type)


def rsa_signatures(spec):
    arn, message = key(spec, "SIGN_VERIFY"), b"signed once for each algorithm"
    signatures = {algorithm: sign(arn, algorithm, message) for algorithm in RSA_SIGNING}
    for algorithm, signature in signatures.items():
        hashing(spec, algorithm)
        equal(len(signature), RSA_BITS[spec] // 8)
        for other in set(RSA_SIGNING) - {algorithm}:
            rejects(arn, other, message, signature)
        rejects(arn, algorithm, message, signed_by_a_stranger(spec, algorithm, message))
        other_types(spec, algorithm, signature, "EXTERNAL_MU")
        # RSA signatures are numbers below the modulus; the same number plus the modulus is another text for it.
        modulus = serialization.load_der_public_key(public_key(arn)).public_numbers().n
        larger = int.from_bytes(signature, "big") + modulus
        if larger < 2 ** RSA_BITS[spec]:
            rejects(arn, algorithm, message, larger.to_bytes(len(signature), "big"))
        if "PSS" in algorithm:
            salt_is_as_long_as_the_digest(arn, algorithm, message, signature)
        else:
            equal(sign(arn, algorithm, message), signature)


def salt_is_as_long_as_the_digest(arn, algorithm, message, signature):
    digest = digest_of(algorithm, arn, message)
    openssl_accepts(algorithm, public_key(arn), message, digest, signature, salt=str(len(digest)))
    for other in 0, 20, len(digest) - 1, len(digest) + 1:
        try:
            openssl_accepts(algorithm, public_key(arn), message, digest, signature, salt=str(other))
        except Refused:
            continue
        raise AssertionError(f"{algorithm} has a salt of {other} bytes")
    assert sign(arn, algorithm, message) != signature


def ecdsa_signatures(spec, algorithm):
    hashing(spec, algorithm)
    arn, order, message = key(spec, "SIGN_VERIFY"), ORDERS[spec], b"message"
    size = (order.bit_length() + 7) // 8
    for _ in range(8):
        signature = sign(arn, algorithm, message)
        assert len(signature) <= {32: 72, 48: 104, 66: 139}[size], signature.hex()
        r, s = utils.decode_dss_signature(signature)
        equal(signature, utils.encode_dss_signature(r, s))
        # (r, n - s) is the same signature's other form: verifiers take both unless they say otherwise.
        accepts(arn, algorithm, message, utils.encode_dss_signature(r, order - s))
    for wrong in (r + order, s), (r, s + order), (0, s), (r, 0), (0, 0), (order, s), (r, order), (s, r), (1, 1):
        rejects(arn, algorithm, message, utils.encode_dss_signature(*wrong))
    for wrong in not_der(r, s, size):
        rejects(arn, algorithm, message, wrong)
    rejects(arn, algorithm, message, signed_by_a_stranger(spec, algorithm, message))
    other_types(spec, algorithm, signature, "EXTERNAL_MU")


def not_der(r, s, size):
    """Returns the numbers of a signature in forms that are not the one DER of it."""
    first, second = integer(r), integer(s)
    yield r.to_bytes(size, "big") + s.to_bytes(size, "big")
    yield sequence(first + second) + b"\0"
    yield sequence(first + second + b"\0")
    yield sequence(first + second + integer(1))
    yield sequence(first)
    yield sequence(integer(r, b"\0") + second)
    yield sequence(first + integer(s, b"\0"))
    yield b"\x30\x82" + len(first + second).to_bytes(2, "big") + first + second
    yield b"\x30\x80" + first + second + b"\0\0"
    yield b"\x31" + sequence(first + second)[1:]
    yield b"\x30\x84\x7f\xff\xff\xff" + first + second
    yield sequence(b"\x02\x00" + second)
    if s.bit_length() == size * 8:
        yield sequence(first + b"\x02" + bytes([size]) + s.to_bytes(size, "big"))


def sm2_signatures():
    arn, message = key("SM2", "SIGN_VERIFY"), b"message"
    hashing("SM2", "SM2DSA")
    private = new_key("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2")
    by_another = openssl(
        "dgst", "-sm3", "-keyform", "DER", "-sign", "private", "-sigopt", "distid:" + SM2_IDENTITY.decode(), "message",
        private=private, message=message,
    )
    openssl_accepts_only_this_identity(arn, message)
    rejects(arn, "SM2DSA", message, by_another)
    r, s = utils.decode_dss_signature(sign(arn, "SM2DSA", message))
    for wrong in not_der(r, s, 32):
        rejects(arn, "SM2DSA", message, wrong)
    other_types("SM2", "SM2DSA", by_another, "EXTERNAL_MU")


def openssl_accepts_only_this_identity(arn, message):
    signature = sign(arn, "SM2DSA", message)
    try:
        openssl(
            "dgst", "-sm3", "-keyform", "DER", "-verify", "public", "-sigopt", "distid:another", "-signature", "signature", "message",
            public=public_key(arn), message=message, signature=signature,
        )
    except Refused:
        return
    raise AssertionError("the signature does not cover the identity")


def ed25519_signatures():
    arn, spec = key("ECC_NIST_EDWARDS25519", "SIGN_VERIFY"), "ECC_NIST_EDWARDS25519"
    public = public_key(arn)
    for length in 1, 64, 4096:
        message = os.urandom(length)
        signature = sign(arn, "ED25519_SHA_512", message)
        equal(len(signature), 64)
        equal(sign(arn, "ED25519_SHA_512", message), signature)
        serialization.load_der_public_key(public).verify(signature, message)
        openssl(
            "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", "public", "-sigfile", "signature", "-in", "message",
            public=public, message=message, signature=signature,
        )
        accepts(arn, "ED25519_SHA_512", message, signature)
        for spoilt in flipped(signature), flipped(signature, 0), signature[:-1], signature + b"\0", bytes(64), b"\1" + bytes(63), b"x":
            rejects(arn, "ED25519_SHA_512", message, spoilt)
    # RFC 8032 has one S for each signature: the same one plus the order of the group is none.
    again = signature[:32] + (int.from_bytes(signature[32:], "little") + ED25519_ORDER).to_bytes(32, "little")
    rejects(arn, "ED25519_SHA_512", message, again)
    rejects(arn, "ED25519_SHA_512", message, ed25519.Ed25519PrivateKey.generate().sign(message))
    message_bounds(arn, "ED25519_SHA_512", signature)
    other_types(spec, "ED25519_SHA_512", signature, "DIGEST", "EXTERNAL_MU")

    digest = hashlib.sha512(b"message").digest()
    prehashed = sign(arn, "ED25519_PH_SHA_512", digest, "DIGEST")
    equal(len(prehashed), 64)
    accepts(arn, "ED25519_PH_SHA_512", digest, prehashed, "DIGEST")
    rejects(arn, "ED25519_PH_SHA_512", flipped(digest), prehashed, "DIGEST")
    rejects(arn, "ED25519_PH_SHA_512", digest, flipped(prehashed), "DIGEST")
    # The two algorithms of the key are apart: neither takes a signature of the other for its own.
    rejects(arn, "ED25519_SHA_512", digest, prehashed)
    rejects(arn, "ED25519_PH_SHA_512", digest, sign(arn, "ED25519_SHA_512", digest), "DIGEST")
    digest_lengths(arn, "ED25519_PH_SHA_512", 64, prehashed)
    other_types(spec, "ED25519_PH_SHA_512", prehashed, "RAW", "EXTERNAL_MU")


def ml_dsa_signatures(spec):
    arn = key(spec, "SIGN_VERIFY")
    algorithm, theirs = "ML_DSA_SHAKE_256", serialization.load_der_public_key(public_key(arn))
    for length in 1, 4096:
        message = os.urandom(length)
        mu = mu_of(theirs.public_bytes_raw(), message)
        for given, message_type in (message, "RAW"), (mu, "EXTERNAL_MU"):
            signature = sign(arn, algorithm, given, message_type)
            equal(len(signature), ML_DSA_SIGNATURE_BYTES[spec])
            theirs.verify(signature, message)
            accepts(arn, algorithm, message, signature)
            accepts(arn, algorithm, mu, signature, "EXTERNAL_MU")
            rejects(arn, algorithm, flipped(message), signature)
            rejects(arn, algorithm, flipped(mu), signature, "EXTERNAL_MU")
            rejects(arn, algorithm, mu, signature)
    try:
        theirs.verify(signature, message, b"context")
        raise AssertionError("the signature holds in any context")
    except InvalidSignature:
        pass
    for spoilt in flipped(signature), flipped(signature, 0), signature[:-1], signature + b"\0", bytes(len(signature)), b"x":
        rejects(arn, algorithm, message, spoilt)
    another = ML_DSA[spec].generate()
    rejects(arn, algorithm, message, another.sign(message))
    rejects(arn, algorithm, message, another.sign(message, b"context"))
    message_bounds(arn, algorithm, signature)
    other_types(spec, algorithm, signature, "DIGEST")
    for length in 1, 32, 63, 65:
        for use in kms.sign, functools.partial(kms.verify, Signature=signature):
            with refused("ValidationException", f"Digest is invalid length for algorithm {algorithm}."):
                use(KeyId=arn, SigningAlgorithm=algorithm, Message=bytes(length), MessageType="EXTERNAL_MU")


def mu_of(public, message, context=b""):
    """Returns the message representative of FIPS 204, algorithm 7, line 6, for a message that is not hashed before."""
    tr = hashlib.shake_256(public).digest(64)
    return hashlib.shake_256(tr + b"\0" + bytes([len(context)]) + context + message).digest(64)


def algorithms_of_other_specs():
    every = {algorithm for algorithms in of_usage("SIGN_VERIFY").values() for algorithm in algorithms}
    for spec, algorithms in of_usage("SIGN_VERIFY").items():
        for algorithm in every - set(algorithms):
            with is_of_spec(algorithm, spec):
                kms.sign(KeyId=key(spec, "SIGN_VERIFY"), SigningAlgorithm=algorithm, Message=b"x")
            with is_of_spec(algorithm, spec):
                kms.verify(KeyId=key(spec, "SIGN_VERIFY"), SigningAlgorithm=algorithm, Message=b"x", Signature=b"x")
    arn = key("ECC_NIST_P256", "SIGN_VERIFY")
    for use in kms.sign, functools.partial(kms.verify, Signature=b"x"):
        with refused("ValidationException"):
            use(KeyId=arn, Message=b"x")
        with refused("ValidationException"):
            use(KeyId=arn, Message=b"x", SigningAlgorithm="ECDSA_SHA_1")
        with refused("ValidationException"):
            use(KeyId=arn, Message=b"x", SigningAlgorithm="ECDSA_SHA_256", MessageType="HASH")
    for signature, limit in (b"", "greater than or equal to 1"), (bytes(6145), "less than or equal to 6144"):
        with constraint("signature", f"have length {limit}"):
            kms.verify(KeyId=arn, Message=b"x", SigningAlgorithm="ECDSA_SHA_256", Signature=signature)
    for signature in bytes(6144), b"\x30" * 6144:
        rejects(arn, "ECDSA_SHA_256", b"x", signature)


for spec in RSA_BITS:
    rsa_signatures(spec)
for spec, algorithm in {**NIST, "ECC_SECG_P256K1": "ECDSA_SHA_256"}.items():
    ecdsa_signatures(spec, algorithm)
sm2_signatures()
ed25519_signatures()
for spec in ML_DSA:
    ml_dsa_signatures(spec)
algorithms_of_other_specs()
