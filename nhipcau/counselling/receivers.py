"""What counselling does when something happens elsewhere. Each receiver is one call."""

from nhipcau.counselling.actions import owing
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.events import OutcomeRecorded
from nhipcau.matching.events import ReferralMade, ReferralWithdrawn


@outbox.on(OutcomeRecorded)
def settle_duties(fact: OutcomeRecorded) -> None:
    owing.settle_interview(interview_id=fact.interview_id, now=fact.at)


@outbox.on(ReferralMade)
def follow_the_referral(fact: ReferralMade) -> None:
    owing.settle_referral(referral_id=fact.referral_id, now=fact.at)


@outbox.on(ReferralWithdrawn)
def ask_no_more(fact: ReferralWithdrawn) -> None:
    owing.drop_referral(referral_id=fact.referral_id, now=fact.at)
