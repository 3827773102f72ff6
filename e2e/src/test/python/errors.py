"""Every refusal carries AWS's own code and, where it is known, AWS's own text."""
import botocore.exceptions

from expect import arn, client, equal, refused

MISSING = "12345678-1234-1234-1234-123456789012"
CAPITALS = "786CA7CD-B74B-42B3-B887-902AD7AB6429"
WRONG_KEY = "The key ID in the request does not identify a CMK that can perform this operation."

kms = client()


def create_key():
    return kms.create_key()["KeyMetadata"]["KeyId"]


def constraint(member, text, value=None):
    shown = "Value" if value is None else f"Value '{value}'"
    return f"1 validation error detected: {shown} at '{member}' failed to satisfy constraint: Member must {text}"


def identifiers():
    with refused("NotFoundException", f"Key '{arn('key/' + MISSING)}' does not exist"):
        kms.describe_key(KeyId=MISSING)
    with refused("NotFoundException", f"Key '{arn('key/' + MISSING)}' does not exist"):
        kms.encrypt(KeyId=arn("key/" + MISSING), Plaintext=b"x")
    for nonsense in "invalid", MISSING.replace("-", ""), "mrk-fake-key-id":
        with refused("NotFoundException", f"Invalid keyId '{nonsense}'"):
            kms.describe_key(KeyId=nonsense)
    with refused("NotFoundException", f"Key '{arn('key/' + CAPITALS)}' does not exist"):
        kms.describe_key(KeyId=CAPITALS)
    with refused("NotFoundException", "Invalid keyId foo"):
        kms.describe_key(KeyId=arn("key/foo"))
    with refused("NotFoundException", "Invalid arn eu-west-1"):
        kms.describe_key(KeyId=arn("key/" + MISSING, region="eu-west-1"))
    with refused("NotFoundException", f"Alias {arn('alias/none')} is not found."):
        kms.encrypt(KeyId="alias/none", Plaintext=b"x")
    with refused("NotFoundException", f"Alias {arn('alias/none')} is not found."):
        kms.describe_key(KeyId=arn("alias/none"))


def states():
    key = create_key()
    blob = kms.encrypt(KeyId=key, Plaintext=b"x")["CiphertextBlob"]
    with refused("KMSInvalidStateException", f"{arn('key/' + key)} is not pending deletion."):
        kms.cancel_key_deletion(KeyId=key)
    kms.disable_key(KeyId=key)
    kms.disable_key(KeyId=key)
    for use in (
        lambda: kms.encrypt(KeyId=key, Plaintext=b"x"),
        lambda: kms.decrypt(CiphertextBlob=blob),
        lambda: kms.generate_data_key(KeyId=key, KeySpec="AES_256"),
        lambda: kms.generate_data_key_without_plaintext(KeyId=key, KeySpec="AES_256"),
        lambda: kms.re_encrypt(CiphertextBlob=blob, DestinationKeyId=key),
    ):
        with refused("DisabledException", f"{arn('key/' + key)} is disabled."):
            use()
    kms.enable_key(KeyId=key)
    kms.schedule_key_deletion(KeyId=key)
    for change in (
        lambda: kms.encrypt(KeyId=key, Plaintext=b"x"),
        lambda: kms.decrypt(CiphertextBlob=blob),
        lambda: kms.enable_key(KeyId=key),
        lambda: kms.disable_key(KeyId=key),
        lambda: kms.schedule_key_deletion(KeyId=key),
        lambda: kms.create_alias(AliasName="alias/late", TargetKeyId=key),
        lambda: kms.tag_resource(KeyId=key, Tags=[{"TagKey": "a", "TagValue": "b"}]),
        lambda: kms.update_key_description(KeyId=key, Description="late"),
    ):
        with refused("KMSInvalidStateException", f"{arn('key/' + key)} is pending deletion."):
            change()
    with refused("ValidationException"):
        kms.schedule_key_deletion(KeyId=create_key(), PendingWindowInDays=6)


def ciphertexts():
    key, other = create_key(), create_key()
    context = {"purpose": "test"}
    blob = kms.encrypt(KeyId=key, Plaintext=b"secret", EncryptionContext=context)["CiphertextBlob"]
    equal(kms.decrypt(CiphertextBlob=blob, EncryptionContext=context)["Plaintext"], b"secret")
    flipped = bytearray(blob)
    flipped[-1] ^= 1
    for spoilt, given in (
        (blob, {}),
        (blob, {"purpose": "Test"}),
        (blob, {**context, "more": ""}),
        (blob + b"x", context),
        (blob[:-1], context),
        (blob[8:], context),
        (bytes(flipped), context),
        (b"never a ciphertext", context),
    ):
        with refused("InvalidCiphertextException", ""):
            kms.decrypt(CiphertextBlob=spoilt, EncryptionContext=given)
    with refused("IncorrectKeyException", WRONG_KEY):
        kms.decrypt(CiphertextBlob=blob, KeyId=other, EncryptionContext=context)
    with refused("IncorrectKeyException", WRONG_KEY):
        kms.re_encrypt(
            CiphertextBlob=blob, SourceKeyId=other, SourceEncryptionContext=context, DestinationKeyId=other
        )


