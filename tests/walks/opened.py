"""What is open to whoever comes: the only addresses where a thing of another party may be seen, and which things."""

from dataclasses import dataclass

from tests.walks.routes import Route

SHOWN_SESSIONS = ("announced", "coming", "running", "closed")


@dataclass(frozen=True)
class Open:
    """`to`: everybody, or who holds that permission. `shows`: the things by our names; all others are not found."""

    why: str
    shows: tuple[str, ...]
    to: str = ""


OPEN = {
    "fairs:session": Open("Announced fairs are public: title, place, day, what is brought.", SHOWN_SESSIONS),
    "fairs:openings": Open("So are the openings that are brought to them.", SHOWN_SESSIONS),
    "fairs:board": Open("The television in the hall: ticket numbers and tables.", SHOWN_SESSIONS),
    "fairs:register": Open("Anybody who looks for work may go to any fair.", SHOWN_SESSIONS, "fairs.register"),
    "fairs:register-where": Open("Its places.", SHOWN_SESSIONS, "fairs.register"),
    "fairs:register-wishes": Open("Its openings.", SHOWN_SESSIONS, "fairs.register"),
    "fairs:register-send": Open("Its title and place once more.", SHOWN_SESSIONS, "fairs.register"),
    "fairs:apply": Open("Any enterprise may ask to take part in any fair.", SHOWN_SESSIONS, "fairs.take_part"),
    "fairs:join": Open("Whoever holds the link of an invitation reads whose session it is.", ("done", "open")),
    "fairs:join-decline": Open("And declines it: the link is the right.", ("done", "open"), "the link"),
    "vacancies:vacancy": Open(
        "What is or was on the board, with the enterprise's name.", ("open", "closed", "advised", "second")
    ),
    "suggested:one": Open("How an opening of the board suits oneself.", ("open", "advised", "second"), "seekers.own"),
    "suggested:turn-down": Open(
        "One's own word on an opening of the board.", ("open", "advised", "second"), "seekers.own"
    ),
    "suggested:take-back": Open("And taking it back.", ("open", "closed", "advised", "second"), "seekers.own"),
    "gatherings:join": Open(
        "Anybody who is signed in may listen to any talk, while there are places.", ("talk",), "all"
    ),
    "vacancies:complain": Open("Anybody may report an opening that is on the board.", ("open", "advised", "second")),
}
# Kept for all centres together by those who keep the system running: (address, who).
OF_THE_SYSTEM = {("revive", "administrator")}


def is_shown(route: Route, name: str) -> bool:
    return route.name in OPEN and name in OPEN[route.name].shows
