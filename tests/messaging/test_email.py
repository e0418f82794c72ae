"""E-mails leave by Django's backend of the settings, and what became of each is kept, sealed."""

import smtplib
from socketserver import BaseRequestHandler, TCPServer
from threading import Thread

import pytest
from django.core import mail
from django.db import connection

from nhipcau.messaging import api as messaging
from nhipcau.messaging.models import EmailMessage
from tests.conftest import NOON

TO = "hai.yen@congty.example"
WORDS = "Phiên ngày 26/11 dời sang 03/12.\n\nTrung tâm (mẫu)"


def send(to: str = TO, subject: str = "Phiên dời ngày") -> EmailMessage:
    return messaging.send_email(to=to, subject=subject, words=WORDS, purpose="fair-1-2", now=NOON)


def test_an_email_leaves_with_its_words_and_is_kept(db: None) -> None:
    message = send()

    (left,) = mail.outbox
    assert (left.to, left.subject, left.body) == ([TO], "Phiên dời ngày", WORDS)
    assert (message.state, message.error, message.at) == ("sent", "", NOON)


def test_a_line_break_in_a_subject_adds_no_header(db: None) -> None:
    message = send(subject="Phiên\r\nBcc: everybody@else.example")

    assert mail.outbox[0].message().get_all("Bcc") is None
    assert message.subject == "Phiên Bcc: everybody@else.example"


@pytest.mark.parametrize("to", ["", "hai yen", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example"])
def test_what_is_no_address_gets_nothing_and_breaks_nobodys_work(db: None, to: str) -> None:
    assert (send(to).state, send(to).error) == ("failed", "This is not an e-mail address.")
    assert mail.outbox == []


class Refuses(BaseRequestHandler):
    """A mail server that takes no mail, and repeats the address in its words."""

    def handle(self) -> None:
        self.request.sendall(b"220 ready\r\n")
        for line in self.request.makefile("rb"):
            self.request.sendall(
                b"550 <hai.yen@congty.example> unknown\r\n" if line.upper().startswith(b"RCPT") else b"250 ok\r\n"
            )


def test_a_refusal_of_the_server_is_kept_without_the_address(db: None, settings) -> None:
    with TCPServer(("127.0.0.1", 0), Refuses) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        message = send()
        server.shutdown()

    assert message.state == "failed"
    assert message.error.startswith(smtplib.SMTPRecipientsRefused.__name__)
    assert TO not in message.error


def test_a_server_that_is_not_there_is_kept_as_failed(db: None, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert send().state == "failed"


def test_address_and_words_cannot_be_read_in_the_database(db: None) -> None:
    send()

    with connection.cursor() as cursor:
        cursor.execute('SELECT "to" || to_index || subject || words || error FROM messaging_emailmessage')
        kept = cursor.fetchone()[0]
    assert "yen" not in kept
    assert "Phi" not in kept.split(":", 1)[0]


def test_an_address_is_found_again_however_it_was_written(db: None) -> None:
    message = send("  Hai.Yen@CongTy.example ")

    assert message.to_index == messaging.email_index(TO)
    assert messaging.told_of("fair-1-2") == {messaging.email_index(TO)}
    assert messaging.told_of("fair-1-3") == set()


def test_the_demo_shows_the_newest_first_and_a_centre_nothing(db: None, settings) -> None:
    _first, second, third = send(), send(), send()

    assert list(messaging.recent_emails_for_demo(2)) == [third, second]
    settings.DEMO = False
    assert list(messaging.recent_emails_for_demo()) == []
