"""Bytes that are changed at random are no signature, no ciphertext and no key: refused as such, and never a failure of the server.

With the number that a failure prints as its argument, it makes the same changes again.
"""
import random
import sys

import botocore.exceptions

from calls import OPERATIONS, Caller
from specs import key

MUTATIONS = 700
READ = ("CiphertextBlob", "Mac", "Message", "PublicKey", "SharedSecretCiphertextBlob", "Signature")
REFUSALS = {"InvalidCiphertextException", "KMSInvalidMacException", "KMSInvalidSignatureException", "ValidationException"}
# Each message can be signed, and each ciphertext of the right length decapsulated.
TAKES_ANY = ("Decapsulate", "GenerateMac", "Sign")
TELLING = (0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x30, 0x7F, 0x80, 0x81, 0x82, 0x84, 0xFF)


def mutated(chance, data):
    """Returns the bytes changed in one to four ways, in such as matter to what has a structure."""
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        at = chance.randrange(len(changed))
        way = chance.randrange(6)
        if way == 0:
            changed[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            changed[at] = chance.choice(TELLING)
        elif way == 2:
            del changed[at : at + chance.randrange(1, 5)]
        elif way == 3:
            changed[at:at] = chance.randbytes(chance.randrange(1, 5))
        elif way == 4:
            del changed[at + 1 :]
        else:
            changed[at:at] = changed[chance.randrange(len(changed)) :][:64]
        changed = changed or bytearray(1)
    return bytes(changed)


seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(2**32)
chance, caller = random.Random(seed), Caller()
reading = [(operation, kind, arguments) for operation, kind, arguments in OPERATIONS if arguments.keys() & set(READ)]
for _ in range(MUTATIONS):
    operation, kind, arguments = chance.choice(reading)
    member = chance.choice(sorted(arguments.keys() & set(READ)))
    spoilt = mutated(chance, arguments[member])
    case = f"seed {seed}: {operation} with {kind}, {member} {spoilt.hex()}"
    try:
        caller.call(operation, KeyId=key(*kind), **{**arguments, member: spoilt})
        assert operation in TAKES_ANY or spoilt == arguments[member], case
    except botocore.exceptions.ClientError as refusal:
        assert refusal.response["Error"]["Code"] in REFUSALS, f"{case}: {refusal}"
