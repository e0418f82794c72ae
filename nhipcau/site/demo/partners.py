"""Linked centres of the demo beyond the eight: an invitation by e-mail, one on a desk, and a file that is shared."""

import os
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse

from nhipcau.accounts.api import User
from nhipcau.consents.api import Channel, Purpose
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession
from nhipcau.reference.models import Province
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Seeker
from nhipcau.site.demo.cast import Cast

NEWCOMER: Final = ("25", "Trung tâm Dịch vụ việc làm Phú Thọ (mẫu)", "dvvl-phutho@example.vn")
ON_A_DESK: Final = "cao-bang"


def ask(cast: Cast, session: FairSession, *, now: datetime) -> None:
    """A centre that is not here yet gets a link; one that is here finds the next fair's invitation on its desk."""
    code, name, email = NEWCOMER
    invitation, secret = fairs.invite_centre(
        session=session, name=name, province=Province.objects.get(code=code), email=email, by=cast.operator, now=now
    )
    link = f"http://localhost:{os.environ.get('PORT') or 8000}{reverse('fairs:join', args=[secret])}"
    fairs.tell_invited(invitation=invitation, link=link, by=cast.operator, now=now)
    later = session.starts + timedelta(hours=12)
    coming = FairSession.objects.filter(centre=cast.host, starts__gt=later).order_by("starts").first()
    partner = next((centre for centre in cast.centres if centre.code == ON_A_DESK), None)
    if coming is not None and partner is not None:
        fairs.invite_centre(session=coming, centre=partner, by=cast.operator, now=now)


def share(cast: Cast, *, now: datetime) -> None:
    """The demo's own seeker agreed at the counter; a counsellor passed the file on to one centre."""
    person = Seeker.objects.filter(account__username="nguoi-tim-viec").first()
    partner = next((centre for centre in cast.centres if centre.code == ON_A_DESK), None)
    if person is None or partner is None:
        return
    seekers.change_consent(
        seeker=person, purpose=Purpose.LINKED_CENTRES, given=True, channel=Channel.COUNTER, by=cast.desk, now=now
    )
    counsellor = User.objects.get(username="tu-van")
    why = "Tìm việc may gần nhà mẹ ở Cao Bằng"
    shared = seekers.share_seeker(seeker=person, centre=partner, why=why, by=counsellor, now=now)
    reader = User.objects.get(username=f"dieu-hanh-{ON_A_DESK}")
    seekers.open_shared(shared=shared, by=reader, now=now + timedelta(hours=1))
