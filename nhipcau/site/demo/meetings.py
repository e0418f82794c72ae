"""A talk for many and a group interview for work abroad, later on the demo's morning."""

from datetime import datetime, timedelta

from nhipcau.accounts.api import User
from nhipcau.gatherings import api as gatherings
from nhipcau.seekers.models import Seeker
from nhipcau.site.demo.cast import Cast
from nhipcau.vacancies.models import Vacancy

CANDIDATES = 4


def plan(cast: Cast, person: User, *, starts: datetime, now: datetime) -> None:
    """The talk is the centre's own; the interview is of the enterprise that offers work in Japan, the demo's person among the candidates."""
    talk = gatherings.plan_gathering(
        data=gatherings.GatheringData(
            kind=gatherings.Kind.TALK,
            title="Đi làm việc ở nước ngoài: điều kiện, chi phí, giấy tờ",
            about="Cán bộ trung tâm nói về các chương trình có phép, khoản nào phải đóng, khoản nào không ai được thu.",
            starts_at=starts + timedelta(minutes=90),
            minutes=60,
            capacity=100,
        ),
        employer=None,
        centre=cast.host,
        by=cast.operator,
        now=now,
    )
    mine = Seeker.objects.filter(account=person).first()
    gatherings.join_talk(gathering=talk, seeker=mine, by=person, now=now)
    opening = Vacancy.objects.filter(country="JP", status="open", is_demo=True).select_related("employer").first()
    if opening is not None:
        _interview(cast, opening, mine, starts=starts, now=now)


def _interview(cast: Cast, opening: Vacancy, mine: Seeker | None, *, starts: datetime, now: datetime) -> None:
    interview = gatherings.plan_gathering(
        data=gatherings.GatheringData(
            kind=gatherings.Kind.GROUP,
            title="Phỏng vấn hộ lý cùng đối tác Nhật Bản",
            about="Gặp viện dưỡng lão ở Osaka; có phiên dịch.",
            vacancy=opening,
            starts_at=starts + timedelta(minutes=30),
            minutes=60,
            capacity=8,
            partner_zone="Asia/Tokyo",
            partner_language="tiếng Nhật",
        ),
        employer=opening.employer,
        centre=cast.host,
        by=cast.recruiters[opening.employer_id],
        now=now,
    )
    others = Seeker.objects.filter(centre=cast.host, is_demo=True, would_go_abroad=True).order_by("pk")
    chosen = [*([mine] if mine else []), *others.exclude(pk=mine.pk if mine else 0)[: CANDIDATES - 1]]
    for seeker in chosen:
        gatherings.put_in(gathering=interview, seeker=seeker, by=cast.operator, now=now)
