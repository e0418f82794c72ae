"""Work that suits you, as the person sees it: the list, what would open more, what counts, and whose page it is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.matching.api import say_not_for_me, switch_suggestions
from nhipcau.matching.queries import person_facts
from nhipcau.matching.suitability.steps import Otherwise
from nhipcau.matching.web.suggested_shown import where_changed
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory
from tests.matching.factories import PreferenceFactory
from tests.matching.web.looking import HTMX, MINE, MORE, TURNED_DOWN, home, phone_of, sewing, somebody
from tests.reference.factories import CommuneFactory, IndustrialParkFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db
LONGEST_NAME = "Công ty TNHH Một thành viên Sản xuất và Thương mại Quang Châu"


def test_the_first_ten_are_shown_the_best_first_with_two_bars_and_their_sentences() -> None:
    fit, far_pay = sewing(), sewing(pay_from=7_000_000, pay_to=7_500_000)
    page = phone_of(somebody()).get(MINE, headers={"Accept-Language": "vi"})

    assert [each.vacancy.pk for each in page.context["shown"]] == [fit.pk, far_pay.pk]
    assert "2 việc, hợp nhất trước" in page.text
    for words in (
        "Hợp với mong muốn của bạn",
        "Bạn đáp ứng yêu cầu",
        "Đúng việc bạn tìm",
        "8–12 triệu/tháng",
        "Ca ngày",
    ):
        assert words in page.text
    first = page.context["shown"][0]
    assert f"Hợp {first.number}" in page.text
    assert sum(row.points for side in first.sides for row in side.rows) == first.explanation.score


def test_it_reads_in_english_too() -> None:
    sewing()
    page = phone_of(somebody()).get(MINE, headers={"Accept-Language": "en"}).text
    for words in ("Work that suits you", "1 opening, the best fit first", "It is work you look for", "Not for me"):
        assert words in page


def test_never_more_than_ten_and_never_what_was_turned_down() -> None:
    me = somebody()
    gone, *rest = [sewing() for _n in range(12)]
    say_not_for_me(seeker=me, vacancy=gone, because="far", by=seeker_user(me), now=NOON)
    shown = [each.vacancy.pk for each in phone_of(me).get(MINE).context["shown"]]
    assert shown == [each.pk for each in rest[:10]]


def test_ten_cards_with_long_names_weigh_a_quarter_of_sixty_kilobytes_on_the_wire() -> None:
    me = somebody(experience_years=2)
    employer, park = EmployerFactory(name=LONGEST_NAME), IndustrialParkFactory(commune=home(), name="Quang Châu")
    asks = {"requirements": "Biết may máy 1 kim, 2 kim, vắt sổ", "education": "lower", "has_bus": True}
    for _n in range(10):
        sewing(employer=employer, park=park, has_dormitory=True, experience="1_2", **asks)
    page = phone_of(me).get(MINE, headers={"Accept-Language": "vi", "Accept-Encoding": "gzip"})
    assert len(page.context["shown"]) == 10
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.content) < 15_000


def test_the_list_costs_the_same_for_one_or_ten() -> None:
    me = somebody()
    sewing()
    client = phone_of(me)

    def cost() -> int:
        client.get(MINE)
        with CaptureQueriesContext(connection) as seen:
            client.get(MINE)
        return len(seen)

    of_one = cost()
    for _n in range(9):
        sewing(commune=CommuneFactory(province=home().province), employer=EmployerFactory())
    assert len(client.get(MINE).context["shown"]) == 10
    assert cost() == of_one


def test_an_empty_list_says_which_answers_are_missing_and_leads_to_their_fields() -> None:
    page = phone_of(SeekerFactory()).get(MINE, headers={"Accept-Language": "vi"})
    assert page.context["shown"] == []
    assert "Lúc này chưa có việc nào hợp với bạn." in page.text
    links = {place.url for place in page.context["unsaid"]}
    back = "?next=%2Fviec-hop-voi-ban%2F"
    assert {f"/toi/ho-so/viec/{back}#id_wished_work", f"/toi/ho-so/noi-o/{back}#id_place"} <= links
    assert all(link.replace("&", "&amp;") in page.text for link in links)


def test_a_full_file_with_an_empty_list_leads_to_the_board() -> None:
    full = {"experience_years": 3, "education": "upper", "qualification": "short", "skills": "may 1 kim"}
    page = phone_of(somebody(**full)).get(MINE, headers={"Accept-Language": "vi"})
    assert page.context["unsaid"] == []
    assert "Hồ sơ của bạn đã đủ." in page.text
    assert reverse("vacancies:board") in page.text


def test_work_in_words_that_name_no_occupation_is_asked_for_again() -> None:
    page = phone_of(somebody(wished_work="làm bên mạng")).get(MINE, headers={"Accept-Language": "vi"})
    assert "Chúng tôi chưa hiểu “làm bên mạng” là nghề gì" in page.context["unsaid"][0].words
    anything = phone_of(somebody(wished_work="việc gì gần nhà cũng được")).get(MINE, headers={"Accept-Language": "vi"})
    assert not [each for each in anything.context["unsaid"] if each.url.endswith("#id_wished_work")]


def test_what_was_learnt_is_said_with_the_way_back() -> None:
    me = somebody()
    client = phone_of(me)
    assert client.get(MINE).context["weights"] == []
    PreferenceFactory(seeker=me, place=20)
    page = client.get(MINE, headers={"Accept-Language": "vi"})
    assert len(page.context["weights"]) == 1
    assert page.context["weights"][0] in page.text
    assert "Cân như bình thường" in page.text


def test_switched_off_nothing_is_suggested_and_one_tap_switches_on() -> None:
    me, opening = somebody(), sewing()
    switch_suggestions(seeker=me, on=False, by=seeker_user(me), now=NOON)
    page = phone_of(me).get(MINE, headers={"Accept-Language": "vi"}).text
    assert "Gợi ý đang tắt." in page
    assert "Bật gợi ý" in page
    assert opening.title not in page


def test_what_would_open_more_doors_leads_to_its_field() -> None:
    me = somebody()
    for _n in range(3):
        sewing(shift="night")
    part = phone_of(me).get(MORE, headers={**HTMX, "Accept-Language": "vi"}).text
    assert "Nếu bạn nhận mọi ca, kể cả ca đêm: thêm 3 việc làm" in part
    assert "/toi/ho-so/viec/?next=%2Fviec-hop-voi-ban%2F#id_wished_shift_3" in part
    assert "<html" not in part


def test_the_field_it_leads_to_is_on_the_form() -> None:
    client = phone_of(somebody())
    for group, boxes in {
        "viec": (
            "id_wished_shift_3",
            "id_wished_shift_0",
            "id_wants_dormitory",
            "id_wished_pay",
            "id_would_go_abroad",
            "id_musts_4",
        ),
        "noi-o": ("id_will_move", "id_place"),
        "hoc-van": ("id_education_0", "id_qualification_0", "id_experience_years", "id_skills"),
    }.items():
        form = client.get(reverse("seekers:section", args=[group])).text
        assert [box for box in boxes if f'id="{box}"' not in form] == []
    assert (
        'value="any"'
        in client.get(reverse("seekers:section", args=["viec"])).text.split('id="id_wished_shift_3"')[0][-300:]
    )


def test_nothing_is_shown_where_nothing_would_open_more() -> None:
    sewing()
    client = phone_of(somebody())
    assert client.get(MORE, headers=HTMX).text.strip() == ""
    assert "Lúc này không có mong muốn riêng nào" in client.get(MORE, headers={"Accept-Language": "vi"}).text


@pytest.mark.parametrize(("now", "then", "tap"), [(None, 50, "6"), (40, 50, "6"), (18, 30, "5"), (5, 20, "3")])
def test_a_longer_way_leads_to_the_tap_that_is_long_enough(now: int | None, then: int, tap: str) -> None:
    client = phone_of(me := somebody(farthest_km=now))
    url = where_changed(Otherwise.FARTHER, person_facts([me])[me.pk])
    assert url.endswith(f"#id_farthest_km_{tap}")
    form = client.get(reverse("seekers:section", args=["viec"])).text
    assert f'value="{then}"' in form.split(f'id="id_farthest_km_{tap}"')[0][-300:]


def test_somebody_who_could_go_farther_is_offered_it() -> None:
    me = somebody()
    sewing(
        commune=CommuneFactory(province=home().province, latitude=home().latitude + 0.42, longitude=home().longitude)
    )
    ways = phone_of(me).get(MORE, headers={"Accept-Language": "vi"}).context["ways"]
    assert [way.words.split(",")[0] for way in ways][:1] == ["Nếu bạn đi xa đến 50 km"]
    assert any("đi làm xa nhà" in way.words for way in ways)


def test_the_principle_is_open_to_anybody_and_gives_the_points_in_force() -> None:
    page = Client().get(reverse("suggested:why"), headers={"Accept-Language": "vi"})
    for words in ("700 điểm cho mong muốn", "Giới tính, dân tộc, tôn giáo, khuyết tật", "hơn 40 km", "dưới 80 %"):
        assert words in page.text
    assert sum(points for _label, points in (*page.context["wished"], *page.context["asked"])) == 1000


def test_what_was_turned_down_is_listed_also_what_left_the_board() -> None:
    me = somebody()
    for because in ("far", "pay"):
        say_not_for_me(
            seeker=me, vacancy=sewing(title=f"Việc {because}"), because=because, by=seeker_user(me), now=NOON
        )
    client = phone_of(me)
    Vacancy.objects.filter(title="Việc far").update(status="closed")
    page = client.get(TURNED_DOWN, headers={"Accept-Language": "vi"}).text
    for words in ("Việc far", "Việc pay", "Quá xa", "Lương thấp quá", "2 việc, mới nhất trước"):
        assert words in page
    assert "Bạn chưa bỏ việc nào." in phone_of(somebody()).get(TURNED_DOWN, headers={"Accept-Language": "vi"}).text


def test_several_people_on_one_phone_say_who_is_looking() -> None:
    me = somebody()
    son: Seeker = SeekerFactory(account=seeker_user(me), full_name="Trần Văn Nam")
    sewing()
    client = phone_of(me)
    assert client.get(MINE).headers["Location"] == "/toi/la-ai/?next=%2Fviec-hop-voi-ban%2F"
    client.post(reverse("seekers:choose"), {"person": son.pk})
    page = client.get(MINE, headers={"Accept-Language": "vi"})
    assert page.context["me"] == son
    assert "Trần Văn Nam" in page.text
    assert "/toi/la-ai/?next=%2Fviec-hop-voi-ban%2F" in page.text


def test_staff_and_visitors_have_no_such_page() -> None:
    clerk = sign_in(Client(), staff(Role.COUNSELLOR, somebody().centre))
    for address in (MINE, MORE, TURNED_DOWN, reverse("suggested:cards")):
        assert clerk.get(address).status_code == 403
        assert "/tai-khoan/" in Client().get(address).headers["Location"]


def test_who_looks_for_work_finds_the_way_here() -> None:
    client = phone_of(somebody())
    for address in (reverse("home"), reverse("seekers:me")):
        assert client.get(address).text.count(f'href="{MINE}"') >= 2
    assert f'href="{MINE}"' not in Client().get(reverse("home")).text


def test_from_a_field_of_the_file_one_comes_back_here() -> None:
    me = somebody()
    client = phone_of(me)
    form = reverse("seekers:section", args=["noi-o"]) + "?next=%2Fviec-hop-voi-ban%2F"
    assert f'href="{MINE}"' in client.get(form).text
    answer = client.post(form, {"edition": me.edition, "will_move": "on"})
    assert answer.headers["Location"] == MINE
    outside = reverse("seekers:section", args=["noi-o"]) + "?next=https://example.com/"
    me.refresh_from_db()
    assert client.post(outside, {"edition": me.edition}).headers["Location"] == reverse("seekers:me")


@pytest.mark.parametrize("asked", ["suggested:mine", "suggested:cards"])
def test_an_endless_number_names_no_opening(asked: str) -> None:
    sewing()
    typed = "9" * 5000
    answer = phone_of(somebody()).get(f"{reverse(asked)}?vua-bo={typed}&viec={typed}", headers=HTMX)
    assert answer.status_code in (200, 204)
