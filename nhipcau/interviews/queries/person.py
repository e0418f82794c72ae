"""What of a person the enterprise that interviews them sees. Reads only."""

from dataclasses import dataclass
from datetime import date

from nhipcau.consents.api import Purpose, has_consent
from nhipcau.interviews.models import Interview
from nhipcau.interviews.rules.people import short_name
from nhipcau.matching import api as matching
from nhipcau.seekers.api import Seeker, age_band, age_on, subject_of


@dataclass(frozen=True)
class PersonCard:
    """Never a citizen card number. Without the person's consent: no full name, phone, skills or training.

    `referral`: a counsellor sent the person to this enterprise today.
    """

    seeker: Seeker
    name: str
    age_band: str
    phone: str
    shares: bool
    referral: matching.Referral | None


def card_of(interview: Interview, *, today: date) -> PersonCard:
    """Of an interview that came with its seeker. Two queries: what the person agreed to, and who sent them."""
    seeker = interview.seeker
    shares = has_consent(subject_of(seeker), Purpose.SHARE_PROFILE)
    return PersonCard(
        seeker=seeker,
        name=seeker.full_name if shares else short_name(seeker.full_name),
        age_band=age_band(age_on(seeker, today)),
        phone=seeker.phone if shares else "",
        shares=shares,
        referral=matching.latest_of(
            interview.seeker_id, interview.employer_id, interview.occasion_kind, interview.occasion_id
        ),
    )
