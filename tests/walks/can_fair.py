"""The same for the fair day: who may ask for which address of a fair, of a desk and of a turn."""

from tests.walks.advised import ADVISED
from tests.walks.after import DUTIES
from tests.walks.called import CALLED
from tests.walks.can import (
    CENTRES,
    SEEKERS,
    SUGGESTED,
    VACANCIES,
    Can,
    application,
    asks,
    own_site,
    reads,
    sends,
    session_form,
)
from tests.walks.devices import DEVICES
from tests.walks.guests import GUESTS
from tests.walks.linked import LINKED
from tests.walks.meetings import MEETINGS
from tests.walks.orders import ORDERS
from tests.walks.printed import PRINTED
from tests.walks.timetable import TIMETABLE
from tests.walks.video import VIDEO
from tests.walks.village import VILLAGE
from tests.walks.week import WEEK

PLANNING = {
    "fairs:apply": Can("recruiter", "announced", application),
    "fairs:approve": sends("operator", "coming_verified"),
    "fairs:arrive": sends("operator", "running_second"),
    "fairs:change-site": sends("operator", "draft_hall", capacity="70"),
    "fairs:cockpit": reads("operator", "running"),
    "fairs:decide-day": sends("operator", day="2026-03-19", fair="no"),
    "fairs:edit-session": Can("operator", "draft", session_form),
    "fairs:enterprises": reads("operator", "running"),
    "fairs:leave": sends("operator", "running_verified", back="1"),
    "fairs:materialise": sends("operator"),
    "fairs:not-coming": sends("operator", "running_second", reason="Xe hỏng."),
    "fairs:open-site": sends("site_officer", "running_point"),
    "fairs:participation": reads("recruiter", "running_verified"),
    "fairs:participation-step": sends("recruiter", "coming_verified", step="withdraw"),
    "fairs:plan": reads("operator", "draft"),
    "fairs:readiness": reads("operator", "running"),
    "fairs:reject": sends("operator", "coming_verified", reason="Hết bàn."),
    "fairs:remove-site": sends("operator", "draft_point"),
    "fairs:series": reads("operator"),
    "fairs:site": reads("site_officer", "running_hall"),
    "fairs:sites": Can("operator", "draft", lambda party: {"place": party.ids["place_id"]["mobile"]}),
    "fairs:step": sends("operator", "draft", step="announced"),
}
PEOPLE = {
    "fairs:board": reads("nobody", "running"),
    "fairs:cancel": sends("seeker", "expected"),
    "fairs:day": reads("seeker", "here"),
    "fairs:door": reads("front_desk", "running"),
    "fairs:door-openings": reads("front_desk", "running"),
    "fairs:door-search": asks("front_desk", "running", q="Kinbimat"),
    "fairs:elsewhere": sends("front_desk", "here", answer="sang"),
    "fairs:go-home": sends("seeker", "here"),
    "fairs:let-in": Can("front_desk", "running", lambda party: {"registration": party.ids["registration_id"]["late"]}),
    "fairs:openings": reads("nobody", "running"),
    "fairs:people": reads("front_desk", "running_hall"),
    "fairs:register": reads("in_line", "coming"),
    "fairs:register-send": Can("in_line", "coming", lambda _party: {}, before=(("fairs:register-where", own_site),)),
    "fairs:register-where": Can("in_line", "coming", own_site, writes=False),
    "fairs:register-wishes": asks("in_line", "coming", do="add"),
    "fairs:say-here": sends("at_home", "at_home"),
    "fairs:same-phone": asks("front_desk", "running", phone="09"),
    "fairs:scan": Can("front_desk", "running", lambda party: {"code": party.thing("registration_id.late").code}),
    "fairs:session": reads("nobody", "running"),
    "fairs:ticket": reads("seeker", "expected"),
    "fairs:ticket-paper": reads("seeker", "expected"),
    "fairs:walk-in": sends(
        "front_desk", "running", full_name="Vãng Lai", birth_date="1/1/1990", sex="male", purposes="counselling"
    ),
    "fairs:wishes": Can(
        "seeker", "expected", lambda party: {"do": "off", "opening": party.ids["opening_id"]["coming_verified"]}
    ),
}
INTERVIEWS = {
    "interviews:absent": sends("recruiter", "reminded"),
    "interviews:again": sends("in_line", "lost"),
    "interviews:answer": sends("at_home", "at_home"),
    "interviews:away": sends("seeker", "waiting"),
    "interviews:back": sends("seeker", "away"),
    "interviews:call": sends("recruiter", "table"),
    "interviews:came": sends("recruiter", "called"),
    "interviews:desk": reads("recruiter", "talking"),
    "interviews:fail": sends("recruiter", "in_room"),
    "interviews:finish": sends("recruiter", "talking"),
    "interviews:hand-over": Can("recruiter", "talking", lambda party: {"to": party.ids["desk_id"]["table"]}),
    "interviews:leave": sends("seeker", "waiting"),
    "interviews:nobody": sends("in_room", "in_room"),
    "interviews:pause": sends("recruiter", "table"),
    "interviews:remind": sends("recruiter", "called"),
    "interviews:result": sends("recruiter", "done"),
    "interviews:resume": sends("recruiter", "paused"),
    "interviews:room": reads("in_room", "in_room"),
    "interviews:room-failed": sends("in_room", "in_room"),
    "interviews:skip": sends("recruiter", "called"),
    "interviews:start": sends("recruiter", "called"),
    "interviews:talk": reads("recruiter", "done"),
    "interviews:turn": reads("seeker", "waiting"),
    "interviews:write": sends("in_room", "in_room", words="Em chào anh."),
}
CAN: dict[str, Can] = {
    **ORDERS,
    **CENTRES,
    **SEEKERS,
    **SUGGESTED,
    **VIDEO,
    **VACANCIES,
    **PLANNING,
    **PEOPLE,
    **INTERVIEWS,
    **DUTIES,
    **ADVISED,
    **VILLAGE,
    **GUESTS,
    **PRINTED,
    **WEEK,
    **LINKED,
    **CALLED,
    **TIMETABLE,
    **DEVICES,
    **MEETINGS,
}
