"""Who comes to a gathering. Reads only."""

from django.db.models import Case, Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from nhipcau.accounts.api import User
from nhipcau.gatherings.models import Answer, Gathering, Member, Paper, Result, Role
from nhipcau.gatherings.queries.gatherings import COUNTED, mine
from nhipcau.seekers.api import Seeker

ORDER = (Role.HOST, Role.STAFF, Role.INTERVIEWER, Role.PARTNER, Role.INTERPRETER, Role.CANDIDATE, Role.LISTENER)


def taken(gathering: Gathering) -> int:
    """Places: who listens or is interviewed."""
    return gathering.members.filter(left_at=None, role__in=COUNTED).count()


def member_of(user: User, gathering: Gathering, person: Seeker | None = None) -> Member | None:
    """One's own place; of a family on one phone that of the chosen person, else the first."""
    places = list(mine(user).filter(gathering=gathering).select_related("gathering", "seeker").order_by("pk"))
    chosen = [one for one in places if person is not None and one.seeker_id == person.pk]
    return next(iter([*chosen, *places]), None)


def members_of(gathering: Gathering) -> "QuerySet[Member]":
    """Hosts first, then by role and name."""
    rank = Case(
        *(When(role=role, then=Value(number)) for number, role in enumerate(ORDER)), output_field=IntegerField()
    )
    inside = Member.objects.filter(gathering=gathering, left_at=None).annotate(rank=rank)
    return inside.select_related("seeker", "user").order_by("rank", "name", "pk")


def candidates_of(gathering: Gathering) -> "QuerySet[Member]":
    """With their papers and the result in force: `stage`, `reason`, `stage_date`."""
    last = Result.objects.filter(member=OuterRef("pk")).order_by("-pk")
    papers = Prefetch("papers", queryset=Paper.objects.select_related("checked_by"))
    inside = Member.objects.filter(gathering=gathering, left_at=None, role=Role.CANDIDATE).annotate(
        stage=Subquery(last.values("stage")[:1]),
        reason=Subquery(last.values("reason")[:1]),
        stage_date=Subquery(last.values("date")[:1]),
        result_note=Subquery(last.values("note")[:1]),
    )
    return inside.select_related("seeker", "gathering").prefetch_related(papers).order_by("name", "pk")


def counts_of(gathering: Gathering) -> dict[str, int]:
    """How many listen or are interviewed, come, do not come, and have not said."""
    inside = gathering.members.filter(left_at=None, role__in=COUNTED)
    return inside.aggregate(
        inside=Count("pk"), **{answer.value: Count("pk", filter=Q(answer=answer)) for answer in Answer}
    )
