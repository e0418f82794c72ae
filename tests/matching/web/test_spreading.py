"""The page where a centre's manager sees what each step would do on the centre's own data, and chooses one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.matching.models import Spread, Spreading, Standing, Trade
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, StaffRoleFactory, staff
from tests.matching.factories import measured

pytestmark = pytest.mark.django_db
OWN = reverse("matching:spreading-own")


def at(centre: Centre) -> str:
    return reverse("matching:spreading", args=[centre.pk])


@pytest.fixture
def centre() -> Centre:
    return CentreFactory()


@pytest.fixture
def manager(centre: Centre) -> User:
    return staff(Role.MANAGER, centre)


@pytest.fixture
def desk(manager: User) -> Client:
    return sign_in(Client(), manager)


def test_before_the_first_run_it_says_that_it_comes_tonight(desk: Client, centre: Centre) -> None:
    page = desk.get(at(centre)).text
    assert "Đêm nay sẽ tính" in page
    assert "Chưa lập. Đêm nay sẽ lập." in page
    assert page.count("<button") - desk.get(reverse("desk")).text.count("<button") == 1, (
        "the choice, and nothing to start"
    )
    assert "%" not in "".join(step.words for step in desk.get(at(centre)).context["setting"].steps)
    assert all(str(words) in page for trade in Trade for words in (trade.label, trade.sentence))


def test_each_step_stands_beside_score_alone_in_words_in_bars_and_in_a_table(desk: Client, centre: Centre) -> None:
    measured(centre)
    page = desk.get(at(centre))
    for words in (
        "+41 % chỗ làm có người, −1 % điểm phù hợp trung bình (mô phỏng)",
        "+62 % chỗ làm có người, −4 % điểm phù hợp trung bình (mô phỏng)",
        "+76 % chỗ làm có người, −11 % điểm phù hợp trung bình (mô phỏng)",
        "1.234 người lao động",
        "567 chỗ làm còn trống",
        "là mô phỏng",
    ):
        assert words in page.text
    assert page.text.count("mô phỏng)") == 4, "three steps beside the first, and the heading of the bars"
    assert page.text.count('<table class="bars">') == 3
    assert page.context["filled"] == [(trade.label, n) for trade, n in zip(Trade, (100, 141, 162, 176), strict=True)]
    assert "12.345" in page.text
    assert "6.789" in page.text
    assert "4,2 giây" in page.text or "4,3 giây" in page.text
    assert Standing.objects.get().edition in page.text
    assert "Thang điểm đã đổi" not in page.text


def test_of_an_older_scale_it_says_so(desk: Client, centre: Centre) -> None:
    measured(centre)
    Standing.objects.update(edition="00000000")
    assert "Thang điểm đã đổi" in desk.get(at(centre)).text


def test_what_was_reckoned_for_another_centre_is_not_shown(desk: Client, centre: Centre) -> None:
    measured(CentreFactory())
    page = desk.get(at(centre))
    assert page.context["setting"].measured is None
    assert "+41 %" not in page.text
    assert page.context["setting"].standing is not None


def test_a_choice_is_marked_and_says_whose_it_is(desk: Client, centre: Centre, manager: User) -> None:
    assert desk.get(OWN).context["setting"].centre == centre
    assert "Chưa ai chọn" in desk.get(at(centre)).text
    assert desk.post(at(centre), {"trade": "wide"}).headers["Location"] == at(centre)
    page = desk.get(at(centre))
    assert [step.trade for step in page.context["setting"].steps if step.chosen] == [Trade.WIDE]
    assert str(manager) in page.text
    assert "Áp dụng từ lần lập danh sách tới" in page.text


@pytest.mark.parametrize("said", [{}, {"trade": "most"}])
def test_what_is_no_step_is_refused_with_words(desk: Client, centre: Centre, said: dict[str, str]) -> None:
    answer = desk.post(at(centre), said)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not Spreading.objects.exists()


def test_another_centre_is_not_there(desk: Client) -> None:
    other = CentreFactory()
    assert desk.get(at(other)).status_code == 404
    assert desk.post(at(other), {"trade": "wide"}).status_code == 404
    assert not Spreading.objects.exists()


def test_of_two_centres_the_other_is_one_tap_away(desk: Client, centre: Centre, manager: User) -> None:
    second = CentreFactory()
    StaffRoleFactory(user=manager, centre=second, role=Role.MANAGER)
    assert at(second) in desk.get(at(centre)).text
    desk.post(at(second), {"trade": "plain"})
    assert Spreading.objects.get().centre == second


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.OPERATOR, Role.ADMINISTRATOR, Role.FRONT_DESK])
def test_nobody_else_opens_it_nor_finds_it_on_their_desk(role: Role, centre: Centre) -> None:
    somebody = sign_in(Client(), staff(role, centre))
    for address in (OWN, at(centre)):
        assert somebody.get(address).status_code == 403
    assert somebody.post(at(centre), {"trade": "wide"}).status_code == 403
    assert OWN not in somebody.get(reverse("desk")).text
    assert not Spreading.objects.exists()


def test_it_is_on_the_managers_desk_and_costs_the_same_before_and_after_a_run(desk: Client, centre: Centre) -> None:
    assert OWN in desk.get(reverse("desk")).text

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(at(centre)).status_code == 200
        return len(queries)

    before = cost()
    measured(centre)
    assert cost() == before


def test_in_english_too(desk: Client, centre: Centre) -> None:
    measured(centre)
    page = desk.get(at(centre), headers={"Accept-Language": "en"}).text
    assert "+62 % places filled, −4 % average score (simulated)" in page
    assert "1,234 people of the centre" in page


def test_the_score_alone_filling_nothing_is_said_without_a_share(desk: Client, centre: Centre) -> None:
    measured(centre, plain=0.0)
    assert Spread.objects.filter(filled=0).count() == 1
    assert "±0 % chỗ làm có người" in desk.get(at(centre)).text
