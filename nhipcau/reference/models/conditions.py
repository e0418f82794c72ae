"""What work is like: the codes an opening states and a person may want to avoid. Matching keeps them by their place here."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CONDITIONS: Final[dict[str, Promise]] = {
    "indoors": _("Indoors"),
    "outdoors": _("Outdoors"),
    "lift_5": _("Lifting under 5 kg"),
    "lift_20": _("Lifting 5 to 20 kg"),
    "lift_more": _("Lifting over 20 kg"),
    "standing": _("Standing or walking much"),
    "sitting": _("Sitting"),
    "fine_hands": _("Fine work with the hands"),
    "both_hands": _("Both hands needed"),
    "eyes": _("Good eyesight, glasses allowed"),
    "hearing": _("Hearing and speaking"),
    "microscope": _("Looking through a microscope"),
    "clean_room": _("Clean-room suit"),
    "overtime": _("Overtime"),
}
# What somebody may turn down without a word about their body: no sense and no limb is named.
AVOIDABLE: Final = (
    *("outdoors", "lift_20", "lift_more", "standing"),
    *("fine_hands", "microscope", "clean_room", "overtime"),
)
