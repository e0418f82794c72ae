"""What screens and other contexts may ask about people who look for work. Reads only."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, phone_index, plain_phone, reasons_against_phone
from nhipcau.centres.api import Centre, centres_where
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.text import api as text
from nhipcau.reference import api as reference
from nhipcau.reference.models import Commune
from nhipcau.seekers.backends import seekers_of
from nhipcau.seekers.models import Brought, PeopleSheet, Seeker, Shared
from nhipcau.seekers.queries.asked import PeopleAsked, named, ranked, reads_as, understand_people
from nhipcau.seekers.reading.card import Card
from nhipcau.seekers.rules import CITIZEN_NUMBER, LOOK_BY_NUMBER, SeekerData, citizen_index, is_same_person

__all__ = [
    "PeopleAsked",
    "born_on",
    "brought_by",
    "centre_near",
    "centres_to_share_with",
    "communes_meant",
    "find_people",
    "has_brought",
    "is_number",
    "like_the_card",
    "looks_by_number",
    "newest_people",
    "openings_of",
    "people_of_account",
    "people_sheets_of",
    "people_who_fit",
    "perhaps_the_same",
    "proposal_of",
    "readers_of",
    "respelled",
    "seekers_of",
    "shared_named",
    "shared_with",
    "understand_people",
    "visible_to",
    "with_number",
    "with_phone",
]
REGISTER_VILLAGER = "seekers.register_villager"
MOST_NAMED, MOST_READERS = 8, 50
ENGLISH_KINDS = re.compile(r" (?:Ward|Commune|Special [Zz]one|Province|City)(?=\s*(?:,|$))")
SHOWN = (
    "commune__province",
    "home_commune__province",
    "training_field",
    "wished_occupation",
    "centre",
    "account",
)


def visible_to(user: Any) -> QuerySet[Seeker]:
    """The people of one's own account, and for staff those of the centres where they serve people."""
    staffed = centres_where(user, "seekers.view_seeker") | centres_where(user, "seekers.register_seeker")
    if not user.is_authenticated or not user.is_active:
        return Seeker.objects.none()
    return Seeker.objects.filter(Q(account_id=user.pk) | Q(centre_id__in=staffed)).select_related(*SHOWN)


def people_of_account(user: User) -> QuerySet[Seeker]:
    """Who signs in with this phone, in the order they came."""
    return Seeker.objects.filter(account=user).select_related(*SHOWN).order_by("pk")


def newest_people(user: User, limit: int = 20) -> QuerySet[Seeker]:
    return visible_to(user).order_by("-registered_at", "-pk")[:limit]


def is_number(typed: str) -> bool:
    """A phone or a citizen card number rather than a name?"""
    return bool(re.fullmatch(r"\+?[\d\s.\-]{9,}", typed.strip()))


def find_people(*, user: User, text: str, limit: int = 20) -> QuerySet[Seeker]:
    """By the beginnings of name words, with or without accents, or by a whole phone or citizen card number.

    A number of somebody at another centre finds nobody, as an unknown one does.
    """
    return visible_to(user).filter(_meaning(text)).order_by("search", "birth_date", "pk")[:limit]


def _meaning(typed: str) -> Q:
    digits = re.sub(r"[\s.\-]", "", typed)
    if CITIZEN_NUMBER.fullmatch(digits):
        return Q(citizen_index=citizen_index(digits))
    if not reasons_against_phone(digits):
        return Q(phone_index=phone_index(plain_phone(digits)))
    return named(tuple(text.words(typed)))


def perhaps_the_same(*, user: User, data: SeekerData) -> list[Seeker]:
    """Files that `user` may see with the same name and day of birth: asked about before another is made."""
    return [seeker for seeker in born_on(user=user, days={data.birth_date}) if is_same_person(seeker, data)]


def born_on(*, user: User, days: Collection[date]) -> QuerySet[Seeker]:
    """The files that `user` may see of people born on one of these days."""
    return visible_to(user).filter(birth_date__in=days).order_by("pk")


def with_number(*, user: Any, number: str) -> Seeker | None:
    return visible_to(user).filter(citizen_index=citizen_index(number)).first()


def with_phone(user: Any, phone: str) -> list[Seeker]:
    """Everybody this user may see who is called at this number: a mother and her children, for example."""
    return list(visible_to(user).filter(phone_index=phone_index(plain_phone(phone))).order_by("pk")[:20])


def like_the_card(*, user: Any, card: Card) -> list[Seeker]:
    """Files with the card's name and birthday whose number is not known, or is this one: an older card's, perhaps."""
    if not card.full_name or card.birth_date is None:
        return []
    data = SeekerData(full_name=card.full_name, birth_date=card.birth_date, sex=card.sex)
    alike = perhaps_the_same(user=user, data=data)
    return [one for one in alike if not (one.citizen_number and card.citizen_number)]


def looks_by_number(user: User, *, since: datetime) -> int:
    mine = AuditRecord.objects.filter(target_kind=user._meta.label_lower, target_id=str(user.pk), by=user)
    return mine.filter(action=LOOK_BY_NUMBER, at__gt=since).count()


