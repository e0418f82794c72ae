"""Text messages leave by the channel of the settings, and what became of each is kept."""

import json
import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from nhipcau.accounts.api import phone_index
from nhipcau.messaging import api as messaging
from nhipcau.messaging.models import SmsMessage
from tests.conftest import NOON

GATEWAY = "nhipcau.messaging.sms.gateway.HttpGateway"
WORDS = "Mã của bạn là 123456"


class FakeGateway(HTTPServer):
    """Takes messages as a gateway does; `status` is what it answers."""

    status = 200
    taken: list[tuple[str, dict[str, str]]]


class Handler(BaseHTTPRequestHandler):
    server: FakeGateway

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.taken.append((self.headers["Authorization"], body))
        if self.server.status == 0:
            self.wfile.write(b"nonsense\r\n\r\n")
            return
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def gateway(settings) -> Iterator[FakeGateway]:
    server = FakeGateway(("127.0.0.1", 0), Handler)
    server.taken = []
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    settings.SMS_CHANNEL = GATEWAY
    settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{server.server_port}/send"
    settings.SMS_GATEWAY_TOKEN = "a token"
    yield server
    server.shutdown()
    server.server_close()


def send(to: str = "0912 345 678") -> SmsMessage:
    return messaging.send_sms(to=to, words=WORDS, purpose="sign-in", now=NOON)


def test_the_gateway_gets_number_words_and_token(db: None, gateway: FakeGateway) -> None:
    message = send()

    assert gateway.taken == [("Bearer a token", {"to": "0912345678", "text": WORDS})]
    assert (message.state, message.error, message.to_index) == ("sent", "", phone_index("0912345678"))


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, "The gateway answered 401."),
        (500, "The gateway answered 500."),
        (302, "The gateway answered 302."),
        (0, "The gateway's answer made no sense: BadStatusLine."),
    ],
)
def test_a_refusal_is_kept_and_breaks_nobodys_work(db: None, gateway: FakeGateway, status: int, error: str) -> None:
    gateway.status = status

    message = send()

    assert (message.state, message.error) == ("failed", error)
    assert len(gateway.taken) == 1


def test_a_gateway_that_is_not_there_is_kept_as_failed(db: None, gateway: FakeGateway) -> None:
    gateway.shutdown()
    gateway.server_close()

    assert send().state == "failed"


@pytest.mark.parametrize("address", ["", "ftp://gateway.example/", "http://gateway.example/", "file:///etc/hosts"])
def test_the_token_never_leaves_in_clear(db: None, gateway: FakeGateway, settings, address: str) -> None:
    settings.SMS_GATEWAY_URL = address

    assert send().error == "SMS_GATEWAY_URL is not an https address."
    assert gateway.taken == []


def test_number_and_words_cannot_be_read_in_the_database(db: None) -> None:
    send()

    with connection.cursor() as cursor:
        cursor.execute('SELECT "to" || to_index || words FROM messaging_smsmessage')
        kept = cursor.fetchone()[0]
    assert "123456" not in kept.replace(phone_index("0912345678"), "")
    assert "912345678" not in kept


def test_the_demo_shows_the_newest_first_and_a_centre_nothing(db: None, settings) -> None:
    first, second, third = send(), send(), send()

    assert list(messaging.recent_for_demo(2)) == [third, second]
    settings.DEMO = False
    assert list(messaging.recent_for_demo()) == []
    assert SmsMessage.objects.filter(pk=first.pk).exists()


def test_the_visible_channel_is_refused_in_a_real_centre(db: None, settings) -> None:
    settings.DEMO = False

    with pytest.raises(ImproperlyConfigured):
        send()
    assert not SmsMessage.objects.exists()


@pytest.mark.promise("R53")
def test_the_daily_budget_raises_an_alarm(db: None, settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.SMS_DAILY_BUDGET = 2
    with caplog.at_level(logging.ERROR):
        send()
        assert caplog.records == []
        send()
    assert len(caplog.records) == 1
