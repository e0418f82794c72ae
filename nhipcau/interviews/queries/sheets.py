"""Everybody a desk met, with the line in force, for writing many results at once. Reads only."""

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When

from nhipcau.accounts.api import User
from nhipcau.interviews.models import Desk, Interview, InterviewState, Outcome, ResultSheet, Stage
from nhipcau.interviews.queries.talks import interviews_visible_to

OPEN = Q(stage=None) | Q(stage=Stage.MET)  # nobody can say yet what became of the person


def with_line(interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    """Beside the stage: the note, the number of the line in force, and whether staff wrote it for the recruiter."""
    last = Outcome.objects.filter(interview=OuterRef("pk")).order_by("-pk")
    return interviews.annotate(
        line=Subquery(last.values("pk")[:1]),
        line_note=Subquery(last.values("note")[:1]),
        line_at=Subquery(last.values("at")[:1]),
        line_for_recruiter=Subquery(last.values("for_recruiter")[:1]),
    )


def met_at(user: User, desk: Desk, *, whole_enterprise: bool = False) -> QuerySet[Interview]:
    """Who was met at this desk, or at any desk of its enterprise that day, as far as this user may see them.

    Those without a final result come first, as they came.
    """
    here = {**desk.occasion.keys, "employer_id": desk.employer_id} if whole_enterprise else {"desk": desk}
    met = interviews_visible_to(user).filter(**here, state=InterviewState.DONE)
    return with_line(met).order_by(Case(When(OPEN, then=0), default=1), "ended_at", "pk")


def open_among(interviews: QuerySet[Interview]) -> dict[str, int]:
    counted = interviews.aggregate(all=Count("pk"), open=Count("pk", filter=OPEN))
    return {"all": counted["all"], "open": counted["open"]}


def result_sheets_at(desks: QuerySet[Desk]) -> QuerySet[ResultSheet]:
    """Files that were sent for desks this user may see."""
    return ResultSheet.objects.filter(desk__in=desks).select_related("desk__place", "employer", "uploaded_by")
