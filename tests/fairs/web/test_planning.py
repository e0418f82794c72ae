from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Centre, Place, Role
from nhipcau.fairs.models import FairSeries, FairSession, SessionSite
from tests.centres.factories import CentreFactory, PlaceFactory, staff
from tests.fairs.factories import FairSeriesFactory, FairSessionFactory, ParticipationFactory, SessionSiteFactory
from tests.fairs.web.conftest import cost_of, opened_by

pytestmark = pytest.mark.django_db
DESK = reverse("fairs:sessions")


def typed_session(**changes: Any) -> dict[str, Any]:
    said = {"title": "Phiên lưu động", "kind": "mobile", "mode": "onsite", "scope": "province", "day": "2026-03-20"}
    return said | {"starts_at": "08:00", "ends_at": "11:00", "most_wishes": 3, "edition": 1} | changes


def typed_series(place: Place) -> dict[str, Any]:
    said = {"title": "Thứ Năm", "kind": "periodic", "mode": "hybrid", "scope": "linked", "weekdays": ["3"]}
    return said | {"interval": 1, "first_on": "2026-03-12", "starts_at": "07:30", "ends_at": "11:30", "place": place.pk}


def test_the_desk_costs_the_same_for_one_session_or_many(operator: Client, host: Centre) -> None:
    def plan_one() -> None:
        session = SessionSiteFactory(session=FairSessionFactory(centre=host)).session
        ParticipationFactory(session=session, site=session.sites.get())
        FairSeriesFactory(centre=host)

    plan_one()
    FairSessionFactory()
    alone = cost_of(operator, DESK)
    for _n in range(2):
        plan_one()

    assert cost_of(operator, DESK) == alone
    page = operator.get(DESK)
    assert (len(page.context["coming"]), len(page.context["series"])) == (3, 3)


def test_a_series_is_planned_and_its_holidays_are_asked_about(operator: Client, host: Centre) -> None:
    assert operator.get(reverse("fairs:plan-series")).status_code == 200

    response = operator.post(reverse("fairs:plan-series"), typed_series(PlaceFactory(centre=host)))

    series = FairSeries.objects.get()
    page = reverse("fairs:series", args=[series.pk])
    assert response.headers["Location"] == page
    assert series.sessions.count() == 7
    assert "Thứ Năm, 30/4" in operator.get(page).text


def test_the_hall_of_another_centre_cannot_be_chosen(operator: Client) -> None:
    response = operator.post(reverse("fairs:plan-series"), typed_series(PlaceFactory()))

    assert "place" in response.context["form"].errors
    assert not FairSeries.objects.exists()


def test_a_holiday_is_decided_with_one_button(operator: Client, host: Centre) -> None:
    series = FairSeriesFactory(centre=host)
    decide = reverse("fairs:decide-day", args=[series.pk])

    operator.post(decide, {"day": "2026-04-30", "fair": "yes"})
    operator.post(decide, {"day": "2026-05-07", "fair": "no"})

    series.refresh_from_db()
    assert [str(day) for day in (*series.kept_days, *series.skipped_days)] == ["2026-04-30", "2026-05-07"]
    for wrong in ("soon", "2026-02-31"):
        assert operator.post(decide, {"day": wrong}).status_code == 400
    assert operator.post(reverse("fairs:materialise", args=[series.pk])).status_code == 302
    assert series.sessions.count() == 8


def test_a_day_that_is_planned_already_is_not_skipped(operator: Client, host: Centre) -> None:
    series = FairSeriesFactory(centre=host)
    operator.post(reverse("fairs:materialise", args=[series.pk]))

    response = operator.post(
        reverse("fairs:decide-day", args=[series.pk]), {"day": "2026-03-12", "fair": "no"}, follow=True
    )

    assert "Ngày này đã lập phiên" in response.text


def test_a_single_session_leads_on_to_its_sites(operator: Client, host: Centre) -> None:
    assert operator.get(reverse("fairs:create-session")).status_code == 200

    response = operator.post(reverse("fairs:create-session"), typed_session())

    session = FairSession.objects.get(centre=host)
    assert response.headers["Location"] == reverse("fairs:sites", args=[session.pk])
    assert (session.title, session.kind, session.most_wishes) == ("Phiên lưu động", "mobile", 3)


def test_a_refusal_keeps_what_was_typed(operator: Client, host: Centre) -> None:
    response = operator.post(reverse("fairs:create-session"), typed_session(day="2026-03-01"))

    assert response.status_code == 409
    assert 'value="Phiên lưu động"' in response.text
    assert "Hãy chọn ngày và giờ chưa tới." in response.text
    assert not FairSession.objects.filter(centre=host).exists()


def test_an_older_copy_of_the_form_is_not_saved(operator: Client, session: FairSession) -> None:
    edit = reverse("fairs:edit-session", args=[session.pk])
    assert operator.get(edit).context["form"]["day"].value().isoformat() == "2026-03-12"
    operator.post(edit, typed_session(title="Một"))

    response = operator.post(edit, typed_session(title="Hai"))

    assert response.status_code == 409
    assert 'value="Hai"' in response.text
    session.refresh_from_db()
    assert (session.title, session.edition) == ("Một", 2)


