"""A form writes what it asks for: every other column, of every table that it writes, can be sent along in vain."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection, models
from django.urls import reverse

from tests.employers.factories import tax_code
from tests.walks.asking import Asker
from tests.walks.belongings import TABLES
from tests.walks.can import Can, application, opening_form, place_of, session_form
from tests.walks.can_fair import CAN
from tests.walks.party import World, undone
from tests.walks.routes import ALL
from tests.walks.test_whose_it_is import value_of

pytestmark = pytest.mark.django_db
ARGUMENTS = {route.name: route.arguments for route in ALL}
Columns = dict[tuple[str, int, str], Any]


def new_enterprise(party: Any) -> Mapping[str, Any]:
    said = {"name": "Công ty lạ", "tax_code": tax_code(9100), "contact_name": "Lan", "contact_phone": "0912345678"}
    return said | place_of(party)


NEW = {
    "vacancies:enter": Can("recruiter", "", opening_form),
    "vacancies:order-new": Can(
        "recruiter", "", lambda _party: {"title": "Đơn mới", "headcount": "5", "due_on": "2026-12-01"}
    ),
    "employers:register": Can("operator", "", lambda party: {"legal_form": "company"} | new_enterprise(party)),
    "employers:sign-up": Can(
        "nobody",
        "",
        lambda party: (
            new_enterprise(party) | {"email": "ai@example.vn", "password": "một cây cầu dài", "centre": party.centre.pk}
        ),
    ),
    "fairs:create-session": Can("operator", "", session_form),
    "seekers:register": Can(
        "front_desk",
        "",
        lambda party: (
            {"full_name": "Ai Đó", "birth_date": "1/1/1990", "sex": "male", "purposes": "counselling"}
            | {"centre": party.centre.pk}
        ),
    ),
    "interviews:result": Can("recruiter", "done", lambda _party: {"note": "Khéo tay"}),
    "seekers:section": Can("seeker", "", lambda _party: {"wished_work": "may", "edition": "1"}),
    "centres:new": Can(
        "manager",
        "",
        lambda _party: {"display_name": "Mới", "username": "moi", "role": "front_desk", "starts_on": "10/3/2026"},
    ),
}
KNOWN = (
    "vacancies:edit",
    "vacancies:complain",
    "vacancies:answer-complaint",
    "vacancies:return",
    "vacancies:answer-ask",
    "vacancies:order-change",
    "vacancies:order-close",
    "vacancies:order-step",
    "employers:own-edit",
    "employers:own-add-recruiter",
    "employers:edit",
    "seekers:edit",
    "seekers:read-numbers",
    "fairs:edit-session",
    "fairs:change-site",
    "fairs:walk-in",
    "fairs:reject",
    "interviews:write",
    "interviews:pause",
    "centres:edit",
    "centres:end",
)
FORMS = NEW | {name: CAN[name] for name in KNOWN} | {"fairs:apply": Can("recruiter", "announced", application)}


@pytest.mark.promise("R49")
@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_form_writes_only_what_it_asks_for(world: World, name: str) -> None:
    can, asker = FORMS[name], Asker()
    assert can.body is not None
    honest = can.body(world.a)
    asked = set(honest) | fields_of_page(asker, world, name)
    once, again = sent(asker, world, name, honest), sent(asker, world, name, honest)
    assert once, "The honest form must have written something."
    tables = {TABLES[table] for table, _number, _column in once}
    greedy = {column: value for model in tables for column, value in columns_of(model, world).items()}
    greedy = {column: value for column, value in greedy.items() if column not in asked}

    written = sent(asker, world, name, {**greedy, **honest})

    steady = {key for key in once if once[key] == again.get(key)}
    assert greedy
    assert {key: written.get(key) for key in steady} == {key: once[key] for key in steady}
    assert set(written) == set(once)


def sent(asker: Asker, world: World, name: str, said: Mapping[str, Any]) -> Columns:
    """What one sending wrote: each column of each new or changed row, rows of a table in their order."""
    before = texts()
    with undone():
        answer = asker.do(world.a.users.get(FORMS[name].who), "POST", address(world, name), said)
        assert answer.status < 400
        after = texts()
    written: Columns = {}
    for table, rows in after.items():
        changed = [row for key, row in sorted(rows.items()) if before[table].get(key) != row]
        for number, row in enumerate(changed):
            written |= {(table, number, column): value for column, value in json.loads(row).items()}
    return written


def texts() -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    with connection.cursor() as cursor:
        for table, model in TABLES.items():
            key = model._meta.pk.column
            cursor.execute(f'SELECT t."{key}", row_to_json(t)::text FROM "{table}" t')
            found[table] = dict(cursor.fetchall())
    return found


def fields_of_page(asker: Asker, world: World, name: str) -> set[str]:
    """What the page asks, by the names of its fields."""
    page = asker.ask(world.a.users.get(FORMS[name].who), "GET", address(world, name)).body
    names = {part.split('"', 1)[0] for part in page.split('name="')[1:]}
    return names | {part.split("-", 1)[0] for part in names}


def columns_of(model: type[models.Model], world: World) -> dict[str, str]:
    """Every column with a value of its kind, of the other party where it links."""
    values: dict[str, str] = {}
    for field in model._meta.concrete_fields:
        theirs = sorted(map(str, world.of_b.get(field.related_model, set()))) if field.is_relation else []
        value = theirs[0] if theirs else value_for(field)
        values |= {field.name: value, field.attname: value}
    return values


def value_for(field: Any) -> str:
    if field.choices:
        return str([*field.choices][-1][0])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateField):
        return "2026-01-01"
    if isinstance(field, models.IntegerField | models.FloatField):
        return "7"
    return "lạ"


def address(world: World, name: str) -> str:
    which = FORMS[name].which
    return reverse(name, kwargs={argument: value_of(world.a, argument, which) for argument in ARGUMENTS[name]})
