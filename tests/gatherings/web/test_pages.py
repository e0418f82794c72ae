"""The pages before and after: the public list, one's own, planning, candidates, papers, results."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.gatherings.models import Answer, Gathering, Member, Paper, Result, State
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.gatherings.factories import TOMORROW, GatheringFactory, MemberFactory
from tests.gatherings.web.conftest import english
from tests.interviews.factories import DeskFactory, QueueTicketFactory
from tests.seekers.factories import PhoneUserFactory, SeekerFactory
from tests.vacancies.factories import VacancyFactory

PhoneOf = Callable[[Member], Client]
Cost = Callable[..., int]


def page(name: str, *args: object) -> str:
    return reverse(f"gatherings:{name}", args=args)


@pytest.mark.parametrize("talks", [1, 3])
def test_anybody_sees_the_coming_talks_at_the_same_cost(client: Client, cost: Cost, db: None, talks: int) -> None:
    GatheringFactory.create_batch(talks)
    GatheringFactory(over=True)
    GatheringFactory(group=True)

    assert cost(client, page("coming")) == 2
    assert client.get(page("coming")).text.count("<article") == talks


def test_with_one_tap_a_visitor_who_signed_in_has_a_place(db: None) -> None:
    talk, client = GatheringFactory(), english(Client())
    client.force_login(PhoneUserFactory(), backend="nhipcau.accounts.backends.SignInBackend")

    answer = client.post(page("join", talk.pk), follow=True)

    assert answer.redirect_chain == [(page("own", talk.pk), 302)]
    assert "You have a place." in answer.text
    assert Member.objects.get().gathering == talk


def test_when_all_places_are_taken_it_says_so(db: None) -> None:
    talk, client = GatheringFactory(capacity=1), english(Client())
    MemberFactory(gathering=talk)
    client.force_login(PhoneUserFactory(), backend="nhipcau.accounts.backends.SignInBackend")

    answer = client.post(page("join", talk.pk), follow=True)

    assert "All 1 places are taken." in answer.text
    assert Member.objects.count() == 1


def test_a_candidate_reads_both_clocks_and_which_papers_are_missing(phone_of: PhoneOf, db: None) -> None:
    group = GatheringFactory(group=True)
    candidate = MemberFactory(gathering=group, candidate=True)
    checked = {"checked_by": group.created_by, "checked_at": NOON}
    Paper.objects.create(member=candidate, kind="passport", state="accepted", valid_until=date(2030, 1, 1), **checked)
    Paper.objects.create(member=candidate, kind="photo", state="refused", note="Nền phải trắng", **checked)
    Paper.objects.create(member=candidate, kind="health", state="accepted", valid_until=date(2026, 3, 1), **checked)

    text = phone_of(candidate).get(page("own", group.pk)).text

    assert "09:00 Vietnam time · 11:00 Japan time" in text
    assert "7 papers are still missing." in text
    assert "Nền phải trắng" in text
    assert "No longer valid on the day of the interview" in text


def test_a_candidate_says_that_they_come(phone_of: PhoneOf, db: None) -> None:
    candidate = MemberFactory(gathering=GatheringFactory(group=True), candidate=True)

    phone_of(candidate).post(page("answer", candidate.gathering_id), {"answer": "coming"})

    assert Member.objects.get().answer == Answer.COMING


def test_ones_own_list_shows_what_is_to_come_and_nothing_of_others(phone_of: PhoneOf, cost: Cost, db: None) -> None:
    member = MemberFactory()
    client = phone_of(member)
    one = cost(client, page("mine"))
    MemberFactory.create_batch(2, user=member.user)
    foreign = MemberFactory()

    assert cost(client, page("mine")) == one
    text = client.get(page("mine")).text
    assert text.count("<article") == 3
    assert foreign.gathering.title not in text


def test_an_operator_plans_a_talk_by_the_clock_of_this_country(db: None) -> None:
    centre = CentreFactory()
    client = english(sign_in(Client(), staff(Role.OPERATOR, centre)))
    said = {"kind": "talk", "title": "Đi Hàn Quốc", "day": "12/3/2026", "time": "14:00", "minutes": "90"}

    answer = client.post(page("plan"), said | {"partner_zone": "Europe/Berlin"}, follow=True)

    made = Gathering.objects.get()
    assert (made.centre, made.capacity, made.minutes) == (centre, 100, 90)
    assert "14:00 Vietnam time · 08:00 Germany time" in answer.text


def test_a_recruiter_plans_a_group_interview_for_a_licensed_opening_only(at_desk: Client, group: Gathering) -> None:
    licensed = VacancyFactory(employer=group.employer, on_board=True, abroad=True)
    said = {"kind": "group", "title": "Hàn hơi", "day": "12/3/2026", "time": "14:00", "minutes": "90"}
    said |= {"partner_zone": "Asia/Tokyo"}

    refused = at_desk.post(page("plan"), said)
    assert refused.status_code == 422
    assert "Law 69/2020" in refused.text
    assert Gathering.objects.count() == 1

    at_desk.post(page("plan"), said | {"vacancy": str(licensed.pk)})
    made = Gathering.objects.get(vacancy=licensed)
    assert (made.employer, made.capacity, len(made.papers)) == (group.employer, 8, 8)


def test_the_papers_that_candidates_bring_are_chosen(at_desk: Client, group: Gathering) -> None:
    licensed = VacancyFactory(employer=group.employer, on_board=True, abroad=True)
    said = {"title": "Hàn hơi", "day": "12/3/2026", "time": "14:00", "minutes": "90", "vacancy": str(licensed.pk)}
    said |= {"partner_zone": "Asia/Tokyo", "capacity": "8"}
    Gathering.objects.update(state=State.PLANNED, starts_at=TOMORROW)
    address = page("change", group.pk)
    assert at_desk.get(address).text.count(" checked") == 8

    assert at_desk.post(address, said | {"papers": ["passport", "blood"]}).status_code == 422
    assert len(Gathering.objects.get().papers) == 8
    at_desk.post(address, said | {"papers": ["passport", "cv"]})
    assert Gathering.objects.get().papers == ["passport", "cv"]


def test_candidates_are_found_by_name_and_put_in(at_desk: Client, group: Gathering) -> None:
    applicant = QueueTicketFactory(desk=DeskFactory(employer=group.employer), seeker__full_name="Lê Thị Sen").seeker
    stranger = SeekerFactory(full_name="Lê Thị Sen", centre=group.centre)

    found = at_desk.post(page("candidates", group.pk), {"q": "sen"})
    assert found.context["found"] == [applicant]

    at_desk.post(page("candidates", group.pk), {"seeker": str(applicant.pk)})
    assert at_desk.post(page("candidates", group.pk), {"seeker": str(stranger.pk)}).status_code == 404
    assert Member.objects.get().seeker == applicant


@pytest.mark.parametrize("candidates", [1, 3])
def test_the_page_of_a_group_interview_costs_the_same_for_one_or_many(
    at_desk: Client, cost: Cost, group: Gathering, candidates: int
) -> None:
    for member in MemberFactory.create_batch(candidates, gathering=group, candidate=True):
        Paper.objects.create(
            member=member, kind="passport", state="brought", checked_by=group.created_by, checked_at=NOON
        )

    assert cost(at_desk, page("manage", group.pk)) == 13
    assert cost(at_desk, page("results", group.pk)) == 14


def test_a_paper_is_written_down_and_of_health_only_that_it_is_there(at_desk: Client, group: Gathering) -> None:
    candidate = MemberFactory(gathering=group, candidate=True)
    where = page("papers", candidate.pk)

    at_desk.post(where, {"kind": "passport", "passport-state": "brought", "passport-valid_until": "1/2/2030"})
    at_desk.post(where, {"kind": "health", "health-state": "accepted", "health-note": "viêm gan B"})

    kept = {paper.kind: paper for paper in Paper.objects.all()}
    assert (kept["passport"].state, kept["passport"].valid_until) == ("brought", date(2030, 2, 1))
    assert (kept["health"].state, kept["health"].note) == ("accepted", "")
    assert "viêm gan" not in at_desk.get(where).text
    assert AuditRecord.objects.filter(action="gathering.note_paper").count() == 2


def test_three_taps_write_a_result_and_a_refusal_needs_its_reason(at_desk: Client, group: Gathering) -> None:
    candidate = MemberFactory(gathering=group, candidate=True)
    sheet = at_desk.get(page("results", group.pk), {"member": candidate.pk, "result": "not_suitable"})
    assert "Why?" in sheet.text

    missing = at_desk.post(page("result", candidate.pk, "not_suitable"), {})
    assert missing.status_code == 422
    assert not Result.objects.exists()
    for _press in range(2):
        at_desk.post(page("result", candidate.pk, "not_suitable"), {"reason": "skill"})
    at_desk.post(page("result", candidate.pk, "offer"), {"note": "Hàn tốt"})

    assert list(Result.objects.values_list("stage", "reason", "for_recruiter")) == [
        ("not_suitable", "skill", False),
        ("offer", "", False),
    ]
    assert "Offered the job" in at_desk.get(page("results", group.pk)).text


def test_staff_write_a_result_for_the_enterprise_and_the_line_says_so(group: Gathering) -> None:
    candidate = MemberFactory(gathering=group, candidate=True)
    client = sign_in(Client(), staff(Role.OPERATOR, group.centre))

    client.post(page("result", candidate.pk, "pool"), {})

    assert Result.objects.get().for_recruiter is True


def test_calling_it_off_is_told_on_everybodys_page(phone_of: PhoneOf, db: None) -> None:
    member = MemberFactory()
    client = sign_in(Client(), staff(Role.OPERATOR, member.gathering.centre))

    client.post(page("call-off", member.gathering_id), {"because": "Đối tác hoãn."})

    assert Gathering.objects.get().state == State.CANCELLED
    assert "Đối tác hoãn." in phone_of(member).get(page("own", member.gathering_id)).text


def test_a_stranger_finds_nothing_of_it(group: Gathering, at_centre: Client, phone_of: PhoneOf, mai: User) -> None:
    """The operator of another centre, a listener of another talk, the recruiter without a second factor."""
    candidate = MemberFactory(gathering=group, candidate=True)
    weak = sign_in(Client(), mai, method="password")
    pages = [page("own", group.pk), page("results", group.pk), page("room", group.room)]
    for client in (at_centre, phone_of(MemberFactory()), weak):
        assert [client.get(one).status_code for one in pages] == [404] * 3
    for one in (page("manage", group.pk), page("papers", candidate.pk), page("candidates", group.pk)):
        assert at_centre.get(one).status_code == 404
        assert weak.get(one).status_code == 302
