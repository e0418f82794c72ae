from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.foundation.files import api as files
from tests.accounts.factories import UserFactory
from tests.accounts.signing import sign_in
from tests.conftest import NOON


@pytest.fixture
def kept(db: None) -> Iterator[files.StoredFile]:
    owner = UserFactory()
    files.guard("test")(lambda user, file: user == file.by)
    yield files.keep(name="Lương.csv", body=b"a;b\n1;2\n", kinds=[files.Kind.CSV], purpose="test", by=owner, now=NOON)
    files._guards.pop("test")


def test_its_owner_gets_it_back_as_a_download(client: Client, kept: files.StoredFile) -> None:
    answer = sign_in(client, kept.by).get(reverse("file", args=[kept.token]))

    assert answer.content == b"a;b\n1;2\n"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''L%C6%B0%C6%A1ng.csv"
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_for_anybody_else_it_is_not_there(client: Client, kept: files.StoredFile) -> None:
    sign_in(client, UserFactory())
    assert client.get(reverse("file", args=[kept.token])).status_code == 404
    assert client.get(reverse("file", args=["0" * 32])).status_code == 404
