"""Pages join to the whole list, each entry once."""
from expect import client, equal

kms = client(account="222233334444")
keys = [kms.create_key()["KeyMetadata"]["KeyId"] for _ in range(7)]


def joined(operation, member, size, **arguments):
    pages = list(kms.get_paginator(operation).paginate(PaginationConfig={"PageSize": size}, **arguments))
    for page in pages[:-1]:
        equal(page["Truncated"], True)
        assert page["NextMarker"], page
    equal(pages[-1]["Truncated"], False)
    assert "NextMarker" not in pages[-1], pages[-1]
    assert all(len(page[member]) <= size for page in pages), pages
    return [entry for page in pages for entry in page[member]]


for size in 1, 2, 3, 7, 8, 1000:
    listed = joined("list_keys", "Keys", size)
    equal(sorted(entry["KeyId"] for entry in listed), sorted(keys))

for number, key in enumerate(keys):
    for name in "a", "b":
        kms.create_alias(AliasName=f"alias/{name}/{number}", TargetKeyId=key)
names = sorted(f"alias/{name}/{number}" for name in "ab" for number in range(7))
for size in 1, 5, 100:
    listed = joined("list_aliases", "Aliases", size)
    equal(sorted(a["AliasName"] for a in listed if not a["AliasName"].startswith("alias/aws/")), names)
of_one = joined("list_aliases", "Aliases", 1, KeyId=keys[3])
equal(sorted(a["AliasName"] for a in of_one), ["alias/a/3", "alias/b/3"])
equal({a["TargetKeyId"] for a in of_one}, {keys[3]})

tags = [{"TagKey": f"key-{i}", "TagValue": f"värde {i}"} for i in range(50)]
kms.tag_resource(KeyId=keys[0], Tags=tags)
for size in 1, 7, 50:
    equal(joined("list_resource_tags", "Tags", size, KeyId=keys[0]), tags)

equal(joined("list_key_policies", "PolicyNames", 1, KeyId=keys[0]), ["default"])
