"""Somebody who looks for sewing work by day in Việt Yên, with a phone, and openings that suit them."""

from typing import Any

from django.test import Client
from django.urls import reverse

from nhipcau.reference.models import Commune
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy
from tests.reference.factories import CommuneFactory
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.factories import VacancyFactory

MINE, MORE, TURNED_DOWN = reverse("suggested:mine"), reverse("suggested:more"), reverse("suggested:turned-down")
HTMX = {"HX-Request": "true"}


def home() -> Commune:
    return Commune.objects.filter(name="Việt Yên mẫu").first() or CommuneFactory(name="Việt Yên mẫu")


def somebody(**more: Any) -> Seeker:
    wishes = {"wished_work": "công nhân may", "wished_pay": 8_000_000, "wished_shift": "day"}
    return SeekerFactory(**{"full_name": "Nguyễn Thị Thu Hường", "commune": home(), **wishes, **more})


def phone_of(seeker: Seeker) -> Client:
    client = Client()
    client.force_login(seeker_user(seeker))
    return client


def sewing(**more: Any) -> Vacancy:
    return VacancyFactory(
        on_board=True, **{"title": "Công nhân may công nghiệp", "commune": home(), "shift": "day", **more}
    )


def one(vacancy: Vacancy) -> str:
    return reverse("suggested:one", args=[vacancy.pk])


def turn_down(vacancy: Vacancy) -> str:
    return reverse("suggested:turn-down", args=[vacancy.pk])


def take_back(vacancy: Vacancy) -> str:
    return reverse("suggested:take-back", args=[vacancy.pk])


def cards(*vacancies: Vacancy) -> str:
    return reverse("suggested:cards") + "?" + "&".join(f"viec={vacancy.pk}" for vacancy in vacancies)
