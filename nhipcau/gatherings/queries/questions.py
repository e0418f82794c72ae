"""Questions in writing, as the room reads them. Reads only."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from nhipcau.gatherings.models import Gathering, Member, Question, Support

MOST = 100


def questions_in(gathering: Gathering, *, member: Member | None, newest: bool = False) -> "QuerySet[Question]":
    """Those that wait first, the most supported first or the newest; then those answered, the last first.

    Adds `times` (how many ask the same, without the asker) and `supported` (by this member). What was hidden is read by
    who asked it, with the reason, and by nobody else.
    """
    mine = Q(member=member) if member is not None else Q(pk__in=[])
    shown = Question.objects.filter(Q(hidden_at=None) | mine, gathering=gathering)
    own = Support.objects.filter(question=OuterRef("pk"), member=member)
    counted = shown.annotate(times=Count("supports"), supported=Exists(own)).select_related("member")
    order = ("-at", "-pk") if newest else ("-times", "-at", "-pk")
    return counted.order_by(F("answered_at").desc(nulls_first=True), *order)[:MOST]
