"""A recruiter who was here before takes part again with one tap, and writes who interviews."""

from django.test import Client
from django.urls import reverse

from nhipcau.fairs.models import FairSession
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.factories import EnterpriseInvitationFactory, FairSessionFactory, SessionVacancyFactory
from tests.fairs.web.conftest import cost_of, opened_by
from tests.interviews.factories import DeskFactory


def test_a_recruiter_takes_part_again_with_one_tap_or_says_no(session: FairSession, foreign_recruiter: Client) -> None:
    before = SessionVacancyFactory(participation__site=None, participation__online=True).participation
    asked = EnterpriseInvitationFactory(session=session, employer=before.employer, last=before)
    client, answer = opened_by(recruiter(before.employer)), reverse("fairs:answer", args=[asked.pk])
    shown = client.get(reverse("fairs:for-recruiters")).context["asked"]
    assert [(one.invitation, len(one.openings)) for one in shown] == [(asked, 1)]
    assert foreign_recruiter.post(answer).status_code == 404

    sent = client.post(answer)

    participation = session.participations.get()
    assert sent.headers["Location"] == reverse("fairs:participation", args=[participation.pk])
    assert (participation.state, participation.vacancies.count(), participation.online) == ("applied", 1, True)
    assert client.get(reverse("fairs:for-recruiters")).context["asked"] == []


def test_a_no_and_a_tap_with_nothing_open_are_answered_in_words(session: FairSession) -> None:
    asked = EnterpriseInvitationFactory(session=session)
    client, answer = opened_by(recruiter(asked.employer)), reverse("fairs:answer", args=[asked.pk])
    assert client.post(answer).headers["Location"] == reverse("fairs:for-recruiters")

    client.post(answer, {"no": "1"})

    asked.refresh_from_db()
    assert asked.declined_at == NOON
    assert not session.participations.exists()


def test_the_invitations_cost_the_same_for_one_or_many(session: FairSession) -> None:
    user = recruiter()
    client, page = opened_by(user), reverse("fairs:for-recruiters")
    employer = user.recruiters.get().employer

    def more() -> None:
        there = SessionVacancyFactory(
            participation__employer=employer, participation__site=None, participation__online=True
        ).participation
        EnterpriseInvitationFactory(session=FairSessionFactory(), employer=employer, last=there)

    more()
    once = cost_of(client, page)
    more()
    more()
    assert cost_of(client, page) == once


def test_a_recruiter_writes_who_interviews_at_the_own_tables_only(session: FairSession) -> None:
    there = SessionVacancyFactory(participation__session=session, participation__site=session.sites.get()).participation
    hall = there.site.place
    mine = DeskFactory(occasion_id=session.pk, employer=there.employer, place=hall, interviewer="")
    other = DeskFactory(occasion_id=session.pk, place=hall, interviewer="Anh Ba")
    client = opened_by(recruiter(there.employer))
    names = {f"desk-{mine.pk}": " Chị  Hoa ", f"desk-{other.pk}": "Ai đó"}

    client.post(reverse("fairs:interviewers", args=[there.pk]), names)

    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.interviewer, other.interviewer) == ("Chị Hoa", "Anh Ba")
