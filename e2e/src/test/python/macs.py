"""A MAC is as long as its hash, the same each time, and verified only by the key, the algorithm and the message it was made with."""
from expect import equal, refused
from specs import MAC_BYTES, constraint, flipped, is_of_spec, key, kms


def generate(arn, algorithm, message):
    answer = kms.generate_mac(KeyId=arn, MacAlgorithm=algorithm, Message=message)
    equal((answer["KeyId"], answer["MacAlgorithm"]), (arn, algorithm))
    return answer["Mac"]


def rejects(arn, algorithm, message, mac):
    with refused("KMSInvalidMacException", ""):
        kms.verify_mac(KeyId=arn, MacAlgorithm=algorithm, Message=message, Mac=mac)


for spec, size in MAC_BYTES.items():
    arn, algorithm = key(spec, "GENERATE_VERIFY_MAC"), spec.replace("HMAC", "HMAC_SHA")
    another = kms.create_key(KeySpec=spec, KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["Arn"]
    for message in b"x", bytes(range(256)) * 16:
        mac = generate(arn, algorithm, message)
        equal(len(mac), size)
        equal(generate(arn, algorithm, message), mac)
        assert generate(another, algorithm, message) != mac
        verified = kms.verify_mac(KeyId=arn, MacAlgorithm=algorithm, Message=message, Mac=mac)
        equal((verified["KeyId"], verified["MacAlgorithm"], verified["MacValid"]), (arn, algorithm, True))
        rejects(another, algorithm, message, mac)
        rejects(arn, algorithm, flipped(message), mac)
        for spoilt in flipped(mac), flipped(mac, 0), mac[:-1], mac[:1], mac + b"\0", bytes(size), bytes(6144):
            rejects(arn, algorithm, message, spoilt)
    for other in MAC_BYTES.keys() - {spec}:
        other_algorithm = other.replace("HMAC", "HMAC_SHA")
        with is_of_spec(other_algorithm, spec):
            kms.generate_mac(KeyId=arn, MacAlgorithm=other_algorithm, Message=b"x")
        # Before the MAC is looked at, whether it is right or wrong.
        with is_of_spec(other_algorithm, spec):
            kms.verify_mac(KeyId=arn, MacAlgorithm=other_algorithm, Message=message, Mac=mac)
    for message, limit in (b"", "greater than or equal to 1"), (bytes(4097), "less than or equal to 4096"):
        with constraint("message", f"have length {limit}"):
            kms.generate_mac(KeyId=arn, MacAlgorithm=algorithm, Message=message)
        with constraint("message", f"have length {limit}"):
            kms.verify_mac(KeyId=arn, MacAlgorithm=algorithm, Message=message, Mac=mac)
    for wrong, limit in (b"", "greater than or equal to 1"), (bytes(6145), "less than or equal to 6144"):
        with constraint("mac", f"have length {limit}"):
            kms.verify_mac(KeyId=arn, MacAlgorithm=algorithm, Message=b"x", Mac=wrong)
    with refused("ValidationException"):
        kms.generate_mac(KeyId=arn, MacAlgorithm="HMAC_SHA_1", Message=b"x")
    with refused("UnsupportedOperationException"):
        kms.get_public_key(KeyId=arn)
