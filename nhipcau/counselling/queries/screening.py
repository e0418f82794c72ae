"""Who was screened, what was advised and offered, and the counts of it. Reads only."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db.models import Avg, Count, F, Q, QuerySet, Sum
from django.utils.timezone import make_aware

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import Centre, centres_where
from nhipcau.counselling.models import GroupAdvice, OfferedOpening, Screening
from nhipcau.interviews.api import Occasion
from nhipcau.matching import api as matching
from nhipcau.seekers.api import Seeker

SCREENS = "counselling.screen"


def screening_of(occasion: Occasion, seeker: Seeker) -> Screening | None:
    screened = Screening.objects.filter(**occasion.keys, seeker=seeker)
    return screened.select_related("commune__province", "by", "centre").first()


def screened_at(user: Visitor, occasion: Occasion) -> QuerySet[Screening]:
    """By the centres where this user screens, the last one first."""
    ours = Screening.objects.filter(**occasion.keys, centre_id__in=centres_where(user, SCREENS))
    return ours.defer("needs").select_related("seeker", "by").order_by("-at", "-pk")


def visible_to(user: Visitor) -> QuerySet[Screening]:
    return Screening.objects.filter(centre_id__in=centres_where(user, SCREENS)).select_related("seeker", "centre")


def advised_by(user: Visitor) -> QuerySet[GroupAdvice]:
    """Lines of the centres where this user advises, the last one first."""
    lines = GroupAdvice.objects.filter(centre_id__in=centres_where(user, SCREENS))
    return lines.select_related("by", "centre").order_by("-at", "-pk")


def advised_on(user: Visitor, day: date) -> QuerySet[GroupAdvice]:
    return advised_by(user).filter(at__range=_day(day, day))


def sums_of(lines: QuerySet[GroupAdvice]) -> dict[str, int]:
    found = lines.order_by().aggregate(times=Count("pk"), people=Sum("people"), minutes=Sum("minutes"))
    return {name: number or 0 for name, number in found.items()}


def offers_of(user: Visitor, seeker: Seeker) -> QuerySet[OfferedOpening]:
    """What one person was offered by the centres of this user, the newest first."""
    return _offers(user).filter(seeker=seeker)


def offers_between(user: Visitor, first: date, last: date) -> QuerySet[OfferedOpening]:
    """The book of offers of a period, both days included."""
    return _offers(user).filter(at__range=_day(first, last))


def latest_answers(occasion: Occasion, seeker: Seeker) -> dict[int, OfferedOpening]:
    """What the person said last of each opening today, by the opening."""
    said = OfferedOpening.objects.filter(**occasion.keys, seeker=seeker).order_by("pk")
    return {line.vacancy_id: line for line in said}


def counts(occasion: Occasion, centre: Centre | None = None, *, without: Collection[int] = ()) -> dict[str, int]:
    """What a report says of counselling on one occasion: of one centre, of all, or of all `without` some, by id.

    `seconds` is the mean screening; `referred` are different people, so one whom two centres referred is counted at both.
    """
    of = (Q(centre=centre) if centre else Q()) & ~Q(centre__in=without)
    screened = Screening.objects.filter(of, **occasion.keys).aggregate(
        number=Count("pk"), mean=Avg(F("at") - F("began_at")), benefit=Count("pk", filter=Q(draws_benefit=True))
    )
    sent = matching.sent_on(occasion.kind, occasion.id).filter(of)
    referred = sent.aggregate(number=Count("pk"), people=Count("seeker", distinct=True))
    group = sums_of(GroupAdvice.objects.filter(of, **occasion.keys))
    return {
        "screened": screened["number"],
        "seconds": round(screened["mean"].total_seconds()) if screened["mean"] else 0,
        "benefit": screened["benefit"],
        "referrals": referred["number"],
        "referred": referred["people"],
        "groups": group["times"],
        "group_people": group["people"],
        "offers": OfferedOpening.objects.filter(of, **occasion.keys).count(),
    }


def _offers(user: Visitor) -> QuerySet[OfferedOpening]:
    ours = OfferedOpening.objects.filter(centre_id__in=centres_where(user, SCREENS))
    shown = ours.select_related("seeker__commune__province", "vacancy", "vacancy__employer", "referral", "by", "centre")
    return shown.order_by("-at", "-pk")


def _day(first: date, last: date) -> tuple[datetime, datetime]:
    return make_aware(datetime.combine(first, time.min)), make_aware(datetime.combine(last, time.max))
