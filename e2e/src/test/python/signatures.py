"""Only what was signed with the right secret, just now and for this service, is answered."""
import datetime
import http.client
import json
import os
import re
import urllib.parse

import botocore
import botocore.auth
import botocore.awsrequest
import botocore.config
import botocore.credentials

from expect import REGION, arn, client, equal, refused

MISMATCH = (
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
    "and signing method. Consult the service documentation for details."
)
ENDPOINT = os.environ["AWS_ENDPOINT_URL"]


def send(service="kms", body=b"{}", target="TrentService.ListKeys", sign_target=True, spoil=lambda request: None):
    """Signs with botocore, lets the request be spoilt, and sends it as it then is."""
    headers = {"Content-Type": "application/x-amz-json-1.1"}
    if sign_target:
        headers["X-Amz-Target"] = target
    request = botocore.awsrequest.AWSRequest("POST", ENDPOINT + "/", headers=headers, data=body)
    botocore.auth.SigV4Auth(botocore.credentials.Credentials("test", "test"), service, REGION).add_auth(request)
    if not sign_target:
        request.headers["X-Amz-Target"] = target
    spoil(request)
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(ENDPOINT).netloc)
    connection.request("POST", "/", request.data, dict(request.headers.items()))
    answer = connection.getresponse()
    parsed = json.loads(answer.read() or b"{}")
    connection.close()
    return answer.status, parsed.get("__type"), parsed.get("message")


class Clock:
    """Shifts the time that botocore signs with."""

    def __init__(self, minutes):
        self.shift = datetime.timedelta(minutes=minutes)

    def __enter__(self):
        self.real = botocore.auth.get_current_datetime
        botocore.auth.get_current_datetime = lambda *a, **k: self.real(*a, **k) + self.shift

    def __exit__(self, *unused):
        botocore.auth.get_current_datetime = self.real


equal(send()[0], 200)

with refused("InvalidSignatureException", MISMATCH):
    client(aws_access_key_id="test", aws_secret_access_key="wrong").list_keys()
with refused("UnrecognizedClientException", "The security token included in the request is invalid."):
    client(aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="test").list_keys()
with refused("UnrecognizedClientException", "The security token included in the request is invalid."):
    client(aws_access_key_id="test", aws_secret_access_key="test", aws_session_token="invented").list_keys()
with refused("MissingAuthenticationTokenException", "Missing Authentication Token"):
    client(config=botocore.config.Config(signature_version=botocore.UNSIGNED)).list_keys()

for minutes in -4, 4:
    with Clock(minutes):
        client().list_keys()
for minutes, text in (
    (-6, r"Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)"),
    (6, r"Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)"),
):
    with Clock(minutes):
        status, code, message = send()
    equal((status, code), (400, "InvalidSignatureException"))
    assert re.fullmatch(text, message), message


def other_body(request):
    request.data = b'{"Limit":1}'


def other_target(request):
    request.headers.replace_header("X-Amz-Target", "TrentService.CreateKey")


def upper_case_signature(request):
    head, _, signature = request.headers["Authorization"].partition("Signature=")
    request.headers.replace_header("Authorization", head + "Signature=" + signature.upper())


for spoil in other_body, other_target, upper_case_signature:
    equal((spoil.__name__, *send(spoil=spoil)[:2]), (spoil.__name__, 400, "InvalidSignatureException"))
equal(send(sign_target=False)[:2], (400, "InvalidSignatureException"))
equal(
    send(service="sts"),
    (400, "InvalidSignatureException", "Credential should be scoped to correct service: 'kms'. "),
)
equal(send(target="TrentService.Nonsense")[:2], (400, "UnknownOperationException"))
equal(send(body=b"{")[:2], (400, "SerializationException"))
equal(send(body=b'{"Limit":"ten"}')[:2], (400, "SerializationException"))

# The Region is the one that was signed for, and each has its own keys.
here, there = client(), client(region="eu-west-1")
key = there.create_key()["KeyMetadata"]
equal(key["Arn"], arn("key/" + key["KeyId"], region="eu-west-1"))
with refused("NotFoundException", f"Key '{arn('key/' + key['KeyId'])}' does not exist"):
    here.describe_key(KeyId=key["KeyId"])

answer = here.list_keys()["ResponseMetadata"]
assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", answer["RequestId"]), answer
equal(answer["HTTPHeaders"]["content-type"], "application/x-amz-json-1.1")
assert "date" in answer["HTTPHeaders"], answer
