"""Somebody without an account takes part: invited, let in by link and spoken code, ended."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhipcau.accounts.api import User, open_guest_account, require
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.text.api import tidy
from nhipcau.gatherings.actions.refusals import Refused, hosts, locked, put_out
from nhipcau.gatherings.models import Answer, Gathering, Invite, Member
from nhipcau.gatherings.queries.invites import invites_of
from nhipcau.gatherings.rules import invites as rules
from nhipcau.gatherings.rules.invites import SIT_IN, Standing
from nhipcau.gatherings.rules.planning import PLAN
from nhipcau.interviews import api as interviews


class CannotInvite(Refused):
    pass


class TooEarly(Refused):
    """Link and code are right; the door is not open yet. Nothing was bound or counted."""


@dataclass(frozen=True)
class Invitation:
    """What the inviter sees once: only digests of secret and code are kept."""

    invite: Invite
    secret: str
    code: str


@transaction.atomic
def invite(*, gathering: Gathering, name: str, role: str, by: User, now: datetime) -> Invitation:
    """A partner, an interpreter or an interviewer comes by a link, until some time after the planned end."""
    require(by, PLAN, gathering)
    gathering = locked(gathering)
    good = (Standing.WAITING, Standing.HERE)
    alive = sum(rules.standing(one, now) in good for one in invites_of(gathering))
    if reasons := rules.reasons_not_to_invite(gathering, name=name, role=role, alive=alive):
        raise CannotInvite(reasons)
    user = open_guest_account(display_name=f"{tidy(name)} · {gathering.host_name}", by=by, now=now)
    member = Member.objects.create(
        gathering=gathering, user=user, role=role, name=tidy(name), answer=Answer.UNANSWERED, since=now
    )
    secret = secrets.token_urlsafe(interviews.SECRET_BYTES)
    code = f"{secrets.randbelow(10**interviews.CODE_DIGITS):0{interviews.CODE_DIGITS}d}"
    made = Invite.objects.create(
        member=member,
        secret_digest=interviews.secret_digest(secret),
        code_digest=interviews.code_digest(code),
        invited_by=by,
        invited_at=now,
        ends_at=max(rules.ends_at(gathering), now + rules.BEFORE),
    )
    audit.record(by=by, action="gathering.invite", target=made, at=now, details={"role": role})
    live.touch(gathering.topic)
    return Invitation(made, secret, code)


def enter_by_link(*, secret: str, code: str, network: str, now: datetime) -> Invite | None:
    """Who has the link and was told the code comes in, and from then on nobody else by this link.

    None whatever was wrong: link, code, day. It answers instead of raising, so that the count of a wrong try is never
    rolled back. Raises interviews.TooManyTries, and TooEarly to who has both right more than an hour before.
    """
    if not interviews.count_guest_try(network=network, now=now):
        raise interviews.TooManyTries
    with transaction.atomic():
        known = Invite.objects.select_for_update(of=("self",)).select_related("member__gathering", "member__user")
        made = known.filter(secret_digest=interviews.secret_digest(secret)).first()
        if made is None or rules.standing(made, now) != Standing.WAITING:
            return None
        right, gathering = rules.is_right(made, code), made.member.gathering
        if right and (when := rules.too_early(gathering, now)):
            raise TooEarly([when])
        made.tries += 1
        made.entered_at = now if right else None
        made.save(update_fields=["tries", "entered_at"])
        if right:
            Member.objects.filter(pk=made.member_id).update(answer=Answer.COMING)
            audit.record(by=made.member.user, action="gathering.enter", target=made, at=now)
        live.touch(gathering.topic)
        return made if right else None


@transaction.atomic
def end_invite(*, invite: Invite, by: User, now: datetime) -> Invite:
    """By whoever may invite, or by the guest: out of the room at once, and the link opens nothing any more."""
    invite = Invite.objects.select_for_update(of=("self",)).select_related("member__gathering").get(pk=invite.pk)
    member = invite.member
    if member.user_id != by.pk and not hosts(by, member.gathering):
        raise PermissionDenied(SIT_IN)
    if invite.ended_at is None:
        invite.ended_at, invite.ended_by = now, by
        invite.save(update_fields=["ended_at", "ended_by"])
        Member.objects.filter(pk=member.pk).update(left_at=now)
        put_out(member.visits.all(), member.gathering_id, now=now)
        audit.record(by=by, action="gathering.end_invite", target=invite, at=now)
        live.touch(member.gathering.topic)
    return invite
