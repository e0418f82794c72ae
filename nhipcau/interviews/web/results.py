"""All talks of an enterprise with their results, and what became of them later."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import SignedInRequest
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import queries
from nhipcau.interviews.models import Interview, InterviewState, Stage
from nhipcau.interviews.rules import outcomes
from nhipcau.interviews.web.doors import colleagues, desk_side
from nhipcau.interviews.web.forms import OutcomeForm

PAGE_SIZE = 50
FILTERS = {
    "open": (_("Without a result"), Q(stage=None)),
    "hired": (_("Accepted the job"), Q(stage__in=[Stage.OFFER_ACCEPTED, *outcomes.LATER])),
    "invited": (_("Invited"), Q(stage=Stage.SECOND_INTERVIEW)),
    "pool": (_("Kept in mind"), Q(stage=Stage.POOL)),
}


@require_safe
@colleagues
def results(request: SignedInRequest) -> HttpResponse:
    held = queries.results_of(request.user)
    shown = request.GET.get("show", "")
    counts = held.aggregate(all=Count("pk"), **{name: Count("pk", filter=rule) for name, (_l, rule) in FILTERS.items()})
    tabs = [{"name": "", "label": _("All"), "count": counts["all"]}]
    tabs += [{"name": name, "label": label, "count": counts[name]} for name, (label, _rule) in FILTERS.items()]
    rows = held.filter(FILTERS[shown][1]) if shown in FILTERS else held
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    for interview in page:
        interview.stage_label = Stage(interview.stage).label if interview.stage else ""  # type: ignore[attr-defined]
    return render(request, "interviews/results.html", {"page": page, "tabs": tabs, "shown": shown})


@require_safe
@desk_side
def talk(request: SignedInRequest, interview_id: int) -> HttpResponse:
    """One interview: the person, every line of its result, and what may come next."""
    interview = get_object_or_404(queries.interviews_visible_to(request.user), pk=interview_id)
    return render(request, "interviews/talk.html", talk_page(interview, stage=request.GET.get("result", "")))


def talk_page(interview: Interview, *, stage: str, form: OutcomeForm | None = None) -> dict[str, object]:
    lines = list(interview.outcomes.select_related("by").order_by("pk"))
    following = outcomes.next_stages(lines[-1].stage if lines else "")
    page: dict[str, object] = {
        "interview": interview,
        "card": queries.card_of(interview, today=clock.today()),
        "lines": lines,
        "stages": following if interview.state == InterviewState.DONE else [],
    }
    if form is None and stage in following:
        form = OutcomeForm(stage=Stage(stage), today=clock.today())
    if form is not None:
        page |= {"stage": Stage(stage), "form": form}
    return page
