"""One factory per model. By default: a talk of the centre tomorrow at nine, with a hundred places."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from nhipcau.gatherings.models import Answer, Gathering, Kind, Member, Question, Role, State, Visit
from tests.accounts.factories import UserFactory
from tests.centres.factories import CentreFactory
from tests.employers.factories import EmployerFactory
from tests.seekers.factories import SeekerFactory

NOON = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TOMORROW = datetime(2026, 3, 11, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PAPERS = ["passport", "photo", "cv", "degree", "language", "health", "criminal", "contract"]


class GatheringFactory(DjangoModelFactory):
    """`group`: candidates for an enterprise, with a partner in Japan. `soon`: in ten minutes. `going_on`: open since noon."""

    class Meta:
        model = Gathering

    class Params:
        group = factory.Trait(
            kind=Kind.GROUP,
            capacity=8,
            employer=factory.SubFactory(EmployerFactory),
            centre=factory.SelfAttribute("employer.centre"),
            partner_zone="Asia/Tokyo",
            partner_language="tiếng Nhật",
            papers=PAPERS,
        )
        soon = factory.Trait(starts_at=NOON + timedelta(minutes=10))
        going_on = factory.Trait(starts_at=NOON, state=State.OPEN, opened_at=NOON)
        over = factory.Trait(starts_at=NOON - timedelta(hours=3), state=State.ENDED, opened_at=NOON, ended_at=NOON)

    kind = Kind.TALK
    title = factory.Sequence(lambda n: f"Đi làm việc ở Nhật Bản, buổi {n}")
    centre = factory.SubFactory(CentreFactory)
    starts_at = TOMORROW
    minutes = 60
    capacity = 100
    room = factory.Sequence(lambda n: f"phong-nhieu-nguoi-{n}")
    created_by = factory.SubFactory(UserFactory)
    created_at = NOON


class MemberFactory(DjangoModelFactory):
    """A listener with an account. `candidate`: a person of a group interview."""

    class Meta:
        model = Member

    class Params:
        candidate = factory.Trait(
            gathering=factory.SubFactory(GatheringFactory, group=True),
            role=Role.CANDIDATE,
            user=None,
            seeker=factory.SubFactory(SeekerFactory),
            answer=Answer.UNANSWERED,
        )

    gathering = factory.SubFactory(GatheringFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.LISTENER
    name = factory.Sequence(lambda n: f"Nguyễn Văn N{n}.")
    answer = Answer.COMING
    since = NOON


class VisitFactory(DjangoModelFactory):
    class Meta:
        model = Visit

    member = factory.SubFactory(MemberFactory)
    gathering = factory.SelfAttribute("member.gathering")
    by = factory.SelfAttribute("member.user")
    joined_at = told_at = NOON


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    member = factory.SubFactory(MemberFactory)
    gathering = factory.SelfAttribute("member.gathering")
    words = factory.Sequence(lambda n: f"Lương tháng đầu là bao nhiêu, lần {n}?")
    at = NOON
