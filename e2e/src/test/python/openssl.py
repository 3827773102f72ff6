"""The command line of OpenSSL, from bytes to bytes."""
import pathlib
import subprocess
import tempfile


class Refused(Exception):
    """OpenSSL does not do it, or says that a signature is none."""


def openssl(*arguments, **files):
    """Runs `openssl …` where these files are, each under the name of its argument, and returns what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            pathlib.Path(folder, name).write_bytes(content)
        ran = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, timeout=60)
    if ran.returncode:
        raise Refused(f"{arguments}: {ran.stdout!r} {ran.stderr.decode(errors='replace')}")
    return ran.stdout


def accepts_public_key(public):
    """Returns what OpenSSL says of a SubjectPublicKeyInfo; the same bytes must come out as went in."""
    assert openssl("pkey", "-pubin", "-inform", "DER", "-in", "public", "-outform", "DER", public=public) == public
    return openssl("pkey", "-pubin", "-inform", "DER", "-in", "public", "-noout", "-text", public=public).decode()


def outline(der):
    """Returns the ASN.1 of some DER, line by line."""
    return openssl("asn1parse", "-inform", "DER", "-in", "der", der=der).decode()


def public_of(private):
    """Returns the SubjectPublicKeyInfo that belongs to a PKCS#8 private key."""
    return openssl("pkey", "-inform", "DER", "-in", "private", "-pubout", "-outform", "DER", private=private)


def new_key(*options):
    """Returns a new private key as PKCS#8, made as `openssl genpkey` is told."""
    private = openssl("genpkey", *options, "-outform", "DER")
    return openssl("pkcs8", "-topk8", "-nocrypt", "-inform", "DER", "-in", "private", "-outform", "DER", private=private)
