"""A citizen card scanned into the counter's form: the form comes back filled, and nothing typed before is lost."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html

from nhipcau.seekers import queries
from nhipcau.seekers.actions import Scan
from nhipcau.seekers.web.desk_forms import WholeFile
from nhipcau.seekers.web.fields import words_for_choosing


def form_for(scan: Scan, typed: Mapping[str, Any]) -> WholeFile:
    proposal = queries.proposal_of(scan.card)
    before = {name: typed[name] for name in typed}
    doubtful = {name: seen for name, seen in proposal.doubtful.items() if not before.get(name, "").strip()}
    form = WholeFile(initial={**before, **doubtful, **proposal.answers})
    notes = {name: words for name, words in proposal.why.items() if not before.get(name, "").strip()}
    if proposal.choose:
        notes["place"] = words_for_choosing(proposal.choose, wide=False)
    for name, words in notes.items():
        form.fields[name].help_text = format_html('<span class="warn-words">{}</span>', words)
    return form
