"""What a door device asks, with its own token and no cookie; and the page it keeps, which says nothing of anybody."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import PUBLIC, access
from nhipcau.fairs.actions import uploading
from nhipcau.fairs.actions.devices import note_contact
from nhipcau.fairs.actions.door import CheckIn, Result
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.actions.roster import carry
from nhipcau.fairs.models import Device, Registration
from nhipcau.fairs.queries.devices import device_of
from nhipcau.fairs.queries.elsewhere import times_elsewhere
from nhipcau.fairs.rules import offline as rules
from nhipcau.foundation.clock import api as clock

SHELL, PAGE, WORKER = "fairs/offline_shell.html", "fairs/offline_page.html", "fairs/offline_worker.js"
KEPT: Final = (
    "ui/nhipcau.css",
    "ui/be-vietnam-pro-600.woff2",
    "ui/mark.svg",
    "ui/camera.js",
    "ui/jsqr.js",
    "fairs/offline/door.css",
    "fairs/offline/language.js",
    "fairs/offline/seal.js",
    "fairs/offline/store.js",
    "fairs/offline/sync.js",
    "fairs/offline/walk_in.js",
    "fairs/offline/door.js",
    "fairs/offline/door.webmanifest",
)
LATEST: Final = 250_000_000_000_000  # milliseconds: a moment after it has no year
DeviceView = Callable[[HttpRequest, Device, dict[str, Any]], HttpResponse]


@require_safe
@access(PUBLIC)
@never_cache
def shell(request: HttpRequest) -> HttpResponse:
    """The same for everybody: it is kept in the browser, and knows nobody until its device opens it."""
    return HttpResponse(_shell())


def _shell() -> str:
    """With its words in every language: the one that is asked for is seen, another can be chosen without network."""
    language = get_language() or settings.LANGUAGE_CODE
    [other] = [code for code, _name in settings.LANGUAGES if code != language]
    said = {"language": language, "page": _page(language), "other_language": other, "other_page": _page(other)}
    return render_to_string(SHELL, said)


def _page(language: str) -> str:
    with override(language):
        return render_to_string(PAGE, {"language": language})


@require_safe
@access(PUBLIC)
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for the page without network.

    A page that reads otherwise, or a file with another address, makes another script: the browser then takes all of
    them together, so that page and files always fit.
    """
    kept = [reverse("fairs:offline-door"), *map(static, KEPT)]
    edition = hashlib.sha256((json.dumps(kept) + _shell()).encode()).hexdigest()[:16]
    body = render_to_string(WORKER, {"kept": json.dumps(kept), "edition": edition})
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


def for_device(view: DeviceView) -> Callable[[HttpRequest], HttpResponse]:
    """A token of a living door opens it, and nothing else does: no cookie is looked at, so none can be misused."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        device = device_of(request.headers.get("X-Door", ""), clock.now())
        if device is None or device.kind != Device.Kind.DOOR:
            return JsonResponse({"ended": True}, status=403)
        try:
            said = json.loads(request.body)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            return JsonResponse({}, status=400)
        return view(request, device, said)

    return csrf_exempt(require_POST(access(PUBLIC)(never_cache(guarded))))


@for_device
def sync(request: HttpRequest, device: Device, said: dict[str, Any]) -> HttpResponse:
    """What changed in the roster since `since`, who is in since `seen`, what time it is, and until when this lasts."""
    now = clock.now()
    note_contact(device=device, unsent=number(said, "unsent"), now=now)
    since = number(said, "since")
    seen = datetime.fromtimestamp(number(said, "seen") / 1000, UTC) if number(said, "seen") and since else None
    carried = carry(device=device, since=since, seen_since=seen)
    found = {
        "now": in_ms(now),
        "version": carried.version,
        "people": carried.people,
        "seen": carried.seen,
        "names": carried.names,
        "salt": device.session.roster.salt,
        **about(device),
    }
    return JsonResponse(found)


@for_device
def send(request: HttpRequest, device: Device, said: dict[str, Any]) -> HttpResponse:
    """A batch of what was done without network. The same batch again adds nothing."""
    now = clock.now()
    sent = said.get("events")
    taken = uploading.upload(
        device=device, sent=sent if isinstance(sent, list) else [], unsent=number(said, "unsent"), now=now
    )
    return JsonResponse({"now": in_ms(now), "taken": [*taken.ids, *taken.bad], "bad": taken.bad})


@for_device
def ask(request: HttpRequest, device: Device, said: dict[str, Any]) -> HttpResponse:
    """One scan, answered at once. It is kept like one of a batch, so it may be sent again."""
    now = clock.now()
    found = uploading.ask(device=device, sent=said.get("event"), code=str(said.get("code", "")), now=now)
    if found is None:
        return JsonResponse({}, status=400)
    return JsonResponse({"now": in_ms(now), **answer_of(found, device)})


@for_device
def transfer(request: HttpRequest, device: Device, said: dict[str, Any]) -> HttpResponse:
    """The holder of a ticket of another session is registered here and let in."""
    now = clock.now()
    try:
        registration = uploading.transfer(device=device, code=str(said.get("code", "")), now=now)
    except Refused as refusal:
        return JsonResponse({"now": in_ms(now), "kind": "unknown", "words": " ".join(refusal.reasons)})
    if registration is None:
        return JsonResponse({"now": in_ms(now), "kind": "unknown"})
    return JsonResponse({"now": in_ms(now), "kind": "welcome", **person_of(registration)})


def answer_of(found: CheckIn, device: Device) -> dict[str, Any]:
    person = found.registration
    if person is None or found.result == Result.UNKNOWN:
        return {"kind": "unknown", "words": _("This ticket was cancelled.") if person else ""}
    if found.result == Result.OTHER_SESSION:
        return {"kind": "other", **person_of(person), "words": person.session.title}
    known = person_of(person)
    if found.result == Result.ALREADY and found.first_at:
        attendance = getattr(person, "attendance", None)
        gate = attendance.site.place if attendance else device.site.place
        first_at = attendance.first_at if attendance else found.first_at
        known |= {"at": in_ms(first_at), "gate": gate.name if gate else ""}
    return {"kind": str(found.result), **known, "elsewhere": elsewhere(found, person)}


def elsewhere(found: CheckIn, person: Registration) -> list[list[Any]]:
    """Times at tables of another place, as the roster writes them, where nobody has said yet what becomes of them."""
    if person.goes_over_at is not None or not (found.moved or found.result == Result.ALREADY):
        return []
    times = times_elsewhere(person, now=clock.now())
    return [
        [f"{localtime(one.starts):%-H:%M}", one.desk.number, 0, one.participation.employer.name, str(one.desk.place)]
        for one in times
    ]


def person_of(registration: Registration) -> dict[str, Any]:
    seeker = registration.seeker
    return {"name": seeker.full_name, "born": seeker.birth_date.year, "number": registration.number}


def about(device: Device) -> dict[str, Any]:
    site, session = device.site, device.session
    return {
        "door": device.name,
        "site": site.place.name if site.place else _("Online, from anywhere"),
        "session": session.title,
        "letter": device.letter,
        "first": device.first_number,
        "last": device.last_number,
        "ends": in_ms(device.ends_at),
        "key": device.public_key,
        "pin": {"salt": device.pin_salt, "wrapped": device.pin_wrapped} if device.pin_salt else None,
        "batch": rules.BATCH,
    }


def in_ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def number(said: dict[str, Any], name: str) -> int:
    value = said.get(name)
    return value if isinstance(value, int) and 0 <= value < LATEST else 0
