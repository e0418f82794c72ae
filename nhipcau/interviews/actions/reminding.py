"""The one message to a person who was called and has not come yet."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from nhipcau.consents.api import Purpose, has_consent
from nhipcau.interviews.models import Channel, Interview, InterviewState
from nhipcau.messaging.api import send_sms
from nhipcau.messaging.models import SmsMessage
from nhipcau.seekers.api import subject_of


def send_reminder(*, interview_id: int, now: datetime) -> None:
    """By text message, to who agreed to messages and has a phone. Once, however often it is asked."""
    purpose = f"reminder:{interview_id}"
    interview = Interview.objects.select_related("seeker", "employer", "desk__place").get(pk=interview_id)
    if interview.state != InterviewState.CALLED or not interview.seeker.phone:
        return
    if SmsMessage.objects.filter(purpose=purpose).exists():
        return
    if has_consent(subject_of(interview.seeker), Purpose.MESSAGES):
        with translation.override("vi"):
            send_sms(to=interview.seeker.phone, words=words_of(interview), purpose=purpose, now=now)


def words_of(interview: Interview) -> str:
    known = {"employer": interview.employer.name, "number": interview.desk.number}
    if interview.desk.channel == Channel.ONLINE:
        return _("%(employer)s is calling you to online room %(number)s. Open your turn and answer.") % known
    return _("%(employer)s is calling you to table %(number)s. Please come now.") % known
