import pytest
from pytest_django import DjangoAssertNumQueries

from nhipcau.reference.api import Confidence, place_reader, understand_place
from nhipcau.reference.models import Commune
from nhipcau.reference.reading.pieces import elsewhere, long_forms
from nhipcau.reference.reading.spelling import has_accents, toned

pytestmark = [pytest.mark.usefixtures("official_lists"), pytest.mark.django_db]
SURE, LIKELY, UNSURE, NONE = Confidence


def communes(text: str) -> list[str]:
    codes = understand_place(text).communes
    found = Commune.objects.filter(code__in=codes).order_by("sort_key")
    return list(found.values_list("name", flat=True))


@pytest.mark.parametrize(
    "text, places, confidence",
    [
        ("Bắc Giang", ["F24"], SURE),
        ("Việt Yên, Bắc Giang", ["F222"], SURE),
        ("huyen viet yen tinh bac giang", ["F222"], SURE),
        ("KCN Quang Châu", ["kcn-quang-chau"], LIKELY),
        ("Lô H (H-01, Khu công nghiệp, Quang Châu, Việt Yên, Bắc Giang", ["kcn-quang-chau"], SURE),
        ("Lô CN-02, KCN Song Khê - Nội Hoàng, TP Bắc Giang", ["kcn-song-khe-noi-hoang"], LIKELY),
        ("Phường Bắc Giang, Bắc Ninh", ["07210"], SURE),
        ("Hồ Chí Minh: Quận 1", ["F760"], SURE),
        ("Hồ Chí Minh: Tân Phú", ["F767"], SURE),
        ("Phường Tân Phú, Quận 7", ["F27487"], LIKELY),
        ("P.6, Q.Tân Bình, TP. Hồ Chí Minh", ["F26995"], SURE),
        ("Hà Nội: Cầu Giấy, Hà Đông; Hồ Chí Minh: Quận 1", ["F005", "F268", "F760"], SURE),
        ("Hồ Chí Minh: Q7, TP. Hồ Chí Minh", ["F778"], SURE),
        ("Trần Phú, Hà Nội", ["10081"], LIKELY),
        ("Thái Nguyên, Thái Nguyên", ["F164"], SURE),
        ("Bà Rịa-Vũng Tàu, Đồng Nai", ["F77", "75"], SURE),
        ("Việt Yên, Hiệp Hòa, Bắc Giang", ["F222", "F223"], SURE),
        ("Thạnh Hóa, Long An", ["F800"], SURE),
        ("Thanh Hóa", ["38"], SURE),
        ("Hà Nội, Hồ Chí Minh", ["01", "79"], SURE),
        ("Hồ Chí Minh, Bình Dương", ["79", "F74"], SURE),
        ("Bắc Ninh, Bắc Giang", ["24", "F24"], SURE),
        ("Bắc Giang, Bắc Ninh", ["24"], SURE),
        ("Tầng 3, tòa nhà Golden Palm số 21 Lê Văn Lương, Hà Nội", ["01"], SURE),
        ("Số 8/28 Ngụy Như Kon Tum, Quận Thanh Xuân, Thành phố Hà Nội, Việt Nam", ["F009"], SURE),
        ("Phường Không Có, Quận Đống Đa, Hà Nội", ["F006"], LIKELY),
        ("Phường Trung Hòa, Quận Cầu Giấy, Hà Nội", ["F00175"], UNSURE),
        ("Thôn 3, Xã Quang Châu, Bắc Ninh", ["F07807"], SURE),
        ("Xã Quang Châu, Huyện Việt Yên, Tỉnh Bắc Giang", ["F07807"], SURE),
        ("Thôn Đông, Xã Hồng Thái, Việt Yên, Bắc Giang", ["F07783"], SURE),
        ("Thôn Đông, Xã Hồng Thái, Bắc Ninh", ["F07783"], SURE),
        ("Thị trấn Bích Động, Huyện Việt Yên, Bắc Giang", ["F07777"], SURE),
        ("xa quang chau, h. viet yen, bac giang", ["F07807"], SURE),
        ("Xã Quang Châu", ["F07807"], LIKELY),
        ("Xã Đồng Tiến, Huyện Hiệp Hòa, Bắc Giang", ["F07816"], SURE),
        ("Xã Đồng Tiến, Bắc Ninh", ["F07243"], UNSURE),
        ("Xã Tân Phú", [], UNSURE),
        ("1028/67 Tân Kỳ Tân Quý", [], NONE),
        ("", [], NONE),
    ],
)
def test_addresses_are_read_as_people_write_them(text: str, places: list[str], confidence: Confidence) -> None:
    reading = understand_place(text)
    assert [place.code for place in reading.places] == places
    assert reading.confidence == confidence


def test_places_of_today_stand_behind_the_old_names() -> None:
    assert communes("Thị xã Việt Yên, tỉnh Bắc Giang") == ["Nếnh", "Tự Lạn", "Vân Hà", "Việt Yên"]
    assert communes("phường Song Mai, TP Bắc Giang") == ["Đa Mai"]
    assert understand_place("KCN Vân Trung, Việt Yên").provinces == ("24",)


def test_a_commune_that_became_a_ward_is_found_by_the_old_word_too() -> None:
    assert communes("Thôn 3, Xã Quang Châu, Bắc Ninh") == communes("Quang Châu, Việt Yên, Bắc Giang") == ["Nếnh"]
    assert communes("Thôn Đông, Xã Hồng Thái, Việt Yên, Bắc Giang") == ["Việt Yên"]
    assert communes("Xã Quảng Châu, Hưng Yên") != ["Nếnh"]


def test_former_communes_of_one_name_in_one_province_are_all_of_them_meant() -> None:
    assert communes("Xã Đồng Tiến, Bắc Ninh") == ["Hoàng Vân", "Xuân Lương"]
    assert len(communes("Xã Đồng Tiến, Hiệp Hòa, Bắc Ninh")) == 1


def test_other_places_abroad_and_the_whole_country_are_noticed() -> None:
    reading = understand_place("Hà Nội & 2 nơi khác")
    assert (reading.provinces, reading.elsewhere) == (("01",), 2)
    assert understand_place("Nhật Bản").abroad
    assert understand_place("Hà Nội, Nước Ngoài").abroad
    assert understand_place("Toàn quốc").everywhere


def test_what_was_not_understood_is_reported_as_it_was_written() -> None:
    reading = understand_place("Thôn Đoài, Xã Không Có, Việt Yên, Bắc Giang")
    assert reading.unread == ("Thôn Đoài", "Xã Không Có")


def test_a_whole_sheet_is_read_with_one_look_at_the_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    understand_place("Hà Nội")  # the names are in memory from here on
    for rows in (1, 3):
        with django_assert_num_queries(1):
            reader = place_reader()
            assert [reader.read(f"Số {row}, Việt Yên, Bắc Giang").provinces for row in range(rows)] == [("24",)] * rows


def test_spellings_of_one_word_are_one() -> None:
    assert toned("Hoà Bình") == toned("Hòa Bình") != toned("Hoa Bình")
    assert (has_accents("Việt Yên"), has_accents("viet yen 1"), has_accents("viet–yen")) == (
        True,
        False,
        False,
    )
    assert elsewhere("Bắc Ninh & 13 nơi khác")[1] == 13
    assert long_forms("P- Bồ Đề, Q.12, Tp.Hà Nội, Kcn Sóng Thần") == (
        "phường Bồ Đề, quận 12, thành phố Hà Nội, KCN Sóng Thần"
    )
