"""A centre chooses how what its own people are suggested is spread over the openings."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.centres.models import Centre
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.matching.actions.referring import Refused, lock
from nhipcau.matching.events import TradeChosen
from nhipcau.matching.models import Spreading, Trade
from nhipcau.matching.queries import SETS


@transaction.atomic
def choose_trade(*, centre: Centre, trade: str, by: User, now: datetime) -> Spreading:
    """In force with the next making of lists. The same once more changes nothing. Raises Refused, or PermissionDenied."""
    require(by, SETS, centre)
    if trade not in Trade.values:
        raise Refused([_("Choose one of the four steps.")])
    lock(centre)
    before = Spreading.objects.filter(pk=centre.pk).first()
    if before is not None and before.trade == trade:
        return before
    chosen, _new = Spreading.objects.update_or_create(
        pk=centre.pk, defaults={"trade": trade, "chosen_by": by, "chosen_at": now}
    )
    audit.record(by=by, action="suggestion.spread", target=chosen, at=now, details={"trade": trade})
    outbox.publish(TradeChosen(centre_id=centre.pk, trade=trade, at=now))
    return chosen
