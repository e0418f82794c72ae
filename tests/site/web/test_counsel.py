"""The counselling desk of a fair: our people only, what is asked and who reads it."""

from typing import Any

import pytest
from django.test import Client

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.counselling.models import GroupAdvice, Screening
from nhipcau.fairs.models import SessionSite
from nhipcau.matching.models import Referral
from nhipcau.seekers.models import Shared
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.counselling.factories import GroupAdviceFactory, ScreeningFactory
from tests.fairs.factories import (
    FairSessionFactory,
    SessionSiteFactory,
)
from tests.matching.factories import sharing
from tests.seekers.factories import SeekerFactory
from tests.site.web.counsel_hall import at, brought, cost, here


class TestFinding:
    def test_one_fair_today_is_opened_at_once(self, desk: Client, hall: SessionSite) -> None:
        assert desk.get(at("desk")).headers["Location"] == at("session", hall.session_id)

    def test_without_a_fair_the_desk_says_what_can_be_done(self, desk: Client) -> None:
        assert at("groups") in desk.get(at("desk")).text

    def test_a_scanned_ticket_goes_to_the_questions(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall)
        answer = desk.post(at("find", hall.session_id), {"code": ticket.code})
        assert answer.headers["Location"] == at("screening", ticket.pk)

    def test_a_code_of_another_site_is_no_code_here(self, desk: Client, hall: SessionSite) -> None:
        point = SessionSiteFactory(session=hall.session, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
        theirs = here(point)
        answer = desk.post(at("find", hall.session_id), {"code": theirs.code})
        assert answer.status_code == 422
        assert f'value="{theirs.code}"' in answer.text
        assert theirs.seeker.full_name not in answer.text
        assert desk.get(at("screening", theirs.pk)).status_code == 404
        assert desk.get(at("openings", theirs.pk)).status_code == 404

    def test_a_site_officer_sees_the_own_people_only(self, hall: SessionSite) -> None:
        point = SessionSiteFactory(session=hall.session, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
        theirs, ours = here(hall), here(point)
        officer = sign_in(Client(), staff(Role.SITE_OFFICER, point.centre))
        assert officer.get(at("session", hall.session_id)).status_code == 200
        assert officer.get(at("screening", ours.pk)).status_code == 200
        assert officer.get(at("screening", theirs.pk)).status_code == 404

    def test_by_name_or_number_and_never_in_the_address(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall)
        for typed in (ticket.seeker.full_name.split()[-1], str(ticket.number)):
            page = desk.post(at("find", hall.session_id), {"q": typed}, headers={"HX-Request": "true"}).text
            assert at("screening", ticket.pk) in page
            assert "<html" not in page

    @pytest.mark.parametrize("page", ["session", "find"])
    def test_the_desk_costs_the_same_for_one_or_three(self, desk: Client, hall: SessionSite, page: str) -> None:
        def ask() -> Any:
            return (
                desk.post(at(page, hall.session_id), {"q": "ng"})
                if page == "find"
                else desk.get(at(page, hall.session_id))
            )

        def one() -> None:
            ticket = here(hall)
            ScreeningFactory(seeker=ticket.seeker, occasion_id=hall.session_id)

        one()
        before = cost(ask)
        one()
        one()
        assert cost(ask) == before


class TestQuestions:
    def test_what_is_in_the_file_stands_there_already(self, desk: Client, hall: SessionSite) -> None:
        person = sharing(hall.centre, wished_work="công nhân may", wished_shift="day", draws_benefit=True)
        form = desk.get(at("screening", here(hall, seeker=person).pk)).context["form"]
        assert [form[name].value() for name in ("wish", "shift", "draws_benefit")] == ["công nhân may", "day", True]
        assert "agrees" not in form.fields

    def test_a_file_of_another_centre_shows_nothing_until_it_is_shared(
        self, desk: Client, hall: SessionSite, counsellor: User
    ) -> None:
        person = sharing(wished_work="việc riêng của tôi")
        ticket = here(hall, seeker=person)
        for name in ("screening", "openings"):
            page = desk.get(at(name, ticket.pk)).text
            assert person.centre.short_name in page
            assert "việc riêng" not in page
        assert desk.post(at("screening", ticket.pk), {"wish": "may"}).status_code == 403
        assert not Screening.objects.exists()
        Shared.objects.create(seeker=person, centre=hall.centre, why="Xa nhà", by=counsellor, at=NOON)
        assert "việc riêng" in desk.get(at("screening", ticket.pk)).text

    def test_what_was_typed_is_not_lost_when_something_is_wrong(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall)
        answer = desk.post(at("screening", ticket.pk), {"wish": "may", "place": "không đâu cả", "farthest_km": "12"})
        assert answer.status_code == 422
        assert 'value="không đâu cả"' in answer.text
        assert 'value="12"' in answer.text
        assert not Screening.objects.exists()

    def test_the_permission_is_asked_for_with_its_words(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall, seeker=SeekerFactory(centre=hall.centre))
        opening = brought(hall)
        assert "agrees" in desk.get(at("screening", ticket.pk)).context["form"].fields
        desk.post(at("refer", ticket.pk, opening.pk))
        assert not Referral.objects.exists()
        desk.post(at("screening", ticket.pk), {"wish": "may", "agrees": "on"})
        desk.post(at("refer", ticket.pk, opening.pk))
        assert Referral.objects.count() == 1

    def test_a_site_officer_is_not_asked_about_health(self, hall: SessionSite, desk: Client) -> None:
        ticket = here(hall)
        officer = sign_in(Client(), staff(Role.SITE_OFFICER, hall.centre))
        assert "needs" in desk.get(at("screening", ticket.pk)).context["form"].fields
        assert "needs" not in officer.get(at("screening", ticket.pk)).context["form"].fields
        desk.post(at("screening", ticket.pk), {"needs": "Đau lưng"})
        assert "Đau lưng" not in desk.get(at("screening", ticket.pk)).text
        assert officer.post(at("needs", ticket.pk)).status_code == 403
        assert "Đau lưng" in desk.post(at("needs", ticket.pk)).text
        assert "Đau lưng" not in desk.get(at("openings", ticket.pk)).text


class TestGroups:
    def test_a_line_belongs_to_the_fair_of_today_or_to_none(self, desk: Client, hall: SessionSite) -> None:
        said = {"topic": "work", "people": "40", "minutes": "15"}
        desk.post(at("groups"), said | {"session": hall.session_id})
        desk.post(at("groups"), said | {"session": "", "people": "7"})
        assert list(GroupAdvice.objects.order_by("pk").values_list("occasion_id", "people")) == [
            (hall.session_id, 40),
            (None, 7),
        ]
        other = FairSessionFactory(running=True)
        assert desk.post(at("groups"), said | {"session": other.pk}).status_code == 422
        assert GroupAdvice.objects.count() == 2

    def test_the_day_costs_the_same_for_one_or_three(self, desk: Client, centre: Centre, counsellor: User) -> None:
        GroupAdviceFactory(centre=centre, by=counsellor)
        before = cost(lambda: desk.get(at("groups")))
        lines = GroupAdviceFactory.create_batch(2, centre=centre, by=counsellor)
        assert cost(lambda: desk.get(at("groups"))) == before
        desk.post(at("strike-out", lines[0].pk))
        assert GroupAdvice.objects.count() == 2
