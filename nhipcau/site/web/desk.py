"""What waits for whoever signed in, and the desks of the system's keeper."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access, step_before_work
from nhipcau.centres.api import centres_where
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.outbox.models import Delivery
from nhipcau.site import front, waiting

PAGE_SIZE = 50


@require_safe
@access(SIGNED_IN)
def desk(request: SignedInRequest) -> HttpResponse:
    """Staff and recruiters begin here; seekers at the front page."""
    if not front.works_here(request.user):
        return redirect("home")
    if step := step_before_work(request):
        return step
    now = clock.now()
    page = {"tasks": waiting.tasks_of(request.user, now=now), "fair": front.next_fair(now)}
    return render(request, "site/desk.html", page)


@require_safe
@access("outbox.manage")
def dead_letters(request: SignedInRequest) -> HttpResponse:
    """News that no receiver would take after six tries, and what still waits for its next try."""
    letters = Delivery.objects.exclude(state=Delivery.State.DONE).select_related("message")
    shown = Paginator(letters.order_by("state", "-pk"), PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "site/dead_letters.html", {"page": shown})


@require_POST
@access("outbox.manage")
def revive(request: SignedInRequest, delivery_id: int) -> HttpResponse:
    """Try one of them again, from the beginning."""
    outbox.revive(get_object_or_404(Delivery, pk=delivery_id))
    messages.success(request, _("It will be tried again within seconds."))
    return redirect("dead-letters")


@require_safe
@access("audit.read")
def audit_book(request: SignedInRequest) -> HttpResponse:
    """What was done at this manager's centres, newest first."""
    centres = centres_where(request.user, "audit.read")
    lines = AuditRecord.objects.filter(centre_id__in=centres).select_related("by").order_by("-at", "-pk")
    shown = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "site/audit_book.html", {"page": shown})
