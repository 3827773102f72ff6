"""GetCallerIdentity by call and by a presigned address, which is how other systems prove who somebody is."""
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree

from expect import ACCOUNT, OTHER_ACCOUNT, client, equal

NAMESPACE = "{https://sts.amazonaws.com/doc/2011-06-15/}"


def presigned(account=None, **arguments):
    # Without a method the address would be good for a POST, as the model of STS has it.
    return client("sts", account=account).generate_presigned_url("get_caller_identity", HttpMethod="GET", **arguments)


def fetch(url):
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, xml.etree.ElementTree.fromstring(answer.read())
    except urllib.error.HTTPError as refusal:
        return refusal.code, xml.etree.ElementTree.fromstring(refusal.read())


for account in ACCOUNT, OTHER_ACCOUNT:
    identity = client("sts", account=None if account == ACCOUNT else account).get_caller_identity()
    equal(identity["Account"], account)
    equal(identity["Arn"], f"arn:aws:iam::{account}:root")
    equal(identity["UserId"], account)

    status, answer = fetch(presigned(account=None if account == ACCOUNT else account))
    equal(status, 200)
    equal(answer.findtext(f".//{NAMESPACE}Arn"), f"arn:aws:iam::{account}:root")
    equal(answer.findtext(f".//{NAMESPACE}Account"), account)

url = presigned()
parameters = dict(urllib.parse.parse_qsl(url.partition("?")[2]))
for name, value in (
    ("X-Amz-Signature", "0" * 64),
    ("X-Amz-Expires", "3601"),
    ("X-Amz-Date", parameters["X-Amz-Date"][:-2] + ("1Z" if parameters["X-Amz-Date"][-2] == "0" else "0Z")),
):
    spoilt = urllib.parse.urlencode({**parameters, name: value})
    status, answer = fetch(url.partition("?")[0] + "?" + spoilt)
    equal((name, status, answer.findtext(f".//{NAMESPACE}Code")), (name, 403, "SignatureDoesNotMatch"))

status, answer = fetch(presigned(ExpiresIn=604801))
assert status in (400, 403), status
status, answer = fetch(url.partition("?")[0] + "?Action=GetCallerIdentity&Version=2011-06-15")
equal((status, answer.findtext(f".//{NAMESPACE}Code")), (403, "MissingAuthenticationToken"))
