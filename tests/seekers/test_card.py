"""Strings as scanners type them. Every person and number is invented: no province has the number 099."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from nhipcau.seekers.reading.card import FIELDS, Card, is_card, is_one_person, read_card

NUMBER, OLD, NAME, PLACE = (
    "099198012345",
    "121234567",
    "Nguyễn Thị Thu Hường",
    "Thôn Núi Hiểu, Quang Châu, Việt Yên, Bắc Giang",
)
BORN, ISSUED = date(1998, 5, 20), date(2022, 7, 1)
WHOLE = f"{NUMBER}|{OLD}|{NAME}|20051998|Nữ|{PLACE}|01072022"
ALL = {
    "citizen_number": NUMBER,
    "old_number": OLD,
    "full_name": NAME,
    "birth_date": BORN,
    "sex": "female",
    "address": PLACE,
    "issued_on": ISSUED,
}
MAN = {**ALL, "citizen_number": "099098012345", "full_name": "Hà Văn Nam", "sex": "male"}
MOJIBAKE = WHOLE.encode().decode("latin-1")


def but(**other: Any) -> dict[str, Any]:
    return {**ALL, **other}


RIGHT = {
    "as it stands on the card": (WHOLE, ALL),
    "a scanner's Enter": (WHOLE + "\r\n", ALL),
    "a scanner's tab": (WHOLE + "\t", ALL),
    "the kind of code said first": ("]Q3" + WHOLE, ALL),
    "no old number": (WHOLE.replace(OLD, ""), but(old_number="")),
    "decomposed letters": (unicodedata.normalize("NFD", WHOLE), ALL),
    "spaces around the fields": (WHOLE.replace("|", " | "), ALL),
    "two spaces inside the name": (WHOLE.replace("Thị Thu", "Thị  Thu"), ALL),
    "invisible signs": ("\ufeff" + WHOLE.replace("Thu", "Thu\u200b"), ALL),
    "fields of the new card": (WHOLE + "|||Nguyễn Văn An|Trần Thị Bé", ALL),
    "an empty end": (WHOLE + "|||", ALL),
    "a name in capitals": (WHOLE.replace(NAME, NAME.upper()), ALL),
    "a name in small letters": (WHOLE.replace(NAME, NAME.lower()), ALL),
    "everything in capitals": (WHOLE.upper(), ALL),
    "caps lock": (WHOLE.swapcase(), ALL),
    "no accents": (
        f"{NUMBER}|{OLD}|NGUYEN THI THU HUONG|20051998|Nu|Quang Chau, Viet Yen, Bac Giang|01072022",
        but(full_name="Nguyen Thi Thu Huong", address="Quang Chau, Viet Yen, Bac Giang"),
    ),
    "a man": ("099098012345|121234567|Hà Văn Nam|20051998|Nam|" + PLACE + "|01072022", MAN),
    "name first": (f"{NAME}|20051998|Nữ|{PLACE}|01072022|{NUMBER}|{OLD}", ALL),
    "the old number first": (f"{OLD}|{NUMBER}|{NAME}|20051998|Nữ|{PLACE}|01072022", ALL),
    "the days exchanged": (f"{NUMBER}|{OLD}|{NAME}|01072022|Nữ|{PLACE}|20051998", ALL),
    "the address before the name": (f"{NUMBER}|{OLD}|{PLACE}|{NAME}|20051998|Nữ|01072022", ALL),
    "an address without a comma before the name": (
        f"{NUMBER}|{OLD}|Thôn Núi Hiểu|{NAME}|20051998|Nữ|01072022",
        but(address="Thôn Núi Hiểu"),
    ),
    "days with slashes": (WHOLE.replace("20051998", "20/05/1998").replace("01072022", "01/07/2022"), ALL),
    "a zero that a spreadsheet ate": (WHOLE.replace("01072022", "1072022"), ALL),
    "a number without its first zero": (WHOLE.replace(NUMBER, NUMBER[1:]), ALL),
    "a year first": (WHOLE.replace("20051998", "19980520"), ALL),
    "a number in groups": (WHOLE.replace(NUMBER, "099 198 012 345"), ALL),
    "broad bars": (WHOLE.replace("|", "｜"), ALL),
    "tabs instead of bars": (WHOLE.replace("|", "\t"), ALL),
    "read byte by byte": (MOJIBAKE, ALL),
    "sex with a lost accent": (WHOLE.replace("Nữ", "N?"), ALL),
    "a name of the highlands": (
        WHOLE.replace(NAME, "H'HEN NIÊ").replace(PLACE, "Buôn Sút, Cư Suê, Cư M'gar, Đắk Lắk"),
        but(full_name="H'Hen Niê", address="Buôn Sút, Cư Suê, Cư M'gar, Đắk Lắk"),
    ),
    "a name of one letter": (WHOLE.replace(NAME, "Lý A Páo"), but(full_name="Lý A Páo")),
    "a surname that is also a street": (WHOLE.replace(NAME, "Dương Tổ Ngô"), but(full_name="Dương Tổ Ngô")),
    "scanned twice": (WHOLE + "\n" + WHOLE, ALL),
    "scanned twice without a line between": (WHOLE + WHOLE, ALL),
    "two cards of one person, the newer first": (WHOLE + "\n" + WHOLE.replace("01072022", "09032021"), ALL),
    "two cards of one person, the newer last": (WHOLE.replace("01072022", "09032021") + "\n" + WHOLE, ALL),
    "born in this century": (
        WHOLE.replace(NUMBER, "099305012345").replace("20051998", "20052005"),
        but(citizen_number="099305012345", birth_date=date(2005, 5, 20)),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "fields"), RIGHT.values(), ids=list(RIGHT))
def test_a_whole_card_is_read(typed: str, fields: dict[str, Any]) -> None:
    assert read_card(typed) == Card(**fields)


ENDED, KEYBOARD = "Mã bị đứt giữa chừng", "Bộ gõ tiếng Việt làm sai dữ liệu"
HALF = {
    "cut after the number": (NUMBER + "|", {"citizen_number": NUMBER}, ENDED),
    "cut in the name": (f"{NUMBER}||Nguyễn Thị", {"citizen_number": NUMBER, "full_name": "Nguyễn Thị"}, ENDED),
    "cut in the day of birth": (f"{NUMBER}|{OLD}|{NAME}|2005", but(birth_date=None, sex="", address="", issued_on=None), "“2005”"),
    "cut in the day of issue": (WHOLE[:-4], but(issued_on=None), "“0107”"),
    "no day of issue": (WHOLE[:-9], but(issued_on=None), "Không nhận được ngày cấp"),
    "cut at the front": (WHOLE[3:], but(citizen_number=""), "9 chữ số"),
    "a number of 11 digits": (WHOLE.replace(NUMBER, "09919801234"), but(citizen_number=""), "11 chữ số"),
    "a number of letters": (WHOLE.replace(NUMBER, "O991980I2345"), but(citizen_number=""), "Không nhận được số"),
    "a day that is none": (WHOLE.replace("20051998", "31021998"), but(birth_date=None), "“31021998”"),
    "only the year of birth": (WHOLE.replace("20051998", "1998"), but(birth_date=None), "“1998”"),
    "no sex": (WHOLE.replace("Nữ", ""), but(sex=""), "Không nhận được giới tính"),
    "no name": (WHOLE.replace(NAME, ""), but(full_name=""), "Không nhận được họ tên"),
    "a name with lost letters": (WHOLE.replace(NAME, "Nguy?n Th? Thu H??ng"), but(full_name=""), "Nguy?n Th? Thu H??ng"),
    "an address with lost letters": (WHOLE.replace(PLACE, "Quang Ch?u, Vi?t Y?n"), but(address=""), "Địa chỉ"),
    "keys of Telex": (WHOLE.replace(NAME, "Nguyeexn Thij Thu Huwowngf"), but(full_name=""), KEYBOARD),
    "keys of VNI": (WHOLE.replace(NAME, "Nguye64n Thi5 Thu Hu7o7ng2"), but(full_name=""), KEYBOARD),
    "digit keys of a Vietnamese keyboard": (
        WHOLE.replace(NUMBER, "đ\u0323\u0323ă\u0323\u0301đăâêô\u0300"), but(citizen_number=""), KEYBOARD,
    ),
    "two different people": (
        WHOLE + "\n" + WHOLE.replace(NUMBER, "099090000001").replace(NAME, "Trần Văn An"), {}, "Hai thẻ",
    ),
    "a ticket": ("7K3M9QXW2B4T6Y8Z", {}, "không phải mã thẻ căn cước"),
    "nothing": ("", {}, "không phải mã thẻ căn cước"),
    "words": ("xin chào", {}, "không phải mã thẻ căn cước"),
    "the number typed alone": (NUMBER, {"citizen_number": NUMBER}, ENDED),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "fields", "why"), HALF.values(), ids=list(HALF))
def test_what_cannot_be_read_is_said_and_the_rest_is_kept(typed: str, fields: dict[str, Any], why: str) -> None:
    with override("vi"):
        card = read_card(typed)

    kept = {name: getattr(card, name) for name in ("old_number", *FIELDS)}
    least = {"citizen_number": "", "old_number": "", "full_name": "", "birth_date": None, "sex": "", "address": ""}
    assert kept == {**least, "issued_on": None, **fields}
    assert why in " ".join(one.why for one in card.unread)


BADLY = {
    "digits and name garbled": (
        "02409800012||Nguye~n Va(n A|2005|Nam|", {"sex": "male"},
        {"citizen_number": "02409800012", "full_name": "Nguye~n Va(n A", "birth_date": "2005"}, "",
    ),
    "cut at the front": (WHOLE[3:], but(citizen_number=""), {"citizen_number": "198012345"}, ""),
    "a number of letters": (
        WHOLE.replace(NUMBER, "O991980I2345"), but(citizen_number=""), {"citizen_number": "O991980I2345"}, "",
    ),
    "a day that is none": (WHOLE.replace("20051998", "31021998"), but(birth_date=None), {"birth_date": "31021998"}, ""),
    "a name with lost letters": (
        WHOLE.replace(NAME, "Nguy?n Th? Thu"), but(full_name=""), {"full_name": "Nguy?n Th? Thu"}, "",
    ),
    "keys of Telex": (WHOLE.replace(NAME, "Nguyeexn Vawn"), but(full_name=""), {"full_name": "Nguyeexn Vawn"}, ""),
    "keys of VIQR": (WHOLE.replace(NAME, "Tra^`n Thi. Be'"), but(full_name=""), {"full_name": "Tra^`n Thi. Be'"}, ""),
    "an address with lost letters": (
        WHOLE.replace(PLACE, "Quang Ch?u, Vi?t Y?n"), but(address=""), {"address": "Quang Ch?u, Vi?t Y?n"}, "",
    ),
    "a hamlet with its number and no accents": (
        WHOLE.replace(PLACE, "Thon 3 Quang Chau"), but(address="Thon 3 Quang Chau"), {}, "",
    ),
    "a commune without a comma": (WHOLE.replace(PLACE, "Nhà ông Ba xã Quang Châu"), but(address="Nhà ông Ba xã Quang Châu"), {}, ""),
    "a second name is no address": (WHOLE.replace(PLACE, "Trần Văn Bản"), but(address=""), {}, "Trần Văn Bản"),
    "words that are nothing": (WHOLE.replace(PLACE, "Quang Châu"), but(address=""), {}, "Quang Châu"),
    "a date of issue that is none": (WHOLE.replace("01072022", "0107"), but(issued_on=None), {}, "“0107”"),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "fields", "doubtful", "said"), BADLY.values(), ids=list(BADLY))
def test_what_is_read_badly_goes_to_its_field_to_be_mended_and_is_never_believed(
    typed: str, fields: dict[str, Any], doubtful: dict[str, str], said: str
) -> None:
    card = read_card(typed)

    kept = {name: getattr(card, name) for name in ("old_number", *FIELDS)}
    least = {"citizen_number": "", "old_number": "", "full_name": "", "birth_date": None, "sex": "", "address": ""}
    assert kept == {**least, "issued_on": None, **fields}
    assert card.doubtful == doubtful
    assert said in " ".join(one.why for one in card.unread)


SUSPICIOUS = {
    "a man's number": (WHOLE.replace(NUMBER, "099098012345"), 1),
    "a number of another year": (WHOLE.replace(NUMBER, "099199012345"), 1),
    "a number of another century": (WHOLE.replace(NUMBER, "099398012345"), 1),
    "both": (WHOLE.replace(NUMBER, "099200012345"), 2),
    "all fits": (WHOLE, 0),
    "no number, no doubt": (WHOLE.replace(NUMBER, ""), 0),
}


@pytest.mark.parametrize(("typed", "count"), SUSPICIOUS.values(), ids=list(SUSPICIOUS))
def test_a_number_that_does_not_fit_is_kept_and_doubted(typed: str, count: int) -> None:
    card = read_card(typed)

    assert len(card.doubts) == count
    assert card.citizen_number == typed.split("|")[0]
    assert card.full_name == NAME


def test_the_tables_hold_forty_strings_and_more() -> None:
    assert len(RIGHT) + len(HALF) + len(SUSPICIOUS) >= 60


@pytest.mark.parametrize(
    ("typed", "card"),
    [(WHOLE, True), (NUMBER, True), ("099 198 012 345", True), ("7K3M9QXW2B4T6Y8Z", False), (OLD, False), ("", False)],
)
def test_a_card_is_told_from_a_ticket(typed: str, card: bool) -> None:
    assert is_card(typed) is card


def test_one_person_with_two_cards_is_recognised() -> None:
    new = read_card(WHOLE.replace("01072022", "05082025"))
    without_number = read_card(WHOLE.replace(NUMBER, "").replace(NAME, NAME.upper()))
    namesake = read_card(WHOLE.replace(NUMBER, "099198099999"))

    assert is_one_person(read_card(WHOLE), new)
    assert is_one_person(read_card(WHOLE), without_number)
    assert not is_one_person(read_card(WHOLE), namesake)
    assert not is_one_person(read_card(""), read_card(""))