@dataclass(frozen=True)
class Meant:
    """Communes that words may mean. `wide`: only a province was understood. `rest`: house, street, hamlet."""

    communes: list[Commune]
    wide: bool
    rest: str


def communes_meant(typed: str, most: int = MOST_NAMED) -> Meant:
    """Where somebody says they live, also as our own pages write it in English. One more than `most` is too many."""
    reading = reference.understand_place(ENGLISH_KINDS.sub("", typed))
    codes = {code for place in reading.places for code in place.communes}
    communes = list(Commune.objects.filter(pk__in=codes).select_related("province").order_by("sort_key"))
    called = [one for one in communes if f"{one.label}, {one.province.label}" == typed]
    return Meant((called or communes)[: most + 1], bool(reading.provinces), ", ".join(reading.unread))


@dataclass(frozen=True)
class Proposal:
    """What a card fills into a form, by the names of its fields; `choose` when its address means several communes.

    `doubtful`: what was read badly, to be mended where nothing is typed yet; `why` says so beside its field.
    """

    answers: dict[str, Any]
    choose: list[Commune]
    doubtful: dict[str, str]
    why: dict[str, str]


def proposal_of(card: Card) -> Proposal:
    """Old names of communes and districts become those of today. The card's address is where the person lives."""
    names = ("full_name", "birth_date", "sex", "citizen_number", "address")
    answers = {name: value for name in names if (value := getattr(card, name))}
    meant = communes_meant(card.address) if card.address else Meant([], False, "")
    if len(meant.communes) == 1:
        commune = meant.communes[0]
        answers |= {"place": f"{commune.label}, {commune.province.label}", "address": meant.rest}
    choose = meant.communes if 1 < len(meant.communes) <= MOST_NAMED else []
    why = {one.field: one.why for one in card.unread if one.field in card.doubtful}
    if card.address and "place" not in answers and not choose:
        why["place"] = _("The ward or commune on the card was not recognised; please choose it.")
    return Proposal(answers, choose, card.doubtful, why)


def centre_near(province_code: str | None) -> Centre | None:
    """The centre that keeps the file of somebody who lives there; else the oldest."""
    centres = Centre.objects.order_by("pk")
    return centres.filter(province_id=province_code).first() or centres.first()


def brought_by(user: User) -> QuerySet[Brought]:
    """The people a commune officer has written down, the newest first; only while the role lasts."""
    lines = Brought.objects.filter(by=user, centre_id__in=centres_where(user, REGISTER_VILLAGER))
    return lines.select_related("seeker", "commune").order_by("-at", "-pk")


def has_brought(user: User, seeker: Seeker) -> bool:
    return brought_by(user).filter(seeker=seeker).exists()


def people_sheets_of(user: User) -> QuerySet[PeopleSheet]:
    """The lists this person sent."""
    return PeopleSheet.objects.filter(by=user).select_related("centre", "file").order_by("-at", "-pk")


def shared_with(user: User) -> QuerySet[Shared]:
    """Files of other centres that ours may read just now, the newest first."""
    ours = centres_where(user, "seekers.view_seeker")
    lines = Shared.objects.filter(centre_id__in=ours, ended_at=None)
    return lines.select_related("seeker__centre", "centre").order_by("-at", "-pk")


def people_who_fit(user: User, asked: PeopleAsked) -> QuerySet[Seeker]:
    """Those whose name it is first (`is_named`), then those whom the wishes fit."""
    return ranked(visible_to(user), asked)


def respelled(user: User, asked: PeopleAsked) -> PeopleAsked | None:
    """What was typed with unknown words read as near ones of these people's files; None when nothing is near."""
    meant = reads_as(visible_to(user), asked.meant)
    return understand_people(asked.meant.text, meant) if meant else None


def shared_named(user: User, name: tuple[str, ...], most: int = MOST_NAMED) -> QuerySet[Shared]:
    """Of these files the ones with this name: nothing else of them is read before they are opened, which is noted."""
    return shared_with(user).filter(named(name, "seeker__search"))[:most]


def readers_of(seeker: Seeker) -> list[Shared]:
    """Which other centres may read this file, and until when others could: those of today first."""
    return list(seeker.shared.select_related("centre").order_by("-ended_at", "-at", "-pk")[:MOST_READERS])


def openings_of(seeker: Seeker) -> list[AuditRecord]:
    """When another centre opened the file, the newest first."""
    lines = [str(pk) for pk in Shared.objects.filter(seeker=seeker).values_list("pk", flat=True)]
    opened = AuditRecord.objects.filter(action="seeker.open_shared", target_kind="seekers.shared", target_id__in=lines)
    return list(opened.order_by("-at", "-pk")[:MOST_READERS])


def centres_to_share_with(seeker: Seeker) -> QuerySet[Centre]:
    return Centre.objects.exclude(pk=seeker.centre_id).order_by("short_name", "pk")
