"""Accounts do not see each other's keys, and learn nothing about them by asking."""
from expect import OTHER_ACCOUNT, arn, client, equal, refused

mine, theirs = client(), client(account=OTHER_ACCOUNT)
key = mine.create_key()["KeyMetadata"]["KeyId"]
mine.create_alias(AliasName="alias/private", TargetKeyId=key)
blob = mine.encrypt(KeyId=key, Plaintext=b"mine")["CiphertextBlob"]
absent = "12345678-1234-1234-1234-123456789012"


def denied(operation):
    return refused(
        "AccessDeniedException",
        f"User: arn:aws:iam::{OTHER_ACCOUNT}:root is not authorized to perform: kms:{operation} on this resource "
        "because the resource does not exist in this Region, no resource-based policies allow access, or a "
        "resource-based policy explicitly denies access",
    )


# A key that is there and one that is not get the same answer.
for name in arn("key/" + key), arn("key/" + absent), arn("alias/private"), arn("alias/absent"):
    with denied("DescribeKey"):
        theirs.describe_key(KeyId=name)
    with denied("Encrypt"):
        theirs.encrypt(KeyId=name, Plaintext=b"x")
    with denied("GenerateDataKey"):
        theirs.generate_data_key(KeyId=name, KeySpec="AES_256")
with refused(
    "AccessDeniedException",
    f"User: arn:aws:iam::{OTHER_ACCOUNT}:root is not authorized to perform: kms:Decrypt on the resource associated "
    "with this ciphertext because the resource does not exist in this Region, no resource-based policies allow "
    "access, or a resource-based policy explicitly denies access",
):
    theirs.decrypt(CiphertextBlob=blob)
with refused("NotFoundException", f"Key '{arn('key/' + key, account=OTHER_ACCOUNT)}' does not exist"):
    theirs.describe_key(KeyId=key)
equal([k for k in theirs.list_keys(Limit=1000)["Keys"] if k["KeyId"] == key], [])
