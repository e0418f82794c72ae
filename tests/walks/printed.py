"""Who may ask for papers of a fair, for the kit to announce it, and for the note to the press."""

from tests.walks.can import Can, asks, reads, sends

PRINTED: dict[str, Can] = {
    "fairs:announcing": reads("operator", "coming"),
    "fairs:announcing-add": sends("operator", "coming", channel="zalo", name="Nhóm xã"),
    "fairs:announcing-letter": asks("operator", "coming", words="Thông cáo"),
    "fairs:announcing-poster": reads("operator", "coming"),
    "fairs:badges": sends("front_desk", "running_hall"),
    "fairs:tickets-file": sends("front_desk", "running_hall"),
    "fairs:announcing-prepare": sends("operator", "coming"),
    "fairs:paper-enterprises": reads("site_officer", "running_hall"),
    "fairs:paper-letter": reads("operator", "coming_verified"),
    "fairs:paper-letters": reads("operator", "coming"),
    "fairs:paper-people": sends("site_officer", "running_hall"),
    "fairs:paper-results": sends("site_officer", "running_hall"),
    "fairs:paper-results-all": sends("site_officer", "running"),
    "fairs:paper-plates": reads("site_officer", "running_hall"),
    "fairs:paper-wall": reads("site_officer", "running_hall"),
    "fairs:paper-wall-sheet": reads("site_officer", "running_hall"),
    "fairs:papers": reads("site_officer", "running"),
    "fairs:slip": reads("seeker", "expected"),
    "fairs:slip-file": reads("seeker", "expected"),
    "statistics:press": reads("manager", "closed"),
    "statistics:press-letter": asks("manager", "closed", words="Thông cáo"),
}