def constraints():
    key = create_key()
    with refused("ValidationException", constraint("plaintext", "have length less than or equal to 4096")):
        kms.encrypt(KeyId=key, Plaintext=b"x" * 4097)
    with refused("ValidationException", constraint("plaintext", "have length greater than or equal to 1")):
        kms.encrypt(KeyId=key, Plaintext=b"")
    with refused("ValidationException", constraint("numberOfBytes", "have value less than or equal to 1024", 1025)):
        kms.generate_random(NumberOfBytes=1025)
    with refused("ValidationException", constraint("numberOfBytes", "have value greater than or equal to 1", 0)):
        kms.generate_random(NumberOfBytes=0)
    with refused("ValidationException", "NumberOfBytes is required."):
        kms.generate_random()
    for sizes in {}, {"KeySpec": "AES_256", "NumberOfBytes": 32}:
        with refused("ValidationException", "Please specify either number of bytes or key spec."):
            kms.generate_data_key(KeyId=key, **sizes)
    with refused("ValidationException", constraint("limit", "have value greater than or equal to 1", 0)):
        kms.list_keys(Limit=0)
    # For the kinds of data keys AWS lists those of keys.
    try:
        kms.generate_data_key(KeyId=key, KeySpec="AES_512")
        raise AssertionError("AES_512 was taken")
    except botocore.exceptions.ClientError as refusal:
        text, values = refusal.response["Error"]["Message"].split(" enum value set: ")
        equal(text, constraint("keySpec", "satisfy", "AES_512"))
        assert {"RSA_2048", "SYMMETRIC_DEFAULT", "HMAC_512"} <= set(values.strip("[]").split(", ")), values
    with refused("ValidationException", "KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT"):
        kms.create_key(KeyUsage="SIGN_VERIFY")
    with refused("InvalidMarkerException"):
        kms.list_keys(Marker="never given out")


def aliases():
    key = create_key()
    with refused(
        "ValidationException",
        'Alias must start with the prefix "alias/". '
        "Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",
    ):
        kms.create_alias(AliasName="no-prefix", TargetKeyId=key)
    with refused("ValidationException", "alias/a:b contains invalid characters for an alias"):
        kms.create_alias(AliasName="alias/a:b", TargetKeyId=key)
    with refused(
        "NotAuthorizedException", "The alias name for a customer managed CMK cannot begin with alias/aws/."
    ):
        kms.create_alias(AliasName="alias/aws/mine", TargetKeyId=key)
    kms.create_alias(AliasName="alias/once", TargetKeyId=key)
    with refused("AlreadyExistsException", f"An alias with the name {arn('alias/once')} already exists"):
        kms.create_alias(AliasName="alias/once", TargetKeyId=create_key())
    with refused("NotFoundException", f"Alias {arn('alias/never')} is not found."):
        kms.delete_alias(AliasName="alias/never")
    with refused("InvalidArnException", "Key Aliases are not supported for this operation."):
        kms.disable_key(KeyId="alias/once")


def tags():
    key = create_key()

    def tag(*pairs):
        kms.tag_resource(KeyId=key, Tags=[{"TagKey": name, "TagValue": value} for name, value in pairs])

    with refused("TagException", "Duplicate tag keys"):
        tag(("a", "1"), ("a", "2"))
    with refused("TagException", "Tags beginning with aws: are reserved"):
        tag(("AWS:mine", "1"))
    with refused("TagException", "Too many tags"):
        kms.create_key(Tags=[{"TagKey": f"k{i}", "TagValue": ""} for i in range(51)])
    long = "v" * 257
    with refused(
        "ValidationException", constraint("tags.1.member.tagValue", "have length less than or equal to 256", long)
    ):
        tag(("a", long))
    equal(kms.list_resource_tags(KeyId=key)["Tags"], [])


def policies():
    key = create_key()
    before = kms.get_key_policy(KeyId=key)["Policy"]
    statement = '{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}'
    for malformed in (
        "not a policy",
        "{}",
        '{"Version":"2012-10-18","Statement":[' + statement + "]}",
        '{"Version":"2012-10-17","Statement":[' + statement.replace("Allow", "Perhaps") + "]}",
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}',
    ):
        with refused("MalformedPolicyDocumentException"):
            kms.put_key_policy(KeyId=key, PolicyName="default", Policy=malformed)
        with refused("MalformedPolicyDocumentException"):
            kms.create_key(Policy=malformed)
    with refused("LimitExceededException"):
        kms.put_key_policy(KeyId=key, PolicyName="default", Policy=before + " " * 32768)
    with refused("NotFoundException"):
        kms.put_key_policy(KeyId=key, PolicyName="other", Policy=before)
    with refused("NotFoundException", "No such policy exists"):
        kms.get_key_policy(KeyId=key, PolicyName="other")
    equal(kms.get_key_policy(KeyId=key)["Policy"], before)


def dry_runs():
    key = create_key()
    would = "The request would have succeeded, but the DryRun option is set."
    blob = kms.encrypt(KeyId=key, Plaintext=b"x")["CiphertextBlob"]
    with refused("DryRunOperationException", would):
        kms.encrypt(KeyId=key, Plaintext=b"x", DryRun=True)
    with refused("DryRunOperationException", would):
        kms.decrypt(CiphertextBlob=blob, DryRun=True)
    with refused("DryRunOperationException", would):
        kms.generate_data_key(KeyId=key, KeySpec="AES_128", DryRun=True)
    kms.disable_key(KeyId=key)
    with refused("DisabledException", f"{arn('key/' + key)} is disabled."):
        kms.encrypt(KeyId=key, Plaintext=b"x", DryRun=True)


identifiers()
states()
ciphertexts()
constraints()
aliases()
tags()
policies()
dry_runs()
