"""A linked centre joins a session by its own word, with its own place. Nobody else brings it in."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.centres.api import CannotStaff, Centre, NewCentre, Place, PlaceData, add_place, open_linked_centre
from nhipcau.fairs.actions.inviting import JOIN, held
from nhipcau.fairs.actions.refusals import Refused, refuse
from nhipcau.fairs.models import SessionSite, SiteInvitation
from nhipcau.fairs.rules import inviting as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Where the centre receives people: a place it has, or a new one; how many may register (None: no limit)."""

    place: Place | PlaceData
    capacity: int | None = None
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class FirstColleague:
    username: str
    display_name: str
    password: str


@transaction.atomic
def accept_invitation(
    *, invitation: SiteInvitation, centre: Centre, seat: Seat, by: User, now: datetime
) -> SessionSite:
    """A centre that is known here says yes. The same again answers the same site; an invitation serves one centre once.

    An invitation to a centre by its name is taken by whoever holds its link and speaks for a centre here.
    Raises Refused with every reason, or PermissionDenied.
    """
    require(by, JOIN, centre)
    if invitation.centre_id is not None:
        require(by, JOIN, invitation)
    invitation = held(invitation)
    if invitation.accepted_at is not None and invitation.centre_id == centre.pk and invitation.site is not None:
        return invitation.site
    reasons = rules.reasons_not_to_answer(invitation, now=now) + rules.reasons_against_seats(seat.capacity)
    if centre.pk == invitation.session.centre_id:
        reasons.append(_("This is the host: add its place as a site of its own."))
    if invitation.centre_id not in (None, centre.pk):
        reasons.append(_("This invitation is for another centre."))
    refuse(reasons)
    return _join(invitation, centre, seat, by=by, now=now)


@transaction.atomic
def join_by_link(
    *, invitation: SiteInvitation, secret: str, data: NewCentre, first: FirstColleague, seat: Seat, now: datetime
) -> tuple[User, SessionSite]:
    """A new centre says yes: its name, its first colleague, its place. Whoever holds the link, once.

    Raises Refused with every reason; then nothing was made.
    """
    invitation = held(invitation)
    reasons = rules.reasons_not_to_answer(invitation, now=now) + rules.reasons_against_seats(seat.capacity)
    if rules.digest_of(secret) != invitation.digest:
        reasons = [_("This link is not known here.")]
    if invitation.centre_id is not None and not reasons:
        reasons.append(_("This centre has an account here: sign in with it to answer."))
    refuse(reasons)
    try:
        with transaction.atomic():
            centre, user = open_linked_centre(data=data, **vars(first), invited_by=invitation.invited_by, now=now)
    except CannotStaff as refusal:
        raise Refused(refusal.reasons) from None
    return user, _join(invitation, centre, seat, by=user, now=now)


def _join(invitation: SiteInvitation, centre: Centre, seat: Seat, *, by: User, now: datetime) -> SessionSite:
    place = seat.place
    if isinstance(place, PlaceData):
        place = add_place(centre=centre, data=place, by=by, now=now)
    if place.centre_id != centre.pk:
        refuse([_("This place belongs to another centre.")])
    session = invitation.session
    site = session.sites.filter(place=place).first() or SessionSite.objects.create(
        session=session,
        centre=centre,
        place=place,
        role=rules.role_at(place.kind, of_host=False),
        capacity=seat.capacity,
        contact=seat.contact,
    )
    invitation.centre, invitation.site = centre, site
    invitation.accepted_by, invitation.accepted_at = by, now
    invitation.save(update_fields=["centre", "site", "accepted_by", "accepted_at"])
    audit.record(by=by, action="session.join", target=site, at=now, details={"invitation": invitation.pk})
    live.touch(f"fair:{session.pk}")
    return site
