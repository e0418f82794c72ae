"""What the fairs keep of a person's interview times, in words for them: for their own page and the copy they take along."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from nhipcau.fairs.models import Appointment, Registration
from nhipcau.foundation.ui.words import moment_words
from nhipcau.seekers.api import Kept, KeptPart, Seeker


def kept_of(seeker: Seeker) -> list[KeptPart]:
    return [
        KeptPart(_("Interview times"), tuple(_times(seeker))),
        KeptPart(_("When I can come"), tuple(_hours(seeker))),
    ]


def _times(seeker: Seeker) -> Iterator[Kept]:
    mine = Appointment.objects.filter(registration__seeker=seeker).exclude(state=Appointment.State.DRAFT)
    for one in mine.select_related("participation__employer").order_by("-starts", "pk"):
        state = str(one.get_state_display())
        more = f"{state}: {one.get_because_display()}" if one.because else state
        yield Kept(moment_words(one.starts), one.participation.employer.name, more)


def _hours(seeker: Seeker) -> Iterator[Kept]:
    mine = Registration.objects.filter(seeker=seeker).exclude(free_from=None, free_until=None)
    for one in mine.select_related("session").order_by("-session__starts", "pk"):
        since, until = one.free_from or one.session.starts, one.free_until or one.session.ends
        yield Kept(one.session.title, f"{moment_words(since)} – {moment_words(until)}")
