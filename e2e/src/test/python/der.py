"""The little of DER that signatures, ciphertexts and keys are written in, by hand, so that it can be done wrongly on purpose."""


def integer(number, before=b""):
    content = before + number.to_bytes(number.bit_length() // 8 + 1, "big")
    return b"\x02" + bytes([len(content)]) + content


def sequence(content):
    length = bytes([len(content)]) if len(content) < 128 else bytes([0x81, len(content)])
    return b"\x30" + length + content


def octets(content):
    return b"\x04" + bytes([len(content)]) + content


def bits(content):
    return b"\x03" + bytes([len(content) + 1, 0]) + content
