"""What matching keeps about a person stands on their own page and in the copy they take along."""

import json

import pytest
from django.urls import reverse

from nhipcau.matching.models import Preference, Suggestions
from tests.conftest import NOON
from tests.matching.factories import InvitationFactory, ReferralFactory
from tests.matching.web.looking import phone_of, sewing, somebody
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db
VI = {"Accept-Language": "vi"}


def test_all_my_data_and_the_copy_say_what_matching_keeps_too() -> None:
    phone = phone_of(me := somebody())
    vacancy = VacancyFactory(on_board=True, title="Công nhân may Sông Cầu")
    phone.post(reverse("suggested:turn-down", args=[vacancy.pk]), {"because": "far"})
    Preference.objects.update_or_create(seeker=me, defaults={"pay": 24, "suggestions": False, "changed_at": NOON})
    InvitationFactory(seeker=me, vacancy__title="Thợ hàn Bắc Giang")
    ReferralFactory(seeker=me, vacancy__title="Nhân viên kho Vân Trung")
    others = InvitationFactory(vacancy__title="Việc của người khác")

    page = phone.get(reverse("seekers:data"), headers=VI).text
    copied = phone.post(reverse("seekers:download"), headers=VI).content.decode()
    for words in ("đang tắt", "gấp 1½ lần", "Công nhân may Sông Cầu", "Thợ hàn Bắc Giang", "Nhân viên kho Vân Trung"):
        assert words in page
        assert words in copied
    assert others.vacancy.title not in page + copied
    parts = {part["heading"] for part in json.loads(copied)["more"]}
    assert parts == {
        "Gợi ý việc làm",
        "Những việc bạn đã bỏ",
        "Lời mời của doanh nghiệp",
        "Doanh nghiệp bạn được giới thiệu đến",
    }


def test_the_list_that_stands_is_there_with_its_points_and_what_waits_behind_it() -> None:
    phone = phone_of(me := somebody())
    first, second = sewing(title="Thợ may áo khoác"), sewing(title="Thợ may túi")
    Suggestions.objects.create(
        seeker=me, candidates=[first.pk, second.pk], points=[811, 640], shown=[second.pk], made_at=NOON
    )
    parts = {part.heading: part.lines for part in phone.get(reverse("seekers:data"), headers=VI).context["parts"]}
    lines = parts["Việc đang gợi ý cho bạn"]
    assert [(one.label.split(",")[0], one.words) for one in lines] == [
        ("Thợ may túi", "đang gợi ý"),
        ("Thợ may áo khoác", "dự bị"),
    ]
    assert "811 điểm" in lines[1].more


def test_who_never_said_anything_of_suggestions_reads_that_they_are_on() -> None:
    phone = phone_of(somebody())
    (only,) = phone.get(reverse("seekers:data"), headers=VI).context["parts"]
    assert [(one.label, one.words) for one in only.lines] == [("Gợi ý việc làm", "đang bật")]
