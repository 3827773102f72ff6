"""What others encrypt to a public key, Trent decrypts; what Trent encrypts, it decrypts; nothing else is a ciphertext."""
import os

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from der import integer, sequence
from expect import equal, refused
from openssl import openssl, outline
from specs import RSA_BITS, constraint, flipped, is_of_spec, key, kms, of_usage, public_key

HASHES = {"RSAES_OAEP_SHA_1": hashes.SHA1(), "RSAES_OAEP_SHA_256": hashes.SHA256()}
PLAINTEXT_BYTES = {
    ("RSA_2048", "RSAES_OAEP_SHA_1"): 214,
    ("RSA_3072", "RSAES_OAEP_SHA_1"): 342,
    ("RSA_4096", "RSAES_OAEP_SHA_1"): 470,
    ("RSA_2048", "RSAES_OAEP_SHA_256"): 190,
    ("RSA_3072", "RSAES_OAEP_SHA_256"): 318,
    ("RSA_4096", "RSAES_OAEP_SHA_256"): 446,
    ("SM2", "SM2PKE"): 1024,
}
SM2_PRIME = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
CONTEXT = {"purpose": "test"}


def encrypt(arn, algorithm, plaintext):
    answer = kms.encrypt(KeyId=arn, EncryptionAlgorithm=algorithm, Plaintext=plaintext)
    equal((answer["KeyId"], answer["EncryptionAlgorithm"]), (arn, algorithm))
    return answer["CiphertextBlob"]


def decrypt(arn, algorithm, ciphertext):
    answer = kms.decrypt(KeyId=arn, EncryptionAlgorithm=algorithm, CiphertextBlob=ciphertext)
    equal((answer["KeyId"], answer["EncryptionAlgorithm"]), (arn, algorithm))
    assert "KeyMaterialId" not in answer, answer
    return answer["Plaintext"]


def is_no_ciphertext(arn, algorithm, ciphertext):
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(KeyId=arn, EncryptionAlgorithm=algorithm, CiphertextBlob=ciphertext)


def encrypted_by_openssl(algorithm, public, plaintext):
    hashed = "sha1" if algorithm.endswith("SHA_1") else "sha256"
    options = [] if algorithm == "SM2PKE" else ["rsa_padding_mode:oaep", f"rsa_oaep_md:{hashed}", f"rsa_mgf1_md:{hashed}"]
    return openssl(
        "pkeyutl", "-encrypt", "-pubin", "-keyform", "DER", "-inkey", "public", *[word for option in options for word in ("-pkeyopt", option)],
        "-in", "plaintext", public=public, plaintext=plaintext,
    )


def oaep(hashed, mask=None, label=None):
    return padding.OAEP(padding.MGF1(mask or hashed), hashed, label)


