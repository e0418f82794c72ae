import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.api import User
from nhipcau.consents import api as consents
from nhipcau.consents.api import Purpose
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.seekers.http import CHOSEN
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import subject_of
from nhipcau.seekers.web.me import SECTIONS
from tests.reference.factories import CommuneFactory, TrainingFieldFactory
from tests.seekers.factories import SeekerFactory

ME, CHOOSE, DATA = reverse("seekers:me"), reverse("seekers:choose"), reverse("seekers:data")
CONSENTS = reverse("seekers:consents")
Cost = Callable[[Callable[[], object]], int]


def part(section: str) -> str:
    return reverse("seekers:section", args=[section])


def test_my_page_shows_what_is_known_about_me(phone: Client, me: Seeker) -> None:
    page = phone.get(ME)
    assert page.context["me"] == me
    known = {group["slug"]: len(group["facts"]) for group in page.context["groups"]}
    assert known == {**dict.fromkeys(SECTIONS, 0), "ho-ten": 3, "viec": 1}


def test_my_page_costs_the_same_with_many_people_on_the_phone(phone: Client, me: Seeker, cost: Cost) -> None:
    phone.post(CHOOSE, {"person": me.pk})
    one = cost(lambda: phone.get(ME))
    SeekerFactory.create_batch(2, account=me.account)

    assert cost(lambda: phone.get(ME)) == one
    assert len(phone.get(ME).context["people"]) == 3


def test_who_has_no_file_begins_one(newcomer: Client) -> None:
    assert newcomer.get(ME).headers["Location"] == f"{reverse('seekers:begin')}?next=%2Ftoi%2F"


def test_several_people_on_one_phone_say_who_they_are(phone: Client, me: Seeker) -> None:
    son = SeekerFactory(account=me.account, full_name="Trần Văn Nam")

    assert phone.get(ME).headers["Location"] == f"{CHOOSE}?next=%2Ftoi%2F"
    page = phone.get(f"{CHOOSE}?next=/toi/")
    assert page.context["people"] == [me, son]
    assert phone.post(CHOOSE, {"person": son.pk, "next": "/toi/"}).headers["Location"] == ME
    assert phone.get(ME).context["me"] == son


def test_choosing_costs_the_same_for_one_or_many(phone: Client, me: Seeker, cost: Cost) -> None:
    one = cost(lambda: phone.get(CHOOSE))
    SeekerFactory.create_batch(2, account=me.account)

    assert cost(lambda: phone.get(CHOOSE)) == one
    assert len(phone.get(CHOOSE).context["people"]) == 3


def test_nobody_becomes_a_person_of_another_phone(phone: Client, me: Seeker) -> None:
    stranger = SeekerFactory(with_account=True)
    for person in (stranger.pk, "", "x"):
        assert phone.post(CHOOSE, {"person": person}).status_code == 404
    assert phone.get(ME).context["me"] == me


def test_a_choice_kept_from_another_account_opens_nothing(phone: Client, me: Seeker) -> None:
    stranger = SeekerFactory(with_account=True)
    session = phone.session
    session[CHOSEN] = stranger.pk
    session.save()
    assert phone.get(ME).context["me"] == me


@pytest.mark.parametrize("section", list(SECTIONS))
def test_every_part_of_the_file_opens_and_can_be_sent_as_it_is(phone: Client, me: Seeker, section: str) -> None:
    page = phone.get(part(section))
    sent = {field.html_name: field.value() for field in page.context["form"] if field.value() not in (None, False, "")}
    sent |= {"birth_date": "20/05/1998"} if "birth_date" in sent else {}

    assert phone.post(part(section), sent).headers["Location"] == ME
    me.refresh_from_db()
    assert me.edition == 1


