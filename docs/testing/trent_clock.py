"""The clock of a running `trent dev`, for pytest tests that show what happens later.

Put this file beside your conftest.py, and write there:

    from trent_clock import trent_clock

A test takes it as a fixture:

    def test_a_session_expires(trent_clock):
        trent_clock.advance("P1Y")
        ...

It starts no server. The address is in the environment variable TRENT_ENDPOINT, or else in AWS_ENDPOINT_URL, or
else it is http://127.0.0.1:4599. It needs Python 3.8 and pytest, nothing else.
"""

import datetime
import json
import os
import urllib.error
import urllib.request

import pytest


class TrentClock:
    def __init__(self, endpoint=None):
        endpoint = (
            endpoint
            or os.environ.get("TRENT_ENDPOINT")
            or os.environ.get("AWS_ENDPOINT_URL")
            or "http://127.0.0.1:4599"
        )
        self._address = endpoint.rstrip("/") + "/_trent/clock"
        # The server is on this machine: no proxy is asked.
        self._http = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def now(self):
        """Returns the server's time, as a datetime in UTC."""
        return self._time(self._send(None))

    def offset(self):
        """Returns how far the server's time is ahead of the time of this machine, in ISO 8601."""
        return self._send(None)["offset"]

    def advance(self, amount):
        """Moves the server's time forward, and returns it once everything is done that became due: rotation,
        deletion, expiry. It never goes back.

        amount: a datetime.timedelta, or a text in ISO 8601 such as "P366D", "P1Y" or "PT36H".
        """
        if isinstance(amount, datetime.timedelta):
            whole = amount // datetime.timedelta(seconds=1)
            amount = "PT%d.%06dS" % (whole, (amount - datetime.timedelta(seconds=whole)).microseconds)
        return self._time(self._send({"advance": amount}))

    def _send(self, body):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._address, data=data, headers={"Content-Type": "application/json"}
        )
        try:
            with self._http.open(request) as response:
                return json.load(response)
        except urllib.error.HTTPError as refused:
            raise RuntimeError(
                "%s answered %d: %s" % (self._address, refused.code, refused.read().decode())
            ) from None
        except urllib.error.URLError as nobody:
            raise RuntimeError(
                "No 'trent dev' listens at %s: %s" % (self._address, nobody.reason)
            ) from None

    @staticmethod
    def _time(told):
        # fromisoformat knows the letter Z from Python 3.11 on, and any number of digits too.
        text = told["now"].rstrip("Z")
        form = "%Y-%m-%dT%H:%M:%S.%f" if "." in text else "%Y-%m-%dT%H:%M:%S"
        return datetime.datetime.strptime(text, form).replace(tzinfo=datetime.timezone.utc)


@pytest.fixture
def trent_clock():
    clock = TrentClock()
    # Fails with one clear sentence if there is no `trent dev`.
    clock.now()
    return clock
