"""The kit to announce a session: its links, texts to copy, the poster, the note to the press.

What the public reads is Vietnamese, whatever language the officer's pages have.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.fairs.actions import announcing as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import BroughtBy, ChannelLink, FairSession
from nhipcau.fairs.papers import poster as poster_words
from nhipcau.fairs.papers import texts
from nhipcau.fairs.papers.texts import Facts
from nhipcau.fairs.queries import announcing as queries
from nhipcau.fairs.queries import sessions
from nhipcau.fairs.rules import announcing as rules
from nhipcau.fairs.web.answers import refused
from nhipcau.fairs.web.handing import paper_of, paper_size
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.documents import api as documents

PAGE: Final = "fairs/announcing.html"
MAY: Final = actions.MAY
POSTER: Final = Path(__file__).resolve().parents[1] / "papers" / "poster.typ"
PUBLIC_LANGUAGE: Final = "vi"


class LinkForm(forms.Form):
    channel = forms.ChoiceField(label=gettext_lazy("Where it will be put"), choices=BroughtBy.choices)
    name = forms.CharField(
        label=gettext_lazy("Its name"),
        help_text=gettext_lazy("For example: group of a commune. The report names it so."),
        max_length=rules.LONGEST_NAME,
    )


@dataclass(frozen=True)
class Text:
    """One text to copy. `most` is how long it may be; 0: as long as it likes."""

    key: str
    title: str
    hint: str
    words: str
    most: int = 0

    @property
    def length(self) -> int:
        return len(self.words)


@require_safe
@access(MAY)
def kit(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = _session(request, session_id)
    return render(request, PAGE, _context(request, session, LinkForm()))


@require_POST
@access(MAY)
def prepare(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = _session(request, session_id)
    try:
        actions.make_links(session=session, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, PAGE, _context(request, session, LinkForm()), refusal)
    return redirect("fairs:announcing", session.pk)


@require_POST
@access(MAY)
def add(request: SignedInRequest, session_id: int) -> HttpResponse:
    session, form = _session(request, session_id), LinkForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, _context(request, session, form), status=422)
    try:
        link = actions.add_link(session=session, by=request.user, now=clock.now(), **form.cleaned_data)
    except Refused as refusal:
        return refused(request, PAGE, _context(request, session, form), refusal)
    messages.success(request, _("The link “%(name)s” is ready.") % {"name": link.name})
    return redirect(f"{reverse('fairs:announcing', args=[session.pk])}#links")


@require_safe
@access(MAY)
def poster(request: SignedInRequest, session_id: int) -> HttpResponse:
    """A3 by default; `?kho=a4` for the office's own printer."""
    session = _session(request, session_id)
    address = _address(request, session, queries.usual_links(queries.links_of(session)).get(BroughtBy.POSTER))
    with override(PUBLIC_LANGUAGE):
        data = poster_words.data_of(
            queries.facts_of(session),
            address=address,
            qr=documents.qr_svg(address),
            paper=paper_size(request),
            called_off=session.get_state_display() if session.state in ("cancelled", "postponed") else "",
        )
    return paper_of(session, documents.pdf(POSTER, data), "ap-phich", "pdf")


@require_POST
@access(MAY)
def press_letter(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The note as it stands in the field, to be edited further or sent as a file."""
    session = _session(request, session_id)
    words = request.POST.get("words", "")[:20_000]
    body = documents.plain_docx(words.replace("\r\n", "\n"))
    return paper_of(session, body, "thong-cao-bao-chi", "docx")


def _session(request: SignedInRequest, session_id: int) -> FairSession:
    return get_object_or_404(sessions.hosted_by(request.user, MAY), pk=session_id)


def _context(request: SignedInRequest, session: FairSession, form: LinkForm) -> dict[str, Any]:
    brought = queries.brought_by_links(session)
    usual = queries.usual_links(row.link for row in brought)
    addresses = {channel: _address(request, session, usual.get(channel)) for channel in BroughtBy.values}
    with override(PUBLIC_LANGUAGE):
        said = _said(queries.facts_of(session), addresses)
    return {
        "session": session,
        "rows": [(row, _address(request, session, row.link)) for row in brought],
        "missing": [channel for channel in rules.USUAL if channel not in usual],
        "over": bool(rules.reasons_not_to_announce(session)),
        "texts": [Text(key, title, hint, said[key], most) for key, title, hint, most in _titles()],
        "poster_address": addresses[BroughtBy.POSTER],
        "form": form,
    }


def _titles() -> list[tuple[str, str, str, int]]:
    return [
        ("zalo_short", _("Zalo, short"), _("For groups."), texts.ZALO_SHORT),
        ("zalo_long", _("Zalo, long"), _("For the page of the centre, with all places."), texts.ZALO_LONG),
        ("facebook_short", _("Facebook, short"), _("For groups."), texts.ZALO_SHORT),
        ("facebook_long", _("Facebook, long"), _("For the page of the centre, with all places."), texts.ZALO_LONG),
        ("sms", _("Text message"), _("Without accents, so that it costs one message."), texts.SMS),
        ("loudspeaker", _("Loudspeaker"), _("To be read out in communes and wards."), 0),
        ("press", _("Note to the press"), _("Before the fair, with the figures as they are now."), 0),
    ]


def _said(facts: Facts, addresses: dict[str, str]) -> dict[str, str]:
    return {
        "zalo_short": texts.zalo_short(facts, addresses[BroughtBy.ZALO]),
        "zalo_long": texts.zalo_long(facts, addresses[BroughtBy.ZALO]),
        "facebook_short": texts.facebook_short(facts, addresses[BroughtBy.FACEBOOK]),
        "facebook_long": texts.facebook_long(facts, addresses[BroughtBy.FACEBOOK]),
        "sms": texts.sms(facts, addresses[BroughtBy.SMS]),
        "loudspeaker": texts.loudspeaker(facts),
        "press": texts.press_note(facts, addresses[BroughtBy.PRESS]),
    }


def _address(request: SignedInRequest, session: FairSession, link: ChannelLink | None) -> str:
    """Where a link leads; before there is one, the session's own page."""
    path = reverse("link", args=[link.code]) if link else reverse("fairs:session", args=[session.pk])
    return request.build_absolute_uri(path)
