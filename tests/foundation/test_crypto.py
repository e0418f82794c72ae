import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from django.test import override_settings

from nhipcau.accounts.models import User
from nhipcau.foundation.crypto import api as crypto


def test_what_was_sealed_opens_again_and_never_looks_the_same_twice() -> None:
    first, second = crypto.encrypt("024184000123"), crypto.encrypt("024184000123")

    assert first != second
    assert crypto.decrypt(first) == crypto.decrypt(second) == "024184000123"


def test_a_changed_letter_is_noticed() -> None:
    sealed = crypto.encrypt("024184000123")
    broken = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]

    with pytest.raises(InvalidTag):
        crypto.decrypt(broken)


def test_an_old_key_still_opens_what_it_sealed() -> None:
    with override_settings(FIELD_KEYS=["11" * 32]):
        sealed = crypto.encrypt("0912345678")
    with override_settings(FIELD_KEYS=["11" * 32, "33" * 32]):
        assert crypto.decrypt(sealed) == "0912345678"
        assert crypto.encrypt("0912345678").startswith("1:")


def test_the_index_differs_by_purpose_and_is_empty_for_nothing() -> None:
    phone, card = (crypto.keyed_index("0912345678", purpose=purpose) for purpose in ("phone", "citizen"))

    assert phone != card
    assert crypto.keyed_index("", purpose="phone") == ""


def test_an_encrypted_column_holds_no_readable_number(db: None) -> None:
    user = User.objects.create_user("lan", phone="0912345678")

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_user WHERE id = %s", [user.pk])
        (stored,) = cursor.fetchone()
    assert "0912345678" not in stored
    assert User.objects.get(pk=user.pk).phone == "0912345678"
