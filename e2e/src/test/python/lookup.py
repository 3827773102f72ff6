"""LookupEvents finds an event as soon as its call was answered, page by page, in one account and Region."""
import json

import botocore.config
from expect import client, equal

account = "555566667777"
# An account has two look-ups a second; every client tries again.
retrying = botocore.config.Config(retries={"mode": "standard", "total_max_attempts": 20})
kms, trail = client("kms", account=account), client("cloudtrail", account=account, config=retrying)


def found(trail=trail, size=50, **attribute):
    wanted = [{"AttributeKey": key, "AttributeValue": value} for key, value in attribute.items()]
    pages = trail.get_paginator("lookup_events").paginate(LookupAttributes=wanted, PaginationConfig={"PageSize": size})
    return [event for page in pages for event in page["Events"]]


key = kms.create_key()["KeyMetadata"]["Arn"]
for _ in range(5):
    kms.encrypt(KeyId=key, Plaintext=b"x")

events = found(ResourceName=key, size=2)
equal([event["EventName"] for event in events], ["Encrypt"] * 5 + ["CreateKey"])
created = events[-1]
record = json.loads(created["CloudTrailEvent"])
equal(created["EventId"], record["eventID"])
equal(created["EventTime"].strftime("%Y-%m-%dT%H:%M:%S"), record["eventTime"].rstrip("Z"))
equal((created["ReadOnly"], created["Username"], created["EventSource"]), ("false", "root", "kms.amazonaws.com"))
equal(created["Resources"], [{"ResourceType": "AWS::KMS::Key", "ResourceName": key}])
equal(found(EventId=created["EventId"]), [created])
equal(found(client("cloudtrail", account="666677778888"), ResourceName=key), [])
