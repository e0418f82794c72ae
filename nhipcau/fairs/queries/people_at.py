"""The people of one site, for the officer who receives them there."""

from django.db.models import QuerySet

from nhipcau.fairs.models import Registration, RegistrationState, SessionSite


def people_at(site: SessionSite) -> QuerySet[Registration]:
    """Those who are here first, then by name; nobody of another site."""
    people = Registration.objects.filter(site=site).exclude(state=RegistrationState.CANCELLED)
    return people.select_related("seeker", "attendance").order_by("-state", "seeker__full_name", "pk")
