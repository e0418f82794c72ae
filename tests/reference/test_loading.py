import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models.functions import Length

from nhipcau.reference import data
from nhipcau.reference.actions import load_reference
from nhipcau.reference.models import (
    Commune,
    FormerCommune,
    FormerUnit,
    IndustrialPark,
    Industry,
    Loaded,
    Occupation,
    Province,
    TrainingField,
)
from tests.conftest import NOON
from tests.reference.loaded import LOADED_AT

pytestmark = [pytest.mark.usefixtures("official_lists"), pytest.mark.django_db]


def test_the_country_has_34_provinces_and_3321_communes() -> None:
    assert (Province.objects.count(), Commune.objects.count()) == (34, 3321)
    assert Commune.objects.filter(province_id="24").count() == 99


def test_codes_keep_their_leading_zeros() -> None:
    assert Province.objects.get(code="01").name == "Hà Nội"
    assert Commune.objects.get(code="00004").label == "Phường Ba Đình"
    assert Commune.objects.annotate(length=Length("code")).exclude(length=5).count() == 0


def test_every_commune_lies_in_the_country() -> None:
    """The islands reach further out than the mainland."""
    inside = Commune.objects.filter(latitude__range=(8, 23.5), longitude__range=(102, 115))
    assert inside.count() == 3321


def test_the_old_bac_giang_became_58_communes_of_bac_ninh() -> None:
    former = FormerUnit.objects.get(level="province", name="Bắc Giang")
    assert (former.province.name, former.communes.count()) == ("Bắc Ninh", 58)


def test_every_former_unit_became_something_in_its_own_province() -> None:
    assert FormerUnit.objects.filter(communes=None).count() == 0
    assert FormerUnit.objects.exclude(kind="saying").count() == 63 + 696 + 10035
    assert FormerCommune.objects.filter(former__kind="ward", former__within=None).count() == 0


def test_a_former_commune_of_several_communes_asks_a_person() -> None:
    kim_chung = FormerUnit.objects.get(name="Kim Chung", within__name="Đông Anh")
    assert (kim_chung.divided, kim_chung.communes.count()) == (True, 2)
    assert FormerUnit.objects.filter(level="commune", divided=True, kind__in=["ward", "commune"]).exists()


def test_occupations_are_whole_at_every_level() -> None:
    counts = [Occupation.objects.filter(level=level).count() for level in (1, 2, 3, 4)]
    assert counts == [10, 48, 152, 509]
    assert Occupation.objects.filter(level__gt=1, parent=None).count() == 0
    assert Occupation.objects.filter(name="").count() == Occupation.objects.filter(name_en="").count() == 0


def test_own_wording_of_occupations_is_marked() -> None:
    ours = Occupation.objects.filter(ours=True).order_by("code").values_list("code", flat=True)
    assert list(ours) == [
        *("252", "261", "262", "263", "264", "265", "713", "75", "751", "752", "753", "754"),
        *("814", "815", "816", "817", "818", "961", "962"),
    ]


def test_industries_training_fields_and_parks_are_there() -> None:
    assert Industry.objects.filter(level=1).count() == 21
    assert Industry.objects.filter(level=4, parent__level=1).count() == 464
    assert TrainingField.objects.count() == 110
    assert IndustrialPark.objects.get(code="kcn-quang-chau").commune.label == "Phường Nếnh"


def test_every_trade_word_names_an_occupation_of_level_4_once() -> None:
    words = [row["words"] for row in data.rows("trade_words")]
    codes = {row["occupation"] for row in data.rows("trade_words")}
    assert len(words) == len(set(words))
    assert Occupation.objects.filter(code__in=codes, level=4).count() == len(codes)


def test_loading_again_changes_nothing_and_costs_a_moment() -> None:
    before = list(Commune.objects.order_by("pk").values())
    started = time.perf_counter()
    again = load_reference(now=NOON)
    assert time.perf_counter() - started < 1
    assert (again.changed, again.rows) == (False, {})
    assert Loaded.objects.get().loaded_at == LOADED_AT
    assert list(Commune.objects.order_by("pk").values()) == before


def test_loading_by_force_mends_what_was_spoilt_and_doubles_nothing() -> None:
    links = FormerCommune.objects.count()
    Commune.objects.filter(code="07795").update(name="Nenh")

    load = load_reference(now=NOON + timedelta(days=1), force=True)

    assert load.rows["communes"] == 3321
    assert Commune.objects.get(code="07795").name == "Nếnh"
    assert FormerCommune.objects.count() == links


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_reference")
    assert capsys.readouterr().out == "The lists are up to date.\n"
    call_command("load_reference", force=True)
    assert "  3321 communes\n" in capsys.readouterr().out
