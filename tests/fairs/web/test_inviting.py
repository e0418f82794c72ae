"""The pages of an invitation: for the host, for a centre that is here, and by the link for one that is not."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.fairs.models import FairSession, SessionSite, SiteInvitation
from nhipcau.messaging.models import EmailMessage
from tests.centres.factories import CentreFactory, PlaceFactory, staff
from tests.fairs.factories import FairSessionFactory
from tests.fairs.linked import PASSWORD, invited, joined
from tests.fairs.web.conftest import at, cost_of, opened_by
from tests.reference.factories import CommuneFactory


def link_in(page: str) -> str:
    """The address the host hands over."""
    found = re.search(r"http://testserver(/phien/lien-ket/[\w-]+/)", page)
    assert found
    return found.group(1)


def typed(**more: str) -> dict[str, str]:
    commune = CommuneFactory()
    said = {
        "name": "Trung tâm Dịch vụ việc làm tỉnh Hà Giang", "where": commune.name, "where-picked": commune.pk,
        "address": "Số 2", "phone": "0219 3866 111", "display_name": "Vàng Thị Mỷ", "username": "ha.giang",
        "password": PASSWORD, "again": PASSWORD, "place_name": "Điểm cầu Hà Giang", "computers": "12",
        "capacity": "60", "contact": "Chị Mỷ 0912 345 678",
    }  # fmt: skip
    return said | more


def test_the_link_is_shown_once_and_joins_a_new_centre(operator: Client, session: FairSession) -> None:
    shown = operator.post(at("invite", session), {"name": "TT DVVL Hà Giang", "email": "hg@example.vn"})
    link = link_in(shown.content.decode())
    visitor = Client()

    first = visitor.get(link)
    answer = visitor.post(link, typed())

    assert "no-store" in shown.headers["Cache-Control"]
    assert link in EmailMessage.objects.get().words
    assert session.centre.short_name in first.content.decode()
    site = SessionSite.objects.get(centre__joined_by_link=True)
    assert answer.headers["Location"] == reverse("fairs:site", args=[site.pk])
    assert "Hà Giang" in operator.get(at("sites", session)).content.decode()
    assert link not in operator.get(at("sites", session)).content.decode()


def test_the_page_says_beforehand_that_a_phone_app_is_needed_and_why(session: FairSession) -> None:
    _invitation, secret = invited(session)
    page = Client().get(reverse("fairs:join", args=[secret])).text

    assert "Hãy để sẵn điện thoại bên mình" in page
    assert "ứng dụng trên điện thoại hiện sáu chữ số" in page
    assert "chỉ mật khẩu là chưa đủ" in page
    assert "Không phải cài đặt gì" not in page


@pytest.mark.promise("R51")
def test_joining_leads_straight_to_the_second_step_and_opens_nothing_before_it(session: FairSession) -> None:
    _invitation, secret = invited(session)
    visitor = Client()

    arrived = visitor.post(reverse("fairs:join", args=[secret]), typed(), follow=True)

    site = reverse("fairs:site", args=[SessionSite.objects.get(centre__joined_by_link=True).pk])
    assert arrived.redirect_chain[-1][0] == f"{reverse('mfa_activate_totp')}?next={site}"
    assert "Còn một bước" in arrived.text
    assert visitor.get(site).status_code == visitor.get(reverse("desk")).status_code == 302


@pytest.mark.parametrize("state", ["accepted", "declined", "revoked"])
def test_a_link_that_is_done_says_so_kindly(operator: Client, session: FairSession, state: str) -> None:
    invitation, secret = invited(session)
    link = reverse("fairs:join", args=[secret])
    if state == "accepted":
        Client().post(link, typed())
    elif state == "declined":
        Client().post(reverse("fairs:join-decline", args=[secret]), {"reason": "Trùng lịch"})
    else:
        operator.post(reverse("fairs:revoke-invitation", args=[invitation.pk]))
    centres = Centre.objects.count()

    answer = Client().post(link, typed(username="khac", name="Trung tâm Khác hẳn"))

    assert (answer.status_code, Centre.objects.count()) == (410, centres)
    assert session.title in answer.content.decode()


def test_an_unknown_link_is_not_found(db: None) -> None:
    assert Client().get(reverse("fairs:join", args=["x" * 32])).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"again": "khác"},
        {"password": "ngắn", "again": "ngắn"},
        {"where": "Ở đâu đó", "where-picked": ""},
        {"place_name": ""},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(session: FairSession, wrong: dict[str, str]) -> None:
    _invitation, secret = invited(session)
    answer = Client().post(reverse("fairs:join", args=[secret]), typed(**wrong))
    assert answer.status_code == 422
    assert "Vàng Thị Mỷ" in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    assert not User.objects.filter(username="ha.giang").exists()


def test_a_known_centre_finds_the_invitation_on_its_list_and_joins(session: FairSession) -> None:
    partner = CentreFactory()
    place = PlaceFactory(centre=partner)
    invitation, secret = invited(session, partner)
    client = opened_by(staff(Role.OPERATOR, partner))
    page = reverse("fairs:invitation", args=[invitation.pk])

    assert page in client.get(reverse("fairs:invitations")).content.decode()
    assert client.get(reverse("fairs:join", args=[secret])).headers["Location"] == page
    assert client.get(page).context["form"].initial["place"] == place.pk
    answer = client.post(page, {"place": place.pk, "capacity": "40"})

    site = SessionSite.objects.get(centre=partner)
    assert answer.headers["Location"] == reverse("fairs:site", args=[site.pk])
    assert client.get(page).status_code == 200


def test_a_centre_that_is_here_takes_an_invitation_by_name_with_its_link(session: FairSession) -> None:
    partner = CentreFactory()
    _invitation, secret = invited(session)
    client = opened_by(staff(Role.MANAGER, partner))
    link = reverse("fairs:join", args=[secret])

    assert partner.short_name in client.get(link).content.decode()
    client.post(link, {"place_name": "Điểm mới", "capacity": "30"})

    assert SessionSite.objects.get(centre=partner).place.name == "Điểm mới"  # type: ignore[union-attr]


def test_declining_on_the_list_tells_the_host_why(operator: Client, session: FairSession) -> None:
    partner = CentreFactory()
    invitation, _secret = invited(session, partner)
    client = opened_by(staff(Role.MANAGER, partner))
    client.post(reverse("fairs:decline-invitation", args=[invitation.pk]), {"reason": "Trùng phiên của tỉnh"})
    assert "Trùng phiên của tỉnh" in operator.get(at("sites", session)).content.decode()


def test_strangers_get_nothing_of_an_invitation(session: FairSession, stranger: Client) -> None:
    partner = CentreFactory()
    invitation, _secret = invited(session, partner)
    for name, method in (
        ("invitation", "get"), ("invitation", "post"), ("decline-invitation", "post"),
        ("renew-invitation", "post"), ("revoke-invitation", "post"),
    ):  # fmt: skip
        assert getattr(stranger, method)(reverse(f"fairs:{name}", args=[invitation.pk])).status_code == 404
    assert stranger.post(at("invite", session), {"name": "Ai đó ở đâu"}).status_code == 404
    assert SiteInvitation.objects.get().digest == invitation.digest


def test_a_new_link_replaces_the_old_one(operator: Client, session: FairSession) -> None:
    invitation, old = invited(session)
    shown = operator.post(reverse("fairs:renew-invitation", args=[invitation.pk]))
    assert Client().get(reverse("fairs:join", args=[old])).status_code == 404
    assert Client().get(link_in(shown.content.decode())).status_code == 200


@pytest.mark.parametrize(
    "said", [{"name": ""}, {"name": "Một trung tâm", "phone": "12"}, {"name": "Một trung tâm", "email": "x"}]
)
def test_an_incomplete_invitation_is_answered_beside_the_field(
    operator: Client, session: FairSession, said: dict[str, str]
) -> None:
    assert operator.post(at("invite", session), said).status_code == 422
    assert not SiteInvitation.objects.exists()


def test_inviting_twice_is_refused_with_the_reason(operator: Client, session: FairSession) -> None:
    partner = CentreFactory()
    invited(session, partner)
    assert operator.post(at("invite", session), {"centre": partner.pk}).status_code == 409
    invited_page = operator.get(at("invite", session)).content.decode()
    assert partner.short_name in invited_page


def test_the_lists_cost_the_same_for_one_and_three(operator: Client, session: FairSession) -> None:
    partner = CentreFactory()
    client = opened_by(staff(Role.OPERATOR, partner))
    joined(session, partner)
    sites, mine = cost_of(operator, at("sites", session)), cost_of(client, reverse("fairs:invitations"))
    for _n in range(2):
        joined(session, CentreFactory())
        invited(FairSessionFactory(), partner)
    assert cost_of(operator, at("sites", session)) == sites
    assert cost_of(client, reverse("fairs:invitations")) == mine