def both_ways(spec, algorithm, limit):
    arn = key(spec, "ENCRYPT_DECRYPT")
    for length in 1, 32, limit:
        plaintext = os.urandom(length)
        ours = encrypt(arn, algorithm, plaintext)
        assert encrypt(arn, algorithm, plaintext) != ours
        equal(decrypt(arn, algorithm, ours), plaintext)
        equal(decrypt(arn, algorithm, encrypted_by_openssl(algorithm, public_key(arn), plaintext)), plaintext)
    equal(decrypt(arn, algorithm, encrypt(arn, algorithm, bytes(limit))), bytes(limit))
    for length in limit + 1, 4096:
        with refused("ValidationException", f"Algorithm {algorithm} and key spec {spec} cannot encrypt data larger than {limit} bytes."):
            kms.encrypt(KeyId=arn, EncryptionAlgorithm=algorithm, Plaintext=bytes(length))
    with constraint("plaintext", "have length less than or equal to 4096"):
        kms.encrypt(KeyId=arn, EncryptionAlgorithm=algorithm, Plaintext=bytes(4097))
    with constraint("plaintext", "have length greater than or equal to 1"):
        kms.encrypt(KeyId=arn, EncryptionAlgorithm=algorithm, Plaintext=b"")
    for spoilt in flipped(ours), flipped(ours, len(ours) // 2), ours[:-1], ours[1:], ours + b"\0", b"\0" + ours, b"\0", bytes(6144):
        is_no_ciphertext(arn, algorithm, spoilt)
    is_no_ciphertext(arn, algorithm, bytes(len(ours)))
    is_no_ciphertext(arn, algorithm, b"\xff" * len(ours))
    what_asymmetric_keys_cannot(arn, spec, algorithm, ours)


def what_asymmetric_keys_cannot(arn, spec, algorithm, ciphertext):
    """No encryption context, no default algorithm, no default key, no data keys."""
    with refused("ValidationException"):
        kms.encrypt(KeyId=arn, EncryptionAlgorithm=algorithm, Plaintext=b"x", EncryptionContext=CONTEXT)
    with refused("ValidationException"):
        kms.decrypt(KeyId=arn, EncryptionAlgorithm=algorithm, CiphertextBlob=ciphertext, EncryptionContext=CONTEXT)
    with is_of_spec("SYMMETRIC_DEFAULT", spec):
        kms.encrypt(KeyId=arn, Plaintext=b"x")
    for algorithms in of_usage("ENCRYPT_DECRYPT").values():
        for other in set(algorithms) - set(of_usage("ENCRYPT_DECRYPT")[spec]):
            with is_of_spec(other, spec):
                kms.encrypt(KeyId=arn, EncryptionAlgorithm=other, Plaintext=b"x")
    with refused("ValidationException"):
        kms.decrypt(EncryptionAlgorithm=algorithm, CiphertextBlob=ciphertext)
    with is_of_spec(algorithm, "SYMMETRIC_DEFAULT"):
        kms.encrypt(KeyId=key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"), EncryptionAlgorithm=algorithm, Plaintext=b"x")


def rsa(spec):
    """RSA besides: the other library, and paddings that are nearly right."""
    arn = key(spec, "ENCRYPT_DECRYPT")
    theirs = serialization.load_der_public_key(public_key(arn))
    for algorithm, hashed in HASHES.items():
        plaintext = os.urandom(PLAINTEXT_BYTES[spec, algorithm])
        equal(decrypt(arn, algorithm, theirs.encrypt(plaintext, oaep(hashed))), plaintext)
        equal(len(encrypt(arn, algorithm, b"x")), RSA_BITS[spec] // 8)
        # The key of a ciphertext is not the only thing that must be right: hash, mask and label must be, too.
        other = next(one for name, one in HASHES.items() if name != algorithm)
        for wrong in oaep(other), oaep(hashed, mask=other), oaep(other, mask=hashed), oaep(hashed, label=b"label"), padding.PKCS1v15():
            is_no_ciphertext(arn, algorithm, theirs.encrypt(b"x", wrong))
        # A number that is not below the modulus is no ciphertext, even if it is one but for the modulus.
        larger = int.from_bytes(encrypt(arn, algorithm, b"x"), "big") + theirs.public_numbers().n
        is_no_ciphertext(arn, algorithm, larger.to_bytes(RSA_BITS[spec] // 8 + (larger.bit_length() > RSA_BITS[spec]), "big"))
        is_no_ciphertext(arn, algorithm, theirs.public_numbers().n.to_bytes(RSA_BITS[spec] // 8, "big"))


def sm2():
    """SM2 besides: a ciphertext is DER as in GM/T 0009, and each part of it is checked."""
    arn = key("SM2", "ENCRYPT_DECRYPT")
    for ours in (encrypt(arn, "SM2PKE", os.urandom(1 + i)) for i in range(20)):
        parts = [line.split("prim: ")[1].split()[0] for line in outline(ours).splitlines() if "d=1" in line]
        equal(parts, ["INTEGER", "INTEGER", "OCTET", "OCTET"])
    ciphertext = encrypt(arn, "SM2PKE", bytes(100))
    x_at = 4 if ciphertext[1] < 128 else 5
    for position in x_at + 5, x_at + 40, len(ciphertext) - 100 - 10, len(ciphertext) - 100, len(ciphertext) - 1:
        is_no_ciphertext(arn, "SM2PKE", flipped(ciphertext, position))
    for wrong in not_der_of_a_point(ciphertext):
        is_no_ciphertext(arn, "SM2PKE", wrong)
    with refused("IncorrectKeyException"):
        kms.decrypt(KeyId=arn, CiphertextBlob=kms.encrypt(KeyId=key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"), Plaintext=b"x")["CiphertextBlob"])


def not_der_of_a_point(ciphertext):
    """Returns an SM2 ciphertext with its coordinates written in other ways, and with the number that is the same modulo the prime."""
    content = ciphertext[2 if ciphertext[1] < 128 else 3 :]
    (x, y), tail = (int.from_bytes(part, "big") for part in integers(content)), content[4 + content[1] + content[3 + content[1]] :]
    equal(sequence(integer(x) + integer(y) + tail), ciphertext)
    yield sequence(integer(x + SM2_PRIME) + integer(y) + tail)
    yield sequence(integer(x) + integer(y + SM2_PRIME) + tail)
    yield sequence(integer(x) + integer(SM2_PRIME - y) + tail)
    yield sequence(integer(0) + integer(0) + tail)
    yield sequence(integer(x, b"\0") + integer(y) + tail)
    yield sequence(integer(x) + integer(y) + tail + b"\x05\0")
    yield sequence(integer(x) + integer(y) + tail[:34] + b"\x04\0")
    yield b"\x30\x82" + len(content).to_bytes(2, "big") + content
    yield b"\x30\x80" + content + b"\0\0"


def integers(content):
    for _ in range(2):
        yield content[2 : 2 + content[1]]
        content = content[2 + content[1] :]


def moves():
    """ReEncrypt from every kind of encryption key to every kind, and back again."""
    ways = [("SYMMETRIC_DEFAULT", "SYMMETRIC_DEFAULT"), ("RSA_2048", "RSAES_OAEP_SHA_256"), ("RSA_4096", "RSAES_OAEP_SHA_1"), ("SM2", "SM2PKE")]
    for source, from_algorithm in ways:
        for destination, to_algorithm in ways:
            from_arn, to_arn = key(source, "ENCRYPT_DECRYPT"), key(destination, "ENCRYPT_DECRYPT")
            from_context = {"EncryptionContext": CONTEXT} if source == "SYMMETRIC_DEFAULT" else {}
            ciphertext = kms.encrypt(KeyId=from_arn, EncryptionAlgorithm=from_algorithm, Plaintext=b"moving", **from_context)["CiphertextBlob"]
            arguments = {"CiphertextBlob": ciphertext, "SourceKeyId": from_arn, "SourceEncryptionAlgorithm": from_algorithm}
            arguments |= {"DestinationKeyId": to_arn, "DestinationEncryptionAlgorithm": to_algorithm}
            if from_context:
                arguments["SourceEncryptionContext"] = CONTEXT
            moved = kms.re_encrypt(**arguments)
            equal((moved["SourceKeyId"], moved["KeyId"]), (from_arn, to_arn))
            equal((moved["SourceEncryptionAlgorithm"], moved["DestinationEncryptionAlgorithm"]), (from_algorithm, to_algorithm))
            equal("SourceKeyMaterialId" in moved, source == "SYMMETRIC_DEFAULT")
            equal("DestinationKeyMaterialId" in moved, destination == "SYMMETRIC_DEFAULT")
            equal(decrypt_any(to_arn, to_algorithm, moved["CiphertextBlob"]), b"moving")
            if destination != "SYMMETRIC_DEFAULT":
                with refused("ValidationException"):
                    kms.re_encrypt(**arguments, DestinationEncryptionContext=CONTEXT)
            if source != "SYMMETRIC_DEFAULT":
                with refused("ValidationException"):
                    kms.re_encrypt(**arguments, SourceEncryptionContext=CONTEXT)
                with refused("InvalidCiphertextException", ""):
                    kms.re_encrypt(**{**arguments, "CiphertextBlob": flipped(ciphertext)})
    large = kms.encrypt(KeyId=key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"), Plaintext=bytes(1025))["CiphertextBlob"]
    for destination, to_algorithm in ways[1:]:
        limit = PLAINTEXT_BYTES[destination, to_algorithm]
        with refused("ValidationException", f"Algorithm {to_algorithm} and key spec {destination} cannot encrypt data larger than {limit} bytes."):
            kms.re_encrypt(CiphertextBlob=large, DestinationKeyId=key(destination, "ENCRYPT_DECRYPT"), DestinationEncryptionAlgorithm=to_algorithm)


def decrypt_any(arn, algorithm, ciphertext):
    return kms.decrypt(KeyId=arn, EncryptionAlgorithm=algorithm, CiphertextBlob=ciphertext)["Plaintext"]


for (spec, algorithm), limit in PLAINTEXT_BYTES.items():
    both_ways(spec, algorithm, limit)
for spec in RSA_BITS:
    rsa(spec)
sm2()
moves()
