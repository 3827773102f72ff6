"""What the scripts beside this one share: clients that do not retry, and a way to expect a refusal."""
import contextlib

import boto3
import botocore.config
import botocore.exceptions

REGION = "us-east-1"
ACCOUNT = "000000000000"
OTHER_ACCOUNT = "111122223333"


def client(service="kms", region=REGION, account=None, **settings):
    """Returns a client of the environment's server; any account number is a root access key of a development server."""
    if account:
        settings.update(aws_access_key_id=account, aws_secret_access_key="test")
    # Refusals by the service are wanted here, so boto3 must not check the parameters itself, nor try again.
    config = botocore.config.Config(retries={"total_max_attempts": 1}, parameter_validation=False)
    return boto3.client(service, region_name=region, config=config.merge(settings.pop("config", botocore.config.Config())), **settings)


@contextlib.contextmanager
def refused(code, message=None):
    """Expects the call inside to be refused with this code and exactly this message ("" where AWS gives none)."""
    try:
        yield
    except botocore.exceptions.ClientError as refusal:
        error = refusal.response["Error"]
        assert error["Code"] == code, error
        assert message is None or error.get("Message", "") == message, error
        return
    raise AssertionError(f"expected {code}: {message}")


def arn(kind_and_id, account=ACCOUNT, region=REGION):
    return f"arn:aws:kms:{region}:{account}:{kind_and_id}"


def equal(actual, expected):
    assert actual == expected, f"expected {expected!r}, got {actual!r}"
