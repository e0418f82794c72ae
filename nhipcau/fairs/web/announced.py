"""Where a link on a poster or in a message leads: to the page of its session, whatever became of its code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import PUBLIC, access
from nhipcau.fairs.actions import announcing as actions
from nhipcau.fairs.queries import announcing as queries
from nhipcau.fairs.web import brought


@require_safe
@access(PUBLIC)
def enter(request: HttpRequest, link_code: str) -> HttpResponse:
    """The short address. An unknown code leads to the next session; the page itself remembers a good one."""
    link = queries.link_of(link_code)
    if link is None:
        return redirect("fairs:coming")
    return redirect(f"{reverse('fairs:session', args=[link.session_id])}?k={link.code}")


@require_POST
@access(PUBLIC)
def opened(request: HttpRequest, link_code: str) -> HttpResponse:
    """The page tells that a browser showed it: previews that Zalo and Facebook fetch are not people."""
    answer = HttpResponse(status=204)
    link = queries.link_of(link_code)
    if link is not None and brought.first_time(request, answer, link):
        actions.note_opening(link=link)
    return answer
