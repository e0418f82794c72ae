"""What a result or a reason is called by who writes it into a sheet: many words, one meaning."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from django.utils.translation import override

from nhipcau.foundation.text import api as text
from nhipcau.interviews.models import Reason, Stage

# Folded words. What stands here is what people write beside the words of the list to choose from.
STAGES: Final[Mapping[Stage, tuple[str, ...]]] = {
    Stage.MET: ("da gap", "gap", "da phong van", "da pv", "phong van xong", "cho ket qua", "cho kq", "dang xem xet"),
    Stage.NOT_SUITABLE: (
        "khong dat", "k dat", "ko dat", "truot", "loai", "khong phu hop", "ko phu hop", "k phu hop", "khong trung tuyen",
        "khong nhan", "tu choi ung vien", "fail", "chua phu hop", "chua dat", "khong tuyen", "rot",
    ),
    Stage.POOL: (
        "luu ho so", "luu hs", "giu ho so", "xem xet sau", "du bi", "de danh", "ho so du phong", "danh sach cho",
        "luu ho so xem xet sau", "cho dot sau",
    ),
    Stage.SECOND_INTERVIEW: (
        "hen pv lan 2", "hen phong van lan 2", "pv lan 2", "phong van lan 2", "hen pv", "hen phong van", "pv vong 2",
        "phong van vong 2", "vong 2", "moi pv truc tiep", "moi phong van truc tiep", "hen phong van truc tiep",
        "hen pv truc tiep", "dat so tuyen", "dat vong 1", "qua so tuyen", "moi den nha may", "hen gap lai",
    ),
    Stage.OFFER: (
        "de nghi nhan viec", "moi nhan viec", "moi lam viec", "gui thu moi", "dong y tuyen", "cho ung vien tra loi",
        "da moi nhan viec", "offer",
    ),
    Stage.OFFER_ACCEPTED: (
        "dat", "trung tuyen", "nhan viec", "nhan", "tuyen", "da tuyen", "duoc nhan", "da nhan", "dong y nhan viec",
        "do", "ok", "pass", "dat trung tuyen", "dong y di lam", "nhan viec ngay", "tuyen dung",
    ),
    Stage.OFFER_DECLINED: (
        "tu choi", "tu choi nhan viec", "ung vien tu choi", "khong nhan viec", "khong dong y", "khong di lam",
        "nguoi lao dong tu choi", "nld tu choi", "uv tu choi", "khong muon lam",
    ),
}  # fmt: skip
REASONS: Final[Mapping[Reason, tuple[str, ...]]] = {
    Reason.SKILL: ("tay nghe", "chua du tay nghe", "thieu ky nang", "khong biet nghe", "chua biet may", "ky nang"),
    Reason.EXPERIENCE: ("kinh nghiem", "thieu kinh nghiem", "chua co kinh nghiem", "chua du kinh nghiem"),
    Reason.SHIFT: ("ca", "ca lam", "ca kip", "khong lam ca dem", "khong di ca", "khong di duoc ca", "ca dem"),
    Reason.PAY: ("luong", "luong thap", "muc luong", "khong dong y luong", "yeu cau luong cao"),
    Reason.PLACE: ("xa", "xa nha", "qua xa", "duong xa", "di lai"),
    Reason.HEALTH: ("suc khoe", "khong du suc khoe", "mat kem", "can thi", "the luc"),
    Reason.PAPERS: ("thieu giay to", "giay to", "thieu ho so", "chua co ho so", "thieu can cuoc", "chua du giay to"),
    Reason.OTHER_JOB: ("viec khac", "da nhan viec khac", "da co viec", "co viec khac", "da di lam noi khac"),
    Reason.OTHER: ("ly do khac", "khac"),
}


def key(typed: str) -> str:
    """Without accents, signs, and a number before the words: "2. Không đạt!" is "khong dat"."""
    found = text.words(typed)
    return " ".join(found[1:] if len(found) > 1 and found[0].isdigit() else found)


def stage_of(typed: str) -> str | None:
    """The result these words name, or None. Any result of the day; what came weeks later is not for a sheet."""
    return known_stages().get(key(typed))


def reason_of(typed: str) -> str | None:
    return known_reasons().get(key(typed))


@cache
def known_stages() -> dict[str, str]:
    return {word: str(stage) for stage, more in STAGES.items() for word in (*_labels(stage), *map(key, more))}


@cache
def known_reasons() -> dict[str, str]:
    return {word: str(reason) for reason, more in REASONS.items() for word in (*_labels(reason), *map(key, more))}


def _labels(choice: Stage | Reason) -> Iterator[str]:
    """As the lists to choose from say it, in each language."""
    for language in ("vi", "en"):
        with override(language):
            yield key(str(choice.label))
