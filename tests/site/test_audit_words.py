"""The audit book is read by a manager: what was done stands there in words."""

import re

from django.utils.translation import override

from nhipcau.site.audit_words import DONE, in_words
from tests.house.places import ours

WRITTEN = re.compile(r'action="(\w+\.\w+)"')


def test_whatever_the_sources_write_into_the_book_has_words() -> None:
    written = {action for path in ours("nhipcau") for action in WRITTEN.findall(path.read_text(encoding="utf-8"))}
    assert len(written) > 50
    assert written - set(DONE) == set()


def test_words_are_those_of_the_reader_and_the_unknown_is_not_hidden() -> None:
    with override("vi"):
        assert in_words("registration.check_in") == "cho một người vào"
    with override("en"):
        assert in_words("registration.check_in") == "let somebody in"
    assert in_words("moon.land") == "moon.land"
