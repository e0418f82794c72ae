"""The days before the demo's fair: looked at twice, and the order for many people calls for an online session."""

from io import StringIO

from django.core.management import call_command

from nhipcau.centres.models import Centre
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import SessionProposal
from nhipcau.site.demo import stage
from nhipcau.site.demo.size import SMALL


def test_the_demos_week_has_passed_by_its_own_jobs(db: None) -> None:
    call_command("load_reference", stdout=StringIO())

    session = stage.make(size=SMALL)

    assert list(session.checks.order_by("-hours").values_list("hours", flat=True)) == [48, 4]
    sites = session.sites.filter(place__isnull=False, contact="").count()
    assert [sum("site" in row for row in check.missing) for check in session.checks.all()] == [sites, sites]
    assert sites > 0
    assert not SessionProposal.objects.exists()  # the small demo's order is below the threshold

    Centre.objects.filter(pk=session.centre_id).update(order_threshold=SMALL.order)
    fairs.propose_all(now=session.starts)

    assert SessionProposal.objects.get(centre=session.centre).open_places == SMALL.order
