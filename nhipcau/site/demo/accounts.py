"""The people a visitor of the demo may become, one for every role."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nhipcau.accounts.api import User
from nhipcau.consents.api import Channel, Purpose
from nhipcau.fairs.models import FairSession
from nhipcau.reference.models import Commune
from nhipcau.seekers import api as seekers
from nhipcau.site.demo import names
from nhipcau.site.demo.cast import Cast, account


@dataclass(frozen=True)
class DemoAccount:
    username: str
    role: str
    what: str
    name: str = ""


PARTS: Final = (
    ("nguoi-tim-viec", gettext_noop("Job seeker"), gettext_noop("Finds work, registers for today's fair, is called, gets an answer")),
    ("tuyen-dung-1", gettext_noop("Recruiter"), gettext_noop("Needs 550 people: uploads openings, calls the next person, records results")),
    ("tiep-don", gettext_noop("Front desk"), gettext_noop("Registers walk-ins, scans tickets")),
    ("dieu-hanh", gettext_noop("Fair operator"), gettext_noop("Opens, watches and closes the fair; plays the morning")),
    ("diem-cau-cao-bang", gettext_noop("Site officer"), gettext_noop("Runs the linked site of Cao Bằng, sees its own people only")),
    ("dieu-hanh-cao-bang", gettext_noop("Linked centre"), gettext_noop("Answers invitations, reads its own report and the files shared with it")),
    ("can-bo-xa", gettext_noop("Commune officer"), gettext_noop("Writes down people of the commune, one by one or from a list; sees only those")),
    ("tu-van", gettext_noop("Counsellor"), gettext_noop("Asks and refers people at the counselling desk, reviews openings")),
    ("tong-dai", gettext_noop("Switchboard operator"), gettext_noop("Answers calls and registers people by phone")),
    ("luu-tru", gettext_noop("Archive clerk"), gettext_noop("Reads and keeps the reports")),
    ("giam-doc", gettext_noop("Centre manager"), gettext_noop("Reads the report, gives roles, reads the audit book")),
    ("quan-tri", gettext_noop("System administrator"), gettext_noop("Sees news that was not delivered; opens nobody's file")),
)  # fmt: skip


def listed() -> list[DemoAccount]:
    """In the language of the page, with the names of those that exist."""
    shown = dict(
        User.objects.filter(is_demo=True, username__in=[part[0] for part in PARTS]).values_list(
            "username", "display_name"
        )
    )
    return [DemoAccount(slug, _(role), _(what), shown[slug]) for slug, role, what in PARTS if slug in shown]


def settle(cast: Cast, session: FairSession, *, now: datetime) -> User:
    """The demo's own seeker: signs in by phone, has a file, is registered for nothing yet."""
    user = account("nguoi-tim-viec", "Nguyễn Thị Thu Hường")
    user.phone_verified_at = now
    user.save(update_fields=["phone_verified_at"])
    seekers.register_seeker(
        data=seekers.SeekerData(
            full_name="Nguyễn Thị Thu Hường",
            birth_date=date(1984, 5, 20),
            sex="female",
            phone=names.phone(999_001),
            commune=Commune.objects.get(province=cast.host.province_id, name="Việt Yên"),
            wished_work="công nhân may",
            wished_pay=9_000_000,
            wished_shift="day",
        ),
        centre=cast.host,
        by=user,
        account=user,
        now=now,
        purposes={Purpose.COUNSELLING, Purpose.SHARE_PROFILE, Purpose.MESSAGES},
        channel=Channel.WEB,
    )
    return user
