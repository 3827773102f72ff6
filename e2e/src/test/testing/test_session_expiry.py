"""Tests as a user writes them with trent_clock.py; the environment says where the server is."""

import datetime

import boto3
import botocore.exceptions
import pytest


def test_a_session_expires_in_a_year(trent_clock):
    keys = boto3.client("sts").get_session_token()["Credentials"]
    temporary = boto3.client(
        "sts",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    temporary.get_caller_identity()
    before = trent_clock.now()

    assert trent_clock.advance("P366D") >= before + datetime.timedelta(days=366)

    with pytest.raises(botocore.exceptions.ClientError) as refused:
        temporary.get_caller_identity()
    assert refused.value.response["Error"]["Code"] == "ExpiredToken"
    boto3.client("sts").get_caller_identity()


def test_a_timedelta_is_taken(trent_clock):
    before = trent_clock.now()
    moved = trent_clock.advance(datetime.timedelta(days=1, milliseconds=1))
    assert moved - before >= datetime.timedelta(days=1, milliseconds=1)
    assert trent_clock.offset().startswith("P")


def test_a_refusal_says_why(trent_clock):
    with pytest.raises(RuntimeError, match="only goes forward"):
        trent_clock.advance("P-1D")
