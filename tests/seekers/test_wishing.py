"""How far, for how long, what to avoid and what must be so: said by the person, by staff, refused when odd."""

import pytest

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.reference.models import AVOIDABLE, CONDITIONS
from nhipcau.seekers.actions import CannotRegister
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import NOT_SHARED
from tests.seekers.factories import PhoneUserFactory, SeekerFactory
from tests.seekers.test_editing import change


def test_what_somebody_wishes_is_kept_with_who_said_it(db: None) -> None:
    me = SeekerFactory(account=PhoneUserFactory())
    change(
        me,
        me.account,
        farthest_km=20,
        wished_contract="long",
        avoids=("overtime", "outdoors", "outdoors"),
        musts=("start", "pay"),
    )
    me.refresh_from_db()
    assert (me.farthest_km, me.wished_contract) == (20, "long")
    assert (me.avoids, me.musts) == (["outdoors", "overtime"], ["pay", "start"]), "once, in the order of the choices"
    said = {"from": "self", "on": "2026-03-10"}
    assert [me.provenance[name] for name in ("farthest_km", "wished_contract", "avoids", "musts")] == [said] * 4
    assert OutboxMessage.objects.get().kind.endswith(".SeekerChanged")
    kept = Seeker.pgh_event_model.objects.filter(pgh_obj=me).order_by("pgh_id")
    assert list(kept.values_list("avoids", flat=True)) == [[], ["outdoors", "overtime"]]


def test_saying_the_same_again_changes_nothing(clerk: User, centre: Centre) -> None:
    person = SeekerFactory(centre=centre, avoids=["outdoors"], musts=["pay"])
    change(person, clerk, avoids=("outdoors",), musts=("pay",))
    person.refresh_from_db()
    assert person.edition == 1


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"farthest_km": 0}, "farthest_km"),
        ({"farthest_km": 201}, "farthest_km"),
        ({"wished_contract": "x"}, "wished_contract"),
    ],
)
def test_an_odd_answer_is_refused_and_nothing_is_kept(
    clerk: User, centre: Centre, answers: dict[str, object], field: str
) -> None:
    person = SeekerFactory(centre=centre)
    with pytest.raises(CannotRegister) as refusal:
        change(person, clerk, wished_work="may", **answers)
    assert set(refusal.value.fields) == {field}
    person.refresh_from_db()
    assert (person.wished_work, person.edition) == ("", 1)
    change(person, clerk, farthest_km=200, wished_contract="short")


def test_only_what_names_no_limb_and_no_sense_can_be_avoided(clerk: User, centre: Centre) -> None:
    person = SeekerFactory(centre=centre)
    change(person, clerk, avoids=("eyes", "hearing", "standing"), musts=("place", "shift"))
    person.refresh_from_db()
    assert (person.avoids, person.musts) == (["standing"], ["shift"])
    assert {*AVOIDABLE} < {*CONDITIONS}
    assert not {"eyes", "hearing", "both_hands"} & {*AVOIDABLE}


def test_another_centre_does_not_read_what_somebody_avoids() -> None:
    assert "avoids" in NOT_SHARED
    assert not {"farthest_km", "wished_contract", "musts"} & NOT_SHARED
