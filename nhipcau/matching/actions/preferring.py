"""A person says of a suggestion "not for me, because …", takes it back, and switches suggestions off or on.

By the person's own account only. Reasons change the weights of their own wishes; the person sees how, and can go back.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.matching import queries
from nhipcau.matching.actions.referring import Refused
from nhipcau.matching.events import PreferenceChanged
from nhipcau.matching.models import NotForMe, Preference
from nhipcau.matching.suitability import USUAL
from nhipcau.matching.suitability.feedback import weights_after
from nhipcau.seekers.api import Seeker
from nhipcau.vacancies.models import Vacancy


@transaction.atomic
def say_not_for_me(*, seeker: Seeker, vacancy: Vacancy, because: str, by: User, now: datetime) -> NotForMe:
    """This opening is not suggested again. Said once more, the newer reason stands; the same reason changes nothing.

    Raises Refused, or PermissionDenied.
    """
    require(by, "seekers.own", seeker)
    if because not in NotForMe.Because.values:
        raise Refused([_("Choose one of the reasons.")])
    if not Vacancy.objects.filter(pk=vacancy.pk, published_at__isnull=False).exists():
        raise Refused([_("This opening was never on the board.")])
    preference = _locked(seeker, now)
    before = NotForMe.objects.filter(seeker=seeker, vacancy=vacancy).first()
    if before is not None and before.because == because:
        return before
    said, _new = NotForMe.objects.update_or_create(
        seeker=seeker, vacancy=vacancy, defaults={"because": because, "said_at": now}
    )
    _learn(preference, seeker, now)
    audit.record(by=by, action="suggestion.turn_down", target=vacancy, at=now, details={"because": because})
    outbox.publish(PreferenceChanged(seeker_id=seeker.pk, at=now))
    return said


@transaction.atomic
def undo_not_for_me(*, seeker: Seeker, vacancy: Vacancy, by: User, now: datetime) -> None:
    """The opening may be suggested again, and its reason counts no longer. Undone twice changes nothing."""
    require(by, "seekers.own", seeker)
    if not NotForMe.objects.filter(seeker=seeker, vacancy=vacancy).exists():
        return
    preference = _locked(seeker, now)
    gone, _rows = NotForMe.objects.filter(seeker=seeker, vacancy=vacancy).delete()
    if not gone:
        return
    _learn(preference, seeker, now)
    audit.record(by=by, action="suggestion.take_back", target=vacancy, at=now)
    outbox.publish(PreferenceChanged(seeker_id=seeker.pk, at=now))


@transaction.atomic
def switch_suggestions(*, seeker: Seeker, on: bool, by: User, now: datetime) -> Preference:
    """Off: nothing is suggested to this person, and this person to nobody. On again: as before."""
    require(by, "seekers.own", seeker)
    preference = _locked(seeker, now)
    if preference.suggestions == on:
        return preference
    preference.suggestions, preference.changed_at = on, now
    preference.save(update_fields=["suggestions", "changed_at"])
    audit.record(by=by, action="suggestion.switch", target=seeker, at=now, details={"on": on})
    outbox.publish(PreferenceChanged(seeker_id=seeker.pk, at=now))
    return preference


@transaction.atomic
def weigh_as_usual(*, seeker: Seeker, by: User, now: datetime) -> Preference:
    """Back to the usual weights. What was turned down stays turned down, but its reasons count no longer."""
    require(by, "seekers.own", seeker)
    preference = _locked(seeker, now)
    if set(preference.weights) == {USUAL}:
        return preference
    preference.heard_from = now
    _learn(preference, seeker, now)
    audit.record(by=by, action="suggestion.weigh_as_usual", target=seeker, at=now)
    outbox.publish(PreferenceChanged(seeker_id=seeker.pk, at=now))
    return preference


def _locked(seeker: Seeker, now: datetime) -> Preference:
    """One change after the other for one person."""
    Preference.objects.get_or_create(seeker=seeker, defaults={"changed_at": now})
    return Preference.objects.select_for_update().get(pk=seeker.pk)


def _learn(preference: Preference, seeker: Seeker, now: datetime) -> None:
    reasons = queries.reasons_heard(seeker, preference.heard_from)
    for name, weight in zip(Preference.WEIGHTS, weights_after(reasons), strict=True):
        setattr(preference, name, weight)
    preference.changed_at = now
    preference.save(update_fields=[*Preference.WEIGHTS, "heard_from", "changed_at"])
