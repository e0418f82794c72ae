"""What recruiters and the review desk may open, with the names that their tables show."""

from datetime import date

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.employers.api import employers_of
from nhipcau.employers.models import Employer
from nhipcau.vacancies.models import Complaint, Status, Vacancy, VacancyQuerySet

ENTER = "vacancies.enter_vacancy"
REVIEW = "vacancies.review_vacancy"


def shown() -> VacancyQuerySet:
    """With the names that a row, a card or a page of an opening shows."""
    named = Vacancy.objects.select_related(
        "employer",
        "centre",
        "province",
        "commune__province",
        "park__commune__province",
        "occupation",
        "order",
    )
    return named.defer("search", "title_search", "vector")


def waiting_first(vacancies: VacancyQuerySet) -> VacancyQuerySet:
    turn = Case(
        When(status=Status.RETURNED, then=Value(0)),
        When(status=Status.SUBMITTED, then=Value(1)),
        When(status=Status.OPEN, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return vacancies.order_by(turn, "-submitted_at", "-pk")


def visible_to(user: Visitor) -> VacancyQuerySet:
    """Openings this user works on: of their enterprises, and of the centres where they review or enter."""
    centres = centres_where(user, REVIEW) | centres_where(user, ENTER)
    return shown().filter(Q(employer_id__in=employers_of(user)) | Q(centre_id__in=centres))


def editable_by(user: Visitor) -> VacancyQuerySet:
    centres = centres_where(user, ENTER)
    return shown().filter(Q(employer_id__in=employers_of(user)) | Q(centre_id__in=centres))


def mine(user: Visitor) -> VacancyQuerySet:
    """A recruiter's list: what must be mended first."""
    return waiting_first(shown().filter(employer_id__in=employers_of(user)))


def entered_by(user: Visitor, *, status: str = "") -> VacancyQuerySet:
    """The list of those who enter openings: recruiters see their own, staff those of their centre."""
    listed = editable_by(user)
    return waiting_first(listed.filter(status=status) if status else listed)


def reviewed_by(user: Visitor) -> VacancyQuerySet:
    """What the review desk may open."""
    return shown().filter(centre_id__in=centres_where(user, REVIEW))


def waiting_for_review(user: Visitor) -> VacancyQuerySet:
    """The desk's list: who has waited longest first."""
    return reviewed_by(user).filter(status=Status.SUBMITTED).order_by("submitted_at", "pk")


def enterprises_for_entry(user: Visitor) -> QuerySet[Employer]:
    """For whom this user may enter openings."""
    centres = centres_where(user, ENTER)
    named = Employer.objects.select_related("centre", "province", "commune__province", "park__commune__province")
    return named.filter(Q(pk__in=employers_of(user)) | Q(centre_id__in=centres)).order_by("name", "pk")


def open_of(employer: Employer, day: date) -> VacancyQuerySet:
    """What an enterprise has on the board on a day, newest first."""
    return shown().open_on(day).filter(employer=employer).order_by("-published_at", "-pk")


def complaints_at(user: Visitor) -> QuerySet[Complaint]:
    """What people report about openings of this desk's centre, those not answered first."""
    here = Complaint.objects.filter(vacancy__centre_id__in=centres_where(user, REVIEW))
    return here.select_related("vacancy__employer", "handled_by").order_by(F("handled_at").asc(nulls_first=True), "pk")
