"""What each role may do. The one table that grants permissions to staff."""

from typing import Final

from nhipcau.centres.models import Role

DESK: Final = {"seekers.register_seeker", "seekers.view_seeker", "fairs.check_in", "fairs.see_session"}
GRANTS: Final[dict[str, frozenset[str]]] = {
    Role.FRONT_DESK: frozenset(DESK),
    Role.SITE_OFFICER: frozenset(DESK | {"fairs.run_site"}),
    Role.COUNSELLOR: frozenset(DESK | {"seekers.view_seeker", "vacancies.review_vacancy", "vacancies.enter_vacancy"}),
    Role.OPERATOR: frozenset(
        DESK
        | {
            "seekers.view_seeker",
            "employers.verify_employer",
            "vacancies.review_vacancy",
            "vacancies.enter_vacancy",
            "vacancies.manage_order",
            "fairs.plan_session",
            "fairs.approve_participation",
            "fairs.run_session",
            "fairs.run_site",
            "fairs.read_report",
            "interviews.act_for_recruiter",
            "demo.play",
        }
    ),
    Role.MANAGER: frozenset(
        {
            "centres.manage_staff",
            "seekers.view_seeker",
            "employers.verify_employer",
            "vacancies.review_vacancy",
            "vacancies.manage_order",
            "fairs.see_session",
            "fairs.plan_session",
            "fairs.read_report",
            "audit.read",
        }
    ),
    Role.SWITCHBOARD: frozenset({"fairs.see_session", "seekers.register_seeker", "seekers.view_seeker"}),
    Role.ARCHIVE: frozenset({"fairs.read_report"}),
    Role.ADMINISTRATOR: frozenset({"outbox.manage"}),
}
