"""Trent and another party, each with a private key and the other's public key, come to the same secret."""
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, x25519

from expect import equal, refused
from openssl import new_key, openssl, public_of
from specs import NIST, flipped, key, kms, public_key

CURVES = {"ECC_NIST_P256": (ec.SECP256R1(), "P-256", 32), "ECC_NIST_P384": (ec.SECP384R1(), "P-384", 48), "ECC_NIST_P521": (ec.SECP521R1(), "P-521", 66)}
SM2_PRIME = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF


def derive(arn, public):
    answer = kms.derive_shared_secret(KeyId=arn, KeyAgreementAlgorithm="ECDH", PublicKey=public)
    equal((answer["KeyId"], answer["KeyAgreementAlgorithm"], answer["KeyOrigin"]), (arn, "ECDH", "AWS_KMS"))
    return answer["SharedSecret"]


def is_no_peer(arn, public):
    with refused("ValidationException", ""):
        kms.derive_shared_secret(KeyId=arn, KeyAgreementAlgorithm="ECDH", PublicKey=public)


def spki(public):
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def nist(spec, curve, name, size):
    arn = key(spec, "KEY_AGREEMENT")
    private = new_key("-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{name}")
    secret = openssl(
        "pkeyutl", "-derive", "-keyform", "DER", "-inkey", "private", "-peerform", "DER", "-peerkey", "public",
        private=private, public=public_key(arn),
    )
    equal(len(secret), size)
    equal(derive(arn, public_of(private)), secret)

    ours, seen = serialization.load_der_public_key(public_key(arn)), set()
    while {0, 1} - seen:
        theirs = ec.generate_private_key(curve)
        secret = theirs.exchange(ec.ECDH(), ours)
        # A secret with leading zeros is as long as any other; one in 256 begins so, and half of those of P-521.
        begins_with_zero = int(secret[0] == 0)
        if begins_with_zero not in seen:
            seen.add(begins_with_zero)
            equal(derive(arn, spki(theirs.public_key())), secret)
            equal(derive(arn, spki(theirs.public_key())), secret)

    good = spki(ec.generate_private_key(curve).public_key())
    refused_peers(arn, good, size)
    # A curve is named. One that is spelled out could be nearly this one.
    is_no_peer(arn, public_of(new_key("-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{name}", "-pkeyopt", "ec_param_enc:explicit")))
    for other, (other_curve, _, _) in CURVES.items():
        if other != spec:
            is_no_peer(arn, spki(ec.generate_private_key(other_curve).public_key()))


def refused_peers(arn, good, size):
    head = good[: -2 * size]
    for wrong in (
        flipped(good),
        flipped(good, -size - 1),
        head + bytes(2 * size),
        head + b"\xff" * (2 * size),
        good[:-1],
        good + b"\0",
        b"\0",
        b"never a key",
        spki(ec.generate_private_key(ec.SECP256K1()).public_key()),
        spki(x25519.X25519PrivateKey.generate().public_key()),
        public_key(key("RSA_2048", "SIGN_VERIFY")),
        public_of(new_key("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1")),
        at_infinity(good),
    ):
        is_no_peer(arn, wrong)


def at_infinity(good):
    """Returns a public key of the same curve whose point is none: the one byte 0."""
    algorithm = good[2 if good[1] < 128 else 3 :]
    algorithm = algorithm[: 2 + algorithm[1]]
    content = algorithm + b"\x03\x02\0\0"
    return b"\x30" + bytes([len(content)]) + content


def sm2():
    """OpenSSL derives nothing on this curve, so the other party computes for itself."""
    arn = key("SM2", "KEY_AGREEMENT")
    private = new_key("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2")
    number = private_number(private)
    point = public_key(arn)[-64:]
    x, y = multiplied(number, (int.from_bytes(point[:32], "big"), int.from_bytes(point[32:], "big")))
    equal(derive(arn, public_of(private)), x.to_bytes(32, "big"))
    refused_peers(arn, public_of(private), 32)
    is_no_peer(arn, spki(ec.generate_private_key(ec.SECP256R1()).public_key()))


def private_number(private):
    """Returns the private number of a PKCS#8 key, which OpenSSL prints with colons, in lines."""
    text = openssl("pkey", "-inform", "DER", "-in", "private", "-noout", "-text", private=private).decode()
    return int("".join(text.split("priv:")[1].split("pub:")[0].split()).replace(":", ""), 16)


def multiplied(number, point):
    """Returns a multiple of a point of the curve SM2, where y² = x³ - 3x + b."""
    result = None
    for bit in bin(number)[2:]:
        result = added(result, result)
        result = added(result, point) if bit == "1" else result
    return result


def added(one, other):
    if one is None or other is None:
        return one or other
    (x1, y1), (x2, y2) = one, other
    if x1 == x2 and y1 != y2:
        return None
    slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, SM2_PRIME) if one == other else (y2 - y1) * pow(x2 - x1, -1, SM2_PRIME)
    x = (slope * slope - x1 - x2) % SM2_PRIME
    return x, (slope * (x1 - x) - y1) % SM2_PRIME


for spec in NIST:
    nist(spec, *CURVES[spec])
sm2()

# Two keys of Trent come to one secret, too.
for spec in [*NIST, "SM2"]:
    one, other = key(spec, "KEY_AGREEMENT"), kms.create_key(KeySpec=spec, KeyUsage="KEY_AGREEMENT")["KeyMetadata"]["Arn"]
    equal(derive(one, public_key(other)), derive(other, public_key(one)))
with refused("ValidationException"):
    kms.derive_shared_secret(KeyId=one, KeyAgreementAlgorithm="X25519", PublicKey=public_key(other))
