"""Who may be sent to which opening, and what to do when not."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.vacancies.models import Status, Vacancy

MOST_A_DAY: Final = 3  # referrals of one person on one occasion: more than that is no advice


def reasons_not_to_refer(
    vacancy: Vacancy, *, ours: bool, shares: bool, kept_at: str, others: int, today: date
) -> list[str]:
    """`ours`: the file is kept or shared with us; `kept_at` names the other centre; `others`: referrals of the day."""
    reasons = []
    if vacancy.status != Status.OPEN or (vacancy.closes_on is not None and vacancy.closes_on < today):
        reasons.append(_("This opening is not open any more. Choose another one."))
    if not ours:
        said = _("This person's file is kept at %(centre)s. Ask them to share it with your centre first.")
        reasons.append(said % {"centre": kept_at})
    elif not shares:
        reasons.append(
            _(
                "The person has not agreed that enterprises see their file. Read the words to them and note their answer."
            )
        )
    if others >= MOST_A_DAY:
        said = _("There are %(most)s referrals already. Withdraw one to make another.")
        reasons.append(said % {"most": MOST_A_DAY})
    return reasons
