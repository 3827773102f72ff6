"""The little of DER that signatures, ciphertexts and keys are written in, by hand, so that it can be done wrongly on purpose."""


def integer(number, before=b""):
    return _tagged(0x02, before + number.to_bytes(number.bit_length() // 8 + 1, "big"))


def bits(content):
    return _tagged(0x03, b"\0" + content)


def octets(content):
    return _tagged(0x04, content)


def sequence(content):
    return _tagged(0x30, content)


def content_of(der):
    """Returns what is inside of something that is shorter than 256 bytes."""
    return der[2 if der[1] < 128 else 3 :]


def _tagged(tag, content):
    size = len(content)
    length = [size] if size < 128 else [0x81, size] if size < 256 else [0x82, *size.to_bytes(2, "big")]
    return bytes([tag, *length]) + content