def test_the_plan_goes_step_by_step_and_an_illegal_step_is_answered_409(operator: Client, host: Centre) -> None:
    session = SessionSiteFactory(session=FairSessionFactory(centre=host, draft=True)).session
    plan, step = reverse("fairs:plan", args=[session.pk]), reverse("fairs:step", args=[session.pk])
    assert operator.get(plan).context["next_steps"] == ["announced"]

    assert operator.post(step, {"step": "announced"}).headers["Location"] == plan
    response = operator.post(step, {"step": "running"})

    assert response.status_code == 409
    assert "Phiên đã công bố, chưa mở đăng ký." in response.text
    assert operator.post(step, {"step": "backwards"}).status_code == 400
    session.refresh_from_db()
    assert session.state == "announced"


def test_a_session_is_put_off_with_a_word_to_the_people(operator: Client, session: FairSession) -> None:
    answer = operator.post(reverse("fairs:put-off", args=[session.pk]), {"step": "postponed", "note": "Bão số 3"})

    assert answer.headers["Location"] == reverse("fairs:news", args=[session.pk])
    session.refresh_from_db()
    assert (session.state, session.note) == ("postponed", "Bão số 3")


def test_sites_are_joined_changed_and_taken_out(operator: Client, session: FairSession) -> None:
    sites = reverse("fairs:sites", args=[session.pk])
    second, foreign = PlaceFactory(centre=session.centre), PlaceFactory()
    assert operator.get(sites).status_code == 200

    operator.post(sites, {"place": second.pk, "capacity": 40, "contact": "Chị Hoa"})
    operator.post(sites, {"place": foreign.pk, "capacity": 40})
    operator.post(sites, {"place": "", "capacity": ""})

    point = session.sites.get(place=second)
    assert (point.role, point.centre, point.capacity) == ("host", session.centre, 40)
    assert not session.sites.filter(place=foreign).exists()
    assert session.sites.filter(role="online").count() == 1
    change = reverse("fairs:change-site", args=[point.pk])
    assert operator.get(change).status_code == 200
    operator.post(change, {"capacity": 60, "contact": "Anh Sơn"})
    point.refresh_from_db()
    assert (point.capacity, point.contact) == (60, "Anh Sơn")
    operator.post(reverse("fairs:remove-site", args=[point.pk]))
    assert not SessionSite.objects.filter(pk=point.pk).exists()


def test_fewer_seats_than_people_and_a_site_in_use_are_refused_409(operator: Client, session: FairSession) -> None:
    site = session.sites.get()
    SessionSite.objects.update(taken=12)
    ParticipationFactory(session=session, site=site)

    small = operator.post(reverse("fairs:change-site", args=[site.pk]), {"capacity": 3, "contact": "Anh Sơn"})
    gone = operator.post(reverse("fairs:remove-site", args=[site.pk]))

    assert (small.status_code, gone.status_code) == (409, 409)
    assert 'value="Anh Sơn"' in small.text
    site.refresh_from_db()
    assert (site.capacity, site.contact) == (100, "")


@pytest.mark.parametrize("name", ["plan", "edit-session", "sites", "readiness", "cockpit", "enterprises"])
def test_another_centre_finds_no_page_of_the_session(stranger: Client, session: FairSession, name: str) -> None:
    assert stranger.get(reverse(f"fairs:{name}", args=[session.pk])).status_code == 404


def test_another_centre_changes_nothing(stranger: Client, session: FairSession, host: Centre) -> None:
    series, site = FairSeriesFactory(centre=host), session.sites.get()
    before = FairSession.objects.filter(pk=session.pk).values().get()
    for name, pk, sent in [
        ("step", session.pk, {"step": "ready"}),
        ("edit-session", session.pk, typed_session()),
        ("sites", session.pk, {"place": ""}),
        ("change-site", site.pk, {"capacity": 1}),
        ("remove-site", site.pk, {}),
        ("open-site", site.pk, {}),
        ("decide-day", series.pk, {"day": "2026-04-30", "fair": "yes"}),
        ("materialise", series.pk, {}),
    ]:
        assert stranger.post(reverse(f"fairs:{name}", args=[pk]), sent).status_code == 404
    assert stranger.get(reverse("fairs:series", args=[series.pk])).status_code == 404

    series.refresh_from_db()
    assert FairSession.objects.filter(pk=session.pk).values().get() == before
    assert (session.sites.get().capacity, series.kept_days, series.sessions.count()) == (100, [], 0)


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.SITE_OFFICER, Role.COUNSELLOR])
def test_who_receives_people_plans_nothing(session: FairSession, host: Centre, role: Role) -> None:
    client = opened_by(staff(role, host))

    assert client.get(DESK).status_code == 200
    for name in ("plan", "edit-session", "sites", "cockpit", "enterprises"):
        assert client.get(reverse(f"fairs:{name}", args=[session.pk])).status_code == 403
    assert client.post(reverse("fairs:step", args=[session.pk]), {"step": "ready"}).status_code == 403
    session.refresh_from_db()
    assert session.state == "registration_open"


def test_recruiters_and_visitors_do_not_see_the_desk(client: Client, foreign_recruiter: Client) -> None:
    assert client.get(DESK).status_code == 302
    assert foreign_recruiter.get(DESK).status_code == 403


def test_a_centre_without_planners_has_no_form(db: None) -> None:
    centre = CentreFactory()

    assert opened_by(staff(Role.FRONT_DESK, centre)).get(reverse("fairs:create-session")).status_code == 403
