"""A secret encapsulated by others to the public key of Trent is decapsulated by Trent; boto3 has no methods for either yet."""
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import mlkem

from expect import equal, refused
from raw import call
from specs import ML_KEM_CIPHERTEXT_BYTES, flipped, has_usage, key, public_key

WOULD = "The request would have succeeded, but the DryRun option is set."


def encapsulate(arn):
    answer = call("Encapsulate", KeyId=arn, EncapsulationAlgorithm="ML_KEM")
    equal((answer["KeyId"], answer["EncapsulationAlgorithm"], len(answer["SharedSecret"])), (arn, "ML_KEM", 32))
    return answer["SharedSecret"], answer["SharedSecretCiphertextBlob"]


def decapsulate(arn, ciphertext):
    answer = call("Decapsulate", KeyId=arn, EncapsulationAlgorithm="ML_KEM", SharedSecretCiphertextBlob=ciphertext)
    equal((answer["KeyId"], answer["EncapsulationAlgorithm"], len(answer["SharedSecret"])), (arn, "ML_KEM", 32))
    return answer["SharedSecret"]


for spec, size in ML_KEM_CIPHERTEXT_BYTES.items():
    arn = key(spec, "ENCAPSULATE_DECAPSULATE")
    secret, ciphertext = encapsulate(arn)
    equal(len(ciphertext), size)
    equal(decapsulate(arn, ciphertext), secret)
    assert encapsulate(arn) != (secret, ciphertext)

    # The library has no ML-KEM-512; Java's tests have.
    if spec != "ML_KEM_512":
        theirs = serialization.load_der_public_key(public_key(arn))
        assert isinstance(theirs, mlkem.MLKEM768PublicKey if spec == "ML_KEM_768" else mlkem.MLKEM1024PublicKey)
        for _ in range(5):
            offline_secret, offline_ciphertext = theirs.encapsulate()
            equal(decapsulate(arn, offline_ciphertext), offline_secret)

    # A ciphertext that nobody made gives a secret that nobody knows, the same each time, and no error to learn from.
    for position in 0, size // 2, -1:
        nobodys = decapsulate(arn, flipped(ciphertext, position))
        assert nobodys != secret
        equal(decapsulate(arn, flipped(ciphertext, position)), nobodys)
    decapsulate(arn, bytes(size))
    for wrong in ciphertext[:-1], ciphertext + b"\0", b"\0", bytes(6144):
        with refused("InvalidCiphertextException", ""):
            decapsulate(arn, wrong)
    other = "ML_KEM_768" if spec != "ML_KEM_768" else "ML_KEM_512"
    with refused("InvalidCiphertextException", ""):
        decapsulate(key(other, "ENCAPSULATE_DECAPSULATE"), ciphertext)

    with refused("ValidationException"):
        call("Encapsulate", KeyId=arn)
    with refused("ValidationException"):
        call("Encapsulate", KeyId=arn, EncapsulationAlgorithm="RSA_KEM")
    with refused("ValidationException"):
        call("Decapsulate", KeyId=arn, EncapsulationAlgorithm="ML_KEM")
    with refused("DryRunOperationException", WOULD):
        call("Encapsulate", KeyId=arn, EncapsulationAlgorithm="ML_KEM", DryRun=True)
    with refused("DryRunOperationException", WOULD):
        call("Decapsulate", KeyId=arn, EncapsulationAlgorithm="ML_KEM", SharedSecretCiphertextBlob=ciphertext, DryRun=True)

for spec, usage in ("ML_DSA_44", "SIGN_VERIFY"), ("ECC_NIST_P256", "KEY_AGREEMENT"), ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"):
    arn = key(spec, usage)
    with has_usage(arn, usage, "Encapsulate"):
        call("Encapsulate", KeyId=arn, EncapsulationAlgorithm="ML_KEM")
    with has_usage(arn, usage, "Decapsulate"):
        call("Decapsulate", KeyId=arn, EncapsulationAlgorithm="ML_KEM", SharedSecretCiphertextBlob=bytes(768))
