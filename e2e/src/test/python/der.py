"""The little of DER that signatures and ciphertexts are written in, done by hand so that it can be done wrongly on purpose."""


def integer(number, before=b""):
    content = before + number.to_bytes(number.bit_length() // 8 + 1, "big")
    return b"\x02" + bytes([len(content)]) + content


def sequence(content):
    length = bytes([len(content)]) if len(content) < 128 else bytes([0x81, len(content)])
    return b"\x30" + length + content
