import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from nhipcau.reference.api import (
    communes_of,
    find_communes,
    find_industries,
    find_occupations,
    find_parks,
    find_places,
    find_training_fields,
    place_of,
)
from nhipcau.reference.models import Commune

pytestmark = [pytest.mark.usefixtures("official_lists"), pytest.mark.django_db]
VIET_YEN = ["Nếnh", "Tự Lạn", "Vân Hà", "Việt Yên"]


def names(codes: tuple[str, ...]) -> list[str]:
    found = Commune.objects.filter(code__in=codes).order_by("sort_key")
    return list(found.values_list("name", flat=True))


@pytest.mark.parametrize(
    "typed, code",
    [
        ("bac giang", "F24"),
        ("BẮC GIANG", "F24"),
        ("tinh bac giang", "F24"),
        ("bac ninh", "24"),
        ("viet yen", "F222"),
        ("huyện Việt Yên", "F222"),
        ("thi xa viet yen", "F222"),
        ("viet yen bac giang", "F222"),
        ("phuong viet yen", "07777"),
        ("nenh", "07795"),
        ("kcn quang chau", "kcn-quang-chau"),
        ("khu công nghiệp Quế Võ 3", "kcn-que-vo-iii"),
        ("ha bac", "O-ha-bac"),
        ("yen dung", "O-yen-dung"),
        ("sai gon", "O-sai-gon"),
        ("tphcm", "O-hcm"),
        ("quan 1", "F760"),
        ("q.12", "F761"),
        ("quan son", "F387"),
        ("Lô H, KCN Quang Châu, Việt Yên, Bắc Giang", "kcn-quang-chau"),
    ],
)
def test_places_are_found_as_people_say_them(typed: str, code: str) -> None:
    assert find_places(typed)[0].code == code


def test_an_old_district_covers_its_communes_of_today_and_says_so() -> None:
    with translation.override("vi"):
        place = find_places("huyện việt yên")[0]
    assert names(place.communes) == VIET_YEN
    assert (place.label, place.province) == ("Thị xã Việt Yên", "24")
    assert place.why == "nay là Phường Nếnh, Phường Tự Lạn, Phường Vân Hà, Phường Việt Yên, Tỉnh Bắc Ninh"


def test_both_communes_once_called_song_mai_are_told_apart_and_the_near_one_comes_first() -> None:
    with translation.override("vi"):
        places = find_places("song mai", near="24")
    assert [place.code for place in places] == ["F07222", "F12301"]
    assert places[0].why == "trước thuộc Thành phố Bắc Giang, Bắc Giang; nay là Phường Đa Mai, Tỉnh Bắc Ninh"


def test_english_readers_see_english_kinds() -> None:
    with translation.override("en"):
        assert find_places("viet yen")[0].label == "Việt Yên Town"
        assert find_places("quan 1")[0].label == "District 1"


def test_a_former_commune_that_lives_on_is_shown_as_it_is_today() -> None:
    assert [place.code for place in find_places("phuong nenh")] == ["07795"]


@pytest.mark.parametrize("typed", ["", "   ", "?", "1", "zzzz"])
def test_nothing_is_found_where_nothing_is_meant(typed: str) -> None:
    assert find_places(typed) == []


def test_communes_are_offered_with_the_old_name_that_found_them() -> None:
    with translation.override("vi"):
        found = find_communes("song mai")
    assert [(place.code, place.why) for place in found] == [
        ("12322", "Tỉnh Hưng Yên; trước là Xã Song Mai"),
        ("07228", "Tỉnh Bắc Ninh; trước là Phường Song Mai"),
    ]


def test_a_code_from_an_address_bar_is_a_place_again_or_nothing() -> None:
    assert [place_of(code) is not None for code in ("24", "07795", "F222", "O-ha-bac", "kcn-quang-chau")] == [True] * 5
    assert [place_of(code) for code in ("99", "99999", "F9", "O-x", "kcn-x", "", "' or 1=1")] == [None] * 7


def test_codes_of_any_kind_together_cover_communes() -> None:
    assert communes_of(["F07222", "kcn-quang-chau"]) == {"07228", "07795"}
    assert len(communes_of(["F24"])) == 58
    assert len(communes_of(["24", "F24"])) == 99


@pytest.mark.parametrize(
    "typed, code",
    [
        ("may", "8153"),
        ("cong nhan may", "8153"),
        ("điện tử", "8202"),
        ("lap rap linh kien", "8202"),
        ("hàn", "7212"),
        ("lai xe nang", "8344"),
        ("kho", "4321"),
        ("dong goi", "9321"),
        ("QC", "7543"),
        ("bao ve", "5401"),
        ("tap vu", "9112"),
        ("phien dich tieng trung", "2643"),
        ("sewing", "8153"),
        ("8153", ""),
    ],
)
def test_occupations_are_found_by_the_words_of_the_trade(typed: str, code: str) -> None:
    found = find_occupations(typed)
    assert [row.code for row in found[:1]] == [code][: len(found)]


def test_industries_parks_and_training_fields_are_found_without_accents() -> None:
    assert find_industries("linh kien dien tu")[0].code == "2610"
    assert find_industries("may trang phuc")[0].code == "1410"
    assert find_parks("kcn que vo")[0].code == "kcn-que-vo"
    assert find_parks("") == []
    assert find_training_fields("ke toan")[0].code == "3403"


def test_what_was_found_is_fetched_at_once_however_much_it_is(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for typed, count in [("huyện lục", 3), ("huyện tân", 10)]:
        with django_assert_num_queries(5):
            assert len(find_places(typed)) == count