def test_each_part_is_saved_with_its_source(phone: Client, me: Seeker) -> None:
    field, commune = TrainingFieldFactory(), CommuneFactory()
    sent = [
        ("lien-lac", {"phone": "0912 345 678", "citizen_number": "027198001234", "email": "a@example.vn"}),
        ("noi-o", {"place": "x", "place-picked": commune.code, "address": "Thôn 3", "will_move": "on"}),
        ("hoc-van", {"education": "upper", "qualification": "none", "training_field": field.pk}),
        ("bao-hiem", {"insurance_number": "2712345678", "draws_benefit": "on"}),
        ("hoan-canh", {"has_disability": "on", "ethnicity": "Tày"}),
    ]
    for edition, (section, answers) in enumerate(sent, start=1):
        answer = phone.post(part(section), answers | {"edition": edition})
        assert (section, answer.status_code) == (section, 302)

    me.refresh_from_db()
    assert (me.citizen_number, me.commune, me.training_field) == ("027198001234", commune, field)
    assert (me.insurance_number, me.has_disability, me.edition) == ("2712345678", True, 6)
    assert {said["from"] for said in me.provenance.values()} == {"self"}


def test_a_number_kept_is_never_printed_into_the_form_and_stays_when_left_empty(
    client: Client, phone_user: User
) -> None:
    seeker = SeekerFactory(account=phone_user, citizen_number="027198001234")
    client.force_login(phone_user)

    page = client.get(part("lien-lac"))
    assert page.text.count("027198001234") == 0
    assert page.text.count("••• 234") == 1
    client.post(part("lien-lac"), {"edition": 1, "email": "a@example.vn", "citizen_number": ""})

    seeker.refresh_from_db()
    assert (seeker.citizen_number, seeker.email) == ("027198001234", "a@example.vn")


def test_a_part_that_does_not_exist_is_not_found(phone: Client) -> None:
    assert phone.get(part("xyz")).status_code == 404


def test_when_somebody_saved_meanwhile_both_values_are_shown(phone: Client, me: Seeker) -> None:
    Seeker.objects.filter(pk=me.pk).update(wished_work="hàn", edition=2)

    page = phone.post(part("viec"), {"wished_work": "kho", "edition": 1})

    assert page.status_code == 409
    assert [words for _label, words in page.context["conflicts"]] == ["hàn"]
    assert page.context["form"]["wished_work"].value() == "kho"
    me.refresh_from_db()
    assert me.wished_work == "hàn"
    again = {"wished_work": "kho", "edition": page.context["form"]["edition"].value()}
    assert phone.post(part("viec"), again).status_code == 302


def test_what_is_refused_is_said_beside_the_field(phone: Client) -> None:
    page = phone.post(part("lien-lac"), {"phone": "12", "edition": 1})
    assert list(page.context["form"].errors) == ["phone"]


def test_my_consents_show_words_and_history_and_change_with_one_tap(phone: Client, me: Seeker) -> None:
    change = reverse("seekers:change-consent", args=["messages"])
    for given in ("1", "0"):
        assert phone.post(change, {"given": given}).headers["Location"] == CONSENTS

    purposes = {line["purpose"]: line for line in phone.get(CONSENTS).context["purposes"]}
    assert list(purposes) == Purpose.values
    assert (purposes["messages"]["given"], len(purposes["messages"]["lines"])) == (False, 2)
    assert not consents.has_consent(subject_of(me), Purpose.MESSAGES)


def test_an_unknown_purpose_is_not_found(phone: Client) -> None:
    assert phone.post(reverse("seekers:change-consent", args=["xyz"])).status_code == 404


def test_my_consents_cost_the_same_after_many_changes(phone: Client, cost: Cost) -> None:
    change = reverse("seekers:change-consent", args=["messages"])
    phone.post(change, {"given": "1"})
    phone.get(CONSENTS)
    one = cost(lambda: phone.get(CONSENTS))
    for given in ("0", "1"):
        phone.post(change, {"given": given})
    phone.get(CONSENTS)

    assert cost(lambda: phone.get(CONSENTS)) == one


def test_my_data_are_shown_with_where_they_come_from(phone: Client, me: Seeker) -> None:
    phone.post(part("lien-lac"), {"phone": "0912345678", "edition": 1})
    facts = {fact["words"]: fact["source"] for fact in phone.get(DATA).context["facts"]}
    assert facts["0912 345 678"].endswith("10/03/2026")
    assert facts["may"] == ""


def test_i_take_a_copy_along_and_it_is_noted(phone: Client, me: Seeker) -> None:
    answer = phone.post(reverse("seekers:download"))
    copied = json.loads(answer.content)
    assert "Nguyễn Thị Thu Hường" in [fact["words"] for fact in copied["data"]]
    assert AuditRecord.objects.filter(action="seeker.download", target_id=str(me.pk)).count() == 1
