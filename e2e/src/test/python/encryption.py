"""What goes in comes out: every size, every alphabet, every way to make a ciphertext."""
from expect import arn, client, equal

kms = client()
key = kms.create_key(Description="Ключ – 鍵 – 🔑")["KeyMetadata"]["KeyId"]
equal(kms.describe_key(KeyId=key)["KeyMetadata"]["Description"], "Ключ – 鍵 – 🔑")

contexts = {}, {"a": ""}, {"Größe": "très grand", "鍵": "🔑", 'quote"': "back\\slash\n"}
for size in 1, 15, 16, 17, 1000, 4095, 4096:
    plaintext = bytes(i * 31 % 256 for i in range(size))
    for context in contexts:
        sealed = kms.encrypt(KeyId=key, Plaintext=plaintext, EncryptionContext=context)
        equal((sealed["KeyId"], sealed["EncryptionAlgorithm"]), (arn("key/" + key), "SYMMETRIC_DEFAULT"))
        assert size < len(sealed["CiphertextBlob"]) <= 6144, len(sealed["CiphertextBlob"])
        reversed_context = dict(reversed(context.items()))
        opened = kms.decrypt(CiphertextBlob=sealed["CiphertextBlob"], EncryptionContext=reversed_context)
        equal(opened["Plaintext"], plaintext)
        equal((opened["KeyId"], opened["EncryptionAlgorithm"]), (arn("key/" + key), "SYMMETRIC_DEFAULT"))
        assert len(opened["KeyMaterialId"]) == 64, opened

twice = {kms.encrypt(KeyId=key, Plaintext=b"same")["CiphertextBlob"] for _ in range(10)}
equal(len(twice), 10)

for sizes, length in (({"KeySpec": "AES_128"}, 16), ({"KeySpec": "AES_256"}, 32), ({"NumberOfBytes": 1024}, 1024)):
    made = kms.generate_data_key(KeyId=key, EncryptionContext=contexts[2], **sizes)
    equal((len(made["Plaintext"]), made["KeyId"]), (length, arn("key/" + key)))
    equal(
        kms.decrypt(CiphertextBlob=made["CiphertextBlob"], EncryptionContext=contexts[2])["Plaintext"],
        made["Plaintext"],
    )
    hidden = kms.generate_data_key_without_plaintext(KeyId=key, **sizes)
    assert "Plaintext" not in hidden, hidden
    equal(len(kms.decrypt(CiphertextBlob=hidden["CiphertextBlob"])["Plaintext"]), length)

other = kms.create_key()["KeyMetadata"]["KeyId"]
blob = kms.encrypt(KeyId=key, Plaintext=b"moving", EncryptionContext=contexts[2])["CiphertextBlob"]
moved = kms.re_encrypt(
    CiphertextBlob=blob,
    SourceEncryptionContext=contexts[2],
    DestinationKeyId=other,
    DestinationEncryptionContext=contexts[1],
)
equal((moved["SourceKeyId"], moved["KeyId"]), (arn("key/" + key), arn("key/" + other)))
equal(kms.decrypt(CiphertextBlob=moved["CiphertextBlob"], EncryptionContext=contexts[1])["Plaintext"], b"moving")
equal(kms.decrypt(CiphertextBlob=blob, EncryptionContext=contexts[2])["Plaintext"], b"moving")

equal(len(kms.generate_random(NumberOfBytes=1024)["Plaintext"]), 1024)
