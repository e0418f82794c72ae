"""What stands in the files of a party: openings, sheets, people, and the papers about them."""

from datetime import timedelta

from nhipcau.accounts.models import User
from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.files import api as kept_files
from nhipcau.foundation.files.api import Kind
from nhipcau.foundation.outbox.models import Delivery, OutboxMessage
from nhipcau.messaging import api as messaging
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import subject_of
from nhipcau.statistics.actions import freeze_report, make_record
from nhipcau.vacancies.actions.sheets import begin_taking
from nhipcau.vacancies.models import Complaint, Sheet, Status
from tests.conftest import NOON
from tests.seekers.factories import PhoneUserFactory, SeekerFactory
from tests.vacancies.factories import LabourOrderFactory, VacancyFactory
from tests.vacancies.sheets import outcomes, read, uploaded
from tests.walks import marks
from tests.walks.party import Party

# Who signs in with their own phone; the others were written down at the counter.
WITH_PHONE = ("seeker", "at_home", "in_room", "in_line")
AT_COUNTER = ("called", "reminded", "talking", "done", "invited", "waits")
NOT_SHOWN = (("submitted", Status.SUBMITTED), ("returned", Status.RETURNED))


def openings(party: Party) -> None:
    """On the board, and what only its own people and the desk know."""
    employer: Employer = party.thing("employer_id.verified")
    said = {"employer": employer, "commune": party.centre.commune, "province": party.centre.province}
    order = party.keep("order_id", "open", LabourOrderFactory(employer=employer, title=party.private("đơn hàng")))
    for name, status in NOT_SHOWN:
        note = party.private("phải sửa") if status == Status.RETURNED else ""
        row = VacancyFactory(title=party.private(f"việc {name}"), status=status, review_note=note, **said)
        party.keep("vacancy_id", name, row)
    row = VacancyFactory(on_board=True, title=party.public("việc mở"), order=order, **said)
    row.contact_name = party.private("người nhận hồ sơ")
    row.contact_phone = marks.phone(party.letter, 901)
    row.save()
    party.keep("vacancy_id", "open", row)
    closed = VacancyFactory(on_board=True, title=party.public("việc đã đóng"), **said)
    closed.status = Status.CLOSED
    closed.save()
    party.keep("vacancy_id", "closed", closed)
    second = party.thing("employer_id.second")
    party.things["second_opening"] = VacancyFactory(on_board=True, title=party.public("việc khác"), employer=second)
    for name in ("money", "false"):
        complaint = Complaint.objects.create(
            vacancy=row,
            kind=name,
            words=party.private("lời báo"),
            contact=party.private("người báo"),
            made_at=NOON,
        )
        party.keep("complaint_id", name, complaint)


def sheets(party: Party) -> None:
    """Uploaded sheets, each with a good and a bad line: columns not named yet, ready to come in, and come in."""
    employer, by = party.thing("employer_id.verified"), party.users["recruiter"]
    commune = party.centre.commune
    place = f"{commune}, {commune.province.name}" if commune else ""
    lines = {
        name: ([party.private(f"việc {name}"), "20", "9-12 triệu", place], [party.private("ô"), "nhiều", "", ""])
        for name in ("mapping", "checked", "taken")
    }
    waiting = uploaded(employer, by, *lines["mapping"])
    ready, taken = read(employer, by, *lines["checked"]), read(employer, by, *lines["taken"])
    assert outcomes(ready) == ["good", "bad"]
    begin_taking(sheet=taken, leave_bad=True, by=by, now=NOON)
    Sheet.objects.filter(employer=employer).update(name=party.private("bảng.csv"))
    for name, sheet in (("checked", ready), ("mapping", waiting), ("taken", taken)):
        party.keep("sheet_id", name, sheet)


def people(party: Party) -> None:
    for number, name in enumerate((*WITH_PHONE, *AT_COUNTER)):
        account: User | None = None
        if name in WITH_PHONE:
            account = PhoneUserFactory(phone=marks.phone(party.letter, number), display_name=party.private(name))
            party.users[name] = account
        person: Seeker = SeekerFactory(
            full_name=party.private(f"người {name}"),
            account=account,
            centre=party.centre,
            phone=marks.phone(party.letter, number),
            citizen_number=marks.citizen_number(party.letter, number),
            insurance_number="",
            address=party.private("thôn"),
            skills=party.private("tay nghề"),
            needs=party.private("cần giúp"),
            wished_work=party.private("muốn làm"),
            email=f"{marks.PRIVATE}{party.letter}.{name}@example.vn",
        )
        party.people[name] = party.keep("seeker_id", name, person)
        consents.record_choices(
            subject=subject_of(person),
            given={Purpose.COUNSELLING, Purpose.SHARE_PROFILE},
            channel=Channel.WEB,
            by=account,
            now=NOON,
        )


def papers(party: Party) -> None:
    """The report of a session that is over, a line of the audit book, a text message, news nobody took."""
    freeze_report(session=party.thing("session_id.closed"), by=None, now=NOON)
    record = make_record(session=party.thing("session_id.closed"), by=None, now=NOON)
    party.keep("record_id", "closed", record)
    for paper in record.papers.order_by("pk"):
        party.keep("paper_id", paper.kind, paper)
    audit.record(by=party.users["manager"], action="seeker.read_numbers", target=party.people["seeker"], at=NOON)
    messaging.send_sms(
        to=marks.phone(party.letter, 0), words=party.private("mã"), purpose="sign-in", now=NOON - timedelta(hours=1)
    )
    news = OutboxMessage.objects.create(kind="vacancies.VacancyPublished", body={"vacancy_id": 0})
    dead = Delivery.objects.create(message=news, receiver=f"party {party.letter}", state=Delivery.State.DEAD)
    party.keep("delivery_id", "dead", dead)
    _file(party)


def _file(party: Party) -> None:
    """Something the person sent; theirs alone, as its context says."""
    kept_files.guard("walks")(lambda user, file: user == file.by)
    kept = kept_files.keep(
        name=party.private("hồ sơ.csv"),
        body=party.private("trong tệp").encode(),
        kinds=[Kind.CSV],
        purpose="walks",
        by=party.users["seeker"],
        now=NOON,
    )
    party.ids["token"] = {"sent": kept.token}
