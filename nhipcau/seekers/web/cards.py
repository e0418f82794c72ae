"""A citizen card scanned into the counter's form: the form comes back filled, and nothing typed before is lost."""

from collections.abc import Mapping
from typing import Any

from nhipcau.seekers import queries
from nhipcau.seekers.actions import Scan
from nhipcau.seekers.web.desk_forms import WholeFile
from nhipcau.seekers.web.fields import words_for_choosing


def form_for(scan: Scan, typed: Mapping[str, Any]) -> WholeFile:
    proposal = queries.proposal_of(scan.card)
    form = WholeFile(initial={**{name: typed[name] for name in typed}, **proposal.answers})
    if proposal.choose:
        form.fields["place"].help_text = words_for_choosing(proposal.choose, wide=False)
    return form
