"""Calls as the JSON that they are on the wire, for those that boto3 has no methods for yet."""
import base64
import json
import os

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.exceptions
import botocore.httpsession

from expect import REGION

BLOBS = {"CiphertextBlob", "Mac", "Plaintext", "PublicKey", "SharedSecret", "SharedSecretCiphertextBlob", "Signature"}
_session = botocore.httpsession.URLLib3Session()


def call(operation, access_key=None, secret=None, **members):
    """Signs and sends a call, of the environment's caller unless told, and returns the answer or raises the refusal as boto3 would."""
    credentials = botocore.credentials.Credentials(access_key or os.environ["AWS_ACCESS_KEY_ID"], secret or os.environ["AWS_SECRET_ACCESS_KEY"])
    body = json.dumps({name: base64.b64encode(value).decode() if isinstance(value, bytes) else value for name, value in members.items()}).encode()
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService." + operation}
    request = botocore.awsrequest.AWSRequest("POST", os.environ["AWS_ENDPOINT_URL"] + "/", headers=headers, data=body)
    botocore.auth.SigV4Auth(credentials, "kms", REGION).add_auth(request)
    answer = _session.send(request.prepare())
    found = json.loads(answer.content or b"{}")
    if answer.status_code != 200:
        raise botocore.exceptions.ClientError({"Error": {"Code": found["__type"], "Message": found.get("message", "")}}, operation)
    return {name: base64.b64decode(value) if name in BLOBS else value for name, value in found.items()}
