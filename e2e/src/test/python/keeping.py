"""Makes a key of every kind and a proof of each (`make FILE`), or checks that the same keys still hold them (`check FILE`)."""
import json
import pathlib
import sys

from expect import equal
from raw import call
from specs import ALGORITHMS, key

MESSAGE = bytes(range(64))
DIGEST_ONLY = "ED25519_PH_SHA_512"


def proof(arn, usage, algorithm):
    """Returns what only the holder of the key can make."""
    if usage == "SIGN_VERIFY":
        return {"Signature": call("Sign", KeyId=arn, **signing(algorithm))["Signature"]}
    if usage == "ENCRYPT_DECRYPT":
        return {"CiphertextBlob": call("Encrypt", KeyId=arn, EncryptionAlgorithm=algorithm, Plaintext=MESSAGE)["CiphertextBlob"]}
    if usage == "GENERATE_VERIFY_MAC":
        return {"Mac": call("GenerateMac", KeyId=arn, MacAlgorithm=algorithm, Message=MESSAGE)["Mac"]}
    if usage == "KEY_AGREEMENT":
        # The key itself is a peer like any other.
        return {"SharedSecret": call("DeriveSharedSecret", KeyId=arn, KeyAgreementAlgorithm=algorithm, PublicKey=public(arn))["SharedSecret"]}
    made = call("Encapsulate", KeyId=arn, EncapsulationAlgorithm=algorithm)
    return {name: made[name] for name in ("SharedSecret", "SharedSecretCiphertextBlob")}


def holds(arn, usage, algorithm, kept):
    if usage == "SIGN_VERIFY":
        equal(call("Verify", KeyId=arn, **signing(algorithm), **kept)["SignatureValid"], True)
    elif usage == "ENCRYPT_DECRYPT":
        equal(call("Decrypt", KeyId=arn, EncryptionAlgorithm=algorithm, **kept)["Plaintext"], MESSAGE)
    elif usage == "ENCAPSULATE_DECAPSULATE":
        sealed = {"SharedSecretCiphertextBlob": kept["SharedSecretCiphertextBlob"]}
        equal(call("Decapsulate", KeyId=arn, EncapsulationAlgorithm=algorithm, **sealed)["SharedSecret"], kept["SharedSecret"])
    else:
        equal(proof(arn, usage, algorithm), kept)


def signing(algorithm):
    return {"SigningAlgorithm": algorithm, "Message": MESSAGE, "MessageType": "DIGEST" if algorithm == DIGEST_ONLY else "RAW"}


def public(arn):
    return call("GetPublicKey", KeyId=arn)["PublicKey"]


def all_proofs():
    """Returns each kind of key and algorithm with its name and its public key, if it has one."""
    for (spec, usage), algorithms in ALGORITHMS.items():
        arn = key(spec, usage)
        of_key = {} if usage == "GENERATE_VERIFY_MAC" or spec == "SYMMETRIC_DEFAULT" else {"PublicKey": public(arn)}
        for algorithm in algorithms:
            yield f"{arn} {algorithm}", arn, usage, algorithm, of_key


what, file = sys.argv[1], pathlib.Path(sys.argv[2])
if what == "make":
    made = {name: {**of_key, **proof(arn, usage, algorithm)} for name, arn, usage, algorithm, of_key in all_proofs()}
    file.write_text(json.dumps({name: {member: value.hex() for member, value in kept.items()} for name, kept in made.items()}))
else:
    kept = {name: {member: bytes.fromhex(value) for member, value in one.items()} for name, one in json.loads(file.read_text()).items()}
    found = {name: (arn, usage, algorithm, of_key) for name, arn, usage, algorithm, of_key in all_proofs()}
    equal(found.keys(), kept.keys())
    for name, (arn, usage, algorithm, of_key) in found.items():
        equal(of_key, {"PublicKey": kept[name].pop("PublicKey")} if of_key else {})
        holds(arn, usage, algorithm, kept[name])
        holds(arn, usage, algorithm, proof(arn, usage, algorithm))
