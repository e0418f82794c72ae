"""What each role may do (the one table that grants permissions to staff), and when a role may begin and end."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, reasons_against_phone
from nhipcau.centres.models import Role, StaffRole
from nhipcau.reference.models import Commune

DESK: Final = {"seekers.register_seeker", "seekers.view_seeker", "fairs.check_in", "fairs.see_session"}
COUNSEL: Final = {"counselling.screen", "matching.refer"}
AFTER: Final = {"counselling.follow_up", "counselling.enter_exchange"}
GRANTS: Final[dict[str, frozenset[str]]] = {
    Role.FRONT_DESK: frozenset(DESK),
    Role.SITE_OFFICER: frozenset(DESK | COUNSEL | {"fairs.run_site", "fairs.read_own_report"}),
    Role.COUNSELLOR: frozenset(
        DESK
        | COUNSEL
        | AFTER
        | {
            "counselling.read_needs",
            "vacancies.review_vacancy",
            "vacancies.enter_vacancy",
            "seekers.share_seeker",
        }
    ),
    Role.OPERATOR: frozenset(
        DESK
        | AFTER
        | {
            "fairs.read_own_report",
            "fairs.join_session",
            "seekers.view_seeker",
            "employers.verify_employer",
            "vacancies.review_vacancy",
            "vacancies.enter_vacancy",
            "vacancies.see_order",
            "vacancies.manage_order",
            "vacancies.approve_order",
            "fairs.plan_session",
            "fairs.approve_participation",
            "fairs.run_session",
            "fairs.run_site",
            "fairs.read_report",
            "fairs.read_people_list",
            "fairs.make_record",
            "interviews.act_for_recruiter",
            "interviews.see_due",
            "gatherings.plan_gathering",
            "demo.play",
        }
    ),
    Role.MANAGER: frozenset(
        {
            "centres.manage_staff",
            "matching.choose_trade",
            "seekers.view_seeker",
            "employers.verify_employer",
            "vacancies.review_vacancy",
            "vacancies.see_order",
            "vacancies.manage_order",
            "vacancies.approve_order",
            "fairs.see_session",
            "fairs.plan_session",
            "fairs.join_session",
            "fairs.export_people",
            "fairs.read_report",
            "fairs.read_people_list",
            "fairs.make_record",
            "fairs.read_own_report",
            "counselling.follow_up",
            "counselling.enter_exchange",
            "seekers.share_seeker",
            "audit.read",
        }
    ),
    Role.SWITCHBOARD: frozenset({"fairs.see_session", "seekers.register_seeker", "seekers.view_seeker"}),
    Role.ARCHIVE: frozenset({"fairs.read_report"}),
    Role.ADMINISTRATOR: frozenset({"outbox.manage"}),
    Role.COMMUNE: frozenset({"seekers.register_villager"}),
}

# A centre that came by a link takes part in what others hold: it holds nothing of its own here.
ONLY_AT_HOME: Final = frozenset(
    {
        "fairs.plan_session",
        "fairs.run_session",
        "fairs.read_report",
        "gatherings.plan_gathering",
        "vacancies.manage_order",
        "vacancies.approve_order",
        "demo.play",
        "outbox.manage",
    }
)
SHORTER: Final = (("Trung tâm Dịch vụ việc làm", "Trung tâm DVVL"), ("Trung tâm dịch vụ việc làm", "Trung tâm DVVL"))
LONGEST_SHORT_NAME: Final = 60


def granted(role: str, *, joined_by_link: bool) -> frozenset[str]:
    """What a role may do at its centre."""
    return GRANTS[role] - ONLY_AT_HOME if joined_by_link else GRANTS[role]


def short_name(name: str) -> str:
    """As it stands in lists: the usual beginning shortened, and never longer than a line."""
    for long, short in SHORTER:
        name = name.replace(long, short)
    return name if len(name) <= LONGEST_SHORT_NAME else f"{name[: LONGEST_SHORT_NAME - 1].rstrip()}…"


def reasons_not_to_join(*, name: str, phone: str, known: bool) -> list[str]:
    reasons = reasons_against_hotline(phone)
    if len(name) < 3:
        reasons.append(_("Write the name of your centre in full."))
    if known:
        reasons.append(
            _("A centre of this name has an account here already. Sign in with it, then open the invitation again.")
        )
    return reasons


def reasons_not_to_grant(
    user: User, *, starts_on: date, ends_on: date | None, others: list[StaffRole], today: date
) -> list[str]:
    """`others`: what this person holds already of the same role at the same centre."""
    reasons = []
    if user.phone_index is not None:
        reasons.append(_("This account signs in by text message. A colleague needs an account with a password."))
    if not user.is_active:
        reasons.append(_("This account is closed."))
    reasons += reasons_against_days(starts_on, ends_on, today=today)
    if any(overlaps(other, starts_on, ends_on) for other in others):
        reasons.append(_("This person has this role already on some of these days."))
    return reasons


def reasons_against_commune(role: str, commune: Commune | None) -> list[str]:
    """A commune officer serves one commune; nobody else does."""
    if role == Role.COMMUNE and commune is None:
        return [_("Say which commune this officer serves.")]
    if role != Role.COMMUNE and commune is not None:
        return [_("Only a commune officer serves a commune: leave it empty for other roles.")]
    return []


def reasons_against_days(starts_on: date, ends_on: date | None, *, today: date) -> list[str]:
    if ends_on is not None and ends_on < starts_on:
        return [_("The last day is before the first day.")]
    if ends_on is not None and ends_on < today:
        return [_("The last day has passed already.")]
    return []


def overlaps(other: StaffRole, starts_on: date, ends_on: date | None) -> bool:
    begins_in_time = ends_on is None or other.starts_on <= ends_on
    return begins_in_time and (other.ends_on is None or other.ends_on >= starts_on)


def reasons_not_to_end(staff_role: StaffRole, *, on: date, other_managers: bool) -> list[str]:
    reasons = []
    if on < staff_role.starts_on:
        reasons.append(_("The last day is before the first day."))
    if staff_role.role == Role.MANAGER and not other_managers:
        reasons.append(_("Somebody must manage the centre: give this role to a colleague first."))
    return reasons


def reasons_not_to_renew(user: User, *, by: User, only_ours: bool) -> list[str]:
    """Who hands over a new password could use it first, so it must open nothing beyond the own centre."""
    reasons = []
    if user.pk == by.pk:
        reasons.append(_("Your own password you change yourself, under your name at the top."))
    if user.is_superuser or not only_ours:
        reasons.append(_("This person also works elsewhere, so a new password must come from an administrator."))
    return reasons


def reasons_against_hotline(typed: str) -> list[str]:
    """A mobile, a landline with its area code, or a service number such as 1900 1234."""
    digits = "".join(filter(str.isdigit, typed))
    if (
        not typed
        or not reasons_against_phone(typed)
        or (digits.startswith(("02", "1800", "1900")) and 8 <= len(digits) <= 11)
    ):
        return []
    return [_("A hotline is a mobile number, a landline with its area code, or a number with 1800 or 1900.")]
