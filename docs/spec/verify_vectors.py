#!/usr/bin/env python3
"""Recomputes the vectors of ciphertext-blob.md, session-token.md and authenticated-rows.md in both directions. Needs: pip install cryptography"""
import base64, hashlib, hmac, json, pathlib, struct, uuid, zlib
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

B = bytes.fromhex


def kdf(key, label, context):
    return hmac.digest(key, b"\0\0\0\1" + label + b"\0" + context + b"\0\0\1\0", "sha256")


def unwrap(key, name, wrapped):
    assert wrapped[0] == 1
    return AESGCM(key).decrypt(wrapped[1:13], wrapped[13:], name)


def key_id_bytes(key_id):
    if key_id.startswith("mrk-"):
        return b"\1" + B(key_id[4:])
    return b"\0" + uuid.UUID(key_id).bytes


def canonical(context):
    pairs = sorted((k.encode(), v.encode()) for k, v in context.items())
    text = lambda t: struct.pack(">I", len(t)) + t
    return struct.pack(">I", len(pairs)) + b"".join(text(k) + text(v) for k, v in pairs)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return struct.pack(">I", crc ^ 0xFFFFFFFF)


def seal(material, material_id, key_id, nonce, iv, context, plaintext):
    header = b"\1" + key_id_bytes(key_id) + material_id + nonce + iv
    key = kdf(material, b"trent/v1/encrypt", header[1:66])
    blob = header + AESGCM(key).encrypt(iv, plaintext, header + canonical(context))
    return blob + crc32c(blob)


def verify(v):
    domain_key = unwrap(kdf(B(v["rootKey"]), b"trent/v1/domain-key", b""), v["domainKeyId"].encode(), B(v["wrappedDomainKey"]))
    material_id = B(v["materialId"])
    material = unwrap(domain_key, v["keyArn"].encode() + b"\0" + v["materialId"].encode(), B(v["wrappedMaterial"]))
    assert material == B(v["material"])
    key_id = v["keyArn"].split(":key/")[1]
    assert hashlib.sha256(b"trent/v1/material-id\0" + key_id_bytes(key_id) + material).digest() == material_id
    if "publicKey" in v:
        public, private = B(v["publicKey"]), B(v["privateKey"])
        assert material == struct.pack(">I", len(public)) + public + private
        return
    blob = B(v["blob"])
    assert seal(material, material_id, key_id, blob[50:66], blob[66:78], v["context"], B(v["plaintext"])) == blob
    key = kdf(material, b"trent/v1/encrypt", blob[1:66])
    assert AESGCM(key).decrypt(blob[66:78], blob[78:-4], blob[:78] + canonical(v["context"])) == B(v["plaintext"])


def payload(v):
    short = lambda t: struct.pack(">B", len(t.encode())) + t.encode()
    long = lambda t: struct.pack(">H", len(t.encode())) + t.encode()
    tags = sorted(v["tags"].items())
    return (
        v["secretAccessKey"].encode()
        + struct.pack(">BQI", v["kind"], v["issued"], v["lasts"])
        + short(v["account"]) + short(v["accessKeyId"]) + short(v["identity"]) + short(v["name"]) + short(v["sourceIdentity"])
        + long(v["policy"])
        + bytes([len(v["policyArns"])]) + b"".join(map(long, v["policyArns"]))
        + struct.pack(">H", len(tags))
        + b"".join((b"\1" if k in v["transitiveTagKeys"] else b"\0") + long(k) + long(t) for k, t in tags)
    )


def verify_session(v):
    session_key = unwrap(kdf(B(v["rootKey"]), b"trent/v1/session-key", b""), v["sessionKeyId"].encode(), B(v["wrappedSessionKey"]))
    token = base64.urlsafe_b64decode(v["token"] + "=" * (-len(v["token"]) % 4))
    assert base64.urlsafe_b64encode(token).decode().rstrip("=") == v["token"]
    assert token[0] == 1 and token[1:9] == B(v["sessionKeyId"])
    key = kdf(session_key, b"trent/v1/session-token", token[1:25])
    assert token[:37] + AESGCM(key).encrypt(token[25:37], payload(v), token[:37]) == token
    assert AESGCM(key).decrypt(token[25:37], token[37:], token[:37]) == payload(v)
    bits = int.from_bytes(base64.b32decode(v["accessKeyId"][4:]), "big")
    assert v["accessKeyId"][:4] == "ASIA" and bits >> 79 == 1 and f"{bits >> 39 & (1 << 40) - 1:012d}" == v["account"]


def verify_row(v):
    row_key = unwrap(kdf(B(v["rootKey"]), b"trent/v1/row-key", b""), v["name"].encode(), B(v["wrappedRowKey"]))
    block = lambda b: struct.pack(">I", len(b)) + b
    message = block(b"trent/v1/row") + block(v["table"].encode())
    for name, kind, value in v["columns"]:
        if value is not None:
            message += block(name.encode()) + kind.encode() + block(B(value) if kind == "B" else value.encode())
    assert hmac.digest(row_key, message, "sha256") == B(v["mac"])


def verify_record(v):
    line, payload = v["line"].encode(), v["payload"].encode()
    digest = hashlib.sha256(B(v["previous"]) + struct.pack(">Q", v["seq"]) + payload).hexdigest()
    assert line.rstrip(b" \n") == b'{"seq":%d,"hash":"%s",' % (v["seq"], digest.encode()) + payload[1:]
    assert v["endsBatch"] == (line.endswith(b" \n") and v["end"] % 4096 == 0)


def verify_packed(v):
    """A block is its own gzip member. What a program compresses it to may differ, so only unpacking is compared."""
    block = B(v["block"])
    try:
        plain = zlib.decompress(block, 31).decode()
    except zlib.error:
        plain = None
    assert plain == v["plain"]
    if plain is not None:
        assert block[:16] == B("1f8b08040000000000ff0c0054720800")
        assert struct.unpack("<II", block[16:24]) == (len(block), len(plain.encode()))


for name, check in ("vectors.json", verify), ("session-vectors.json", verify_session), ("row-vectors.json", verify_row), \
        ("audit-vectors.json", verify_record), ("packed-vectors.json", verify_packed):
    vectors = json.loads(pathlib.Path(__file__).with_name(name).read_text())
    for vector in vectors:
        check(vector)
    print(f"{len(vectors)} vectors of {name} hold")
