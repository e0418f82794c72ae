"""Orders for people: who sees which, what stands under them, and what other centres were asked."""

from typing import Final

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.centres.models import Centre
from nhipcau.employers.api import employers_of
from nhipcau.employers.models import Employer
from nhipcau.vacancies.models import LabourOrder, OrderAsk, OrderChange, OrderState, Status, Vacancy, VacancyQuerySet

ENTER: Final = "vacancies.enter_vacancy"
MANAGE: Final = "vacancies.manage_order"
APPROVE: Final = "vacancies.approve_order"
SHOWN: Final = ("employer__park", "employer__commune", "employer__province", "centre__province", "requested_by")


def orders_of(user: Visitor) -> QuerySet[LabourOrder]:
    """Of one's enterprises and of the centres where one keeps orders; what is being written only its writer sees."""
    mine = Q(employer_id__in=employers_of(user)) | Q(centre_id__in=centres_where(user, MANAGE))
    writing = Q(state=OrderState.DRAFT) & ~Q(requested_by_id=user.pk)
    orders = LabourOrder.objects.filter(mine).exclude(writing).select_related(*SHOWN, "decided_by", "closed_by")
    return orders.order_by("due_on", "pk")


def drafts_of(user: Visitor) -> QuerySet[LabourOrder]:
    return orders_of(user).filter(state=OrderState.DRAFT)


def orders_to_decide(user: Visitor) -> QuerySet[LabourOrder]:
    """Requests at this user's desk, who has waited longest first."""
    waiting = LabourOrder.objects.filter(centre_id__in=centres_where(user, APPROVE), state=OrderState.REQUESTED)
    return waiting.select_related(*SHOWN).order_by("placed_at", "pk")


def orders_for_entry(user: Visitor) -> QuerySet[LabourOrder]:
    """Orders to which this user may add openings: those the centre has said yes to."""
    centres = centres_where(user, ENTER)
    orders = LabourOrder.objects.filter(Q(employer_id__in=employers_of(user)) | Q(centre_id__in=centres))
    named = orders.select_related("employer__province", "employer__commune__province", "employer__park")
    return named.filter(state=OrderState.APPROVED).order_by("due_on", "pk")


def orders_for_opening(vacancy: Vacancy) -> QuerySet[LabourOrder]:
    """Where an opening may stand: under a running order of its enterprise, and where it stands now."""
    orders = LabourOrder.objects.filter(employer_id=vacancy.employer_id)
    return orders.filter(Q(state=OrderState.APPROVED) | Q(pk=vacancy.order_id)).order_by("due_on", "pk")


def enterprises_for_order(user: Visitor) -> QuerySet[Employer]:
    """For whom this user may ask for people."""
    named = Employer.objects.select_related("centre", "province", "commune__province", "park__commune__province")
    mine = Q(pk__in=employers_of(user)) | Q(centre_id__in=centres_where(user, MANAGE))
    return named.filter(mine).order_by("name", "pk")


def openings_under(order: LabourOrder) -> VacancyQuerySet:
    light = Vacancy.objects.defer("search", "title_search", "vector").select_related("employer", "centre")
    return light.filter(order=order).order_by("-headcount", "pk")


def openings_to_put_under(order: LabourOrder) -> VacancyQuerySet:
    """Openings of the enterprise that stand under no order yet."""
    light = Vacancy.objects.defer("search", "title_search", "vector").filter(employer_id=order.employer_id, order=None)
    return light.exclude(status=Status.CLOSED).order_by("-headcount", "pk")


def people_under(order: LabourOrder) -> int:
    """Places of the openings under it that are not closed."""
    open_ones = Vacancy.objects.filter(order=order).exclude(status=Status.CLOSED)
    found: int = open_ones.aggregate(people=Coalesce(Sum("headcount"), 0))["people"]
    return found


def changes_of(order: LabourOrder) -> QuerySet[OrderChange]:
    return OrderChange.objects.filter(order=order).select_related("by").order_by("at", "pk")


def asks_of(order: LabourOrder) -> QuerySet[OrderAsk]:
    """For who asked: those without an answer first."""
    asks = OrderAsk.objects.filter(order=order).select_related("centre__province", "answered_by", "order")
    return asks.order_by(F("answered_at").asc(nulls_first=True), "asked_at", "pk")


def asks_for(user: Visitor) -> QuerySet[OrderAsk]:
    """What other centres ask of the centres where this user keeps orders, as long as people are needed."""
    asks = OrderAsk.objects.filter(centre_id__in=centres_where(user, MANAGE), order__state=OrderState.APPROVED)
    named = asks.select_related("order__centre", "order__employer__province", "order__employer__park", "centre")
    return named.prefetch_related("order__provinces").order_by(
        F("answered_at").asc(nulls_first=True), "order__due_on", "pk"
    )


def asks_waiting_for(user: Visitor) -> QuerySet[OrderAsk]:
    return asks_for(user).filter(answered_at=None)


def asks_to_answer(user: Visitor) -> QuerySet[OrderAsk]:
    """Of one's own centre, and of one's own orders, whose answer may be written down when it came by telephone."""
    centres = centres_where(user, MANAGE)
    asks = OrderAsk.objects.filter(Q(centre_id__in=centres) | Q(order__centre_id__in=centres))
    return asks.select_related("order__centre", "order__employer", "centre")


def centres_to_ask(order: LabourOrder) -> QuerySet[Centre]:
    """Centres of the provinces wished for come first; who has not answered yet is not asked again."""
    waiting = OrderAsk.objects.filter(order=order, centre=OuterRef("pk"), answered_at=None)
    others = Centre.objects.exclude(pk=order.centre_id).exclude(Exists(waiting)).select_related("province")
    if not order.outside_province:
        others = others.filter(province_id=order.centre.province_id)
    wished = [province.pk for province in order.provinces.all()]
    first = Case(When(province_id__in=wished, then=Value(0)), default=Value(1), output_field=IntegerField())
    return others.order_by(first, "name", "pk")
