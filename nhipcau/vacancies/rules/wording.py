"""Words that turn people away unlawfully, or that ask them for money (Law 74/2025, Labour Code art. 8)."""

import re
import unicodedata
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.foundation.text.api import fold

SEX = r"(?:nam|nữ|phụ nữ|đàn ông|con gái|con trai)\b"
ONE_SEX = SEX + r"(?! ?(?:/|,|-|và|hoặc|hay)? ?(?:nam|nữ)\b)"
WHO = r"(?:người |lao động |công nhân |nhân viên |ứng viên |thợ |bạn )?"
TAKE = r"(?:tuyển|nhận|cần|lấy)(?: dụng)?"
NOT = r"(?:không|ko|k|chưa|miễn)"
PHRASES: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "sex": (
        gettext_lazy("asks for one sex"),
        (
            rf"(?:chỉ|ưu tiên) (?:{TAKE} )?(?:\d+ )?{WHO}{ONE_SEX}",
            rf"{NOT} {TAKE} {WHO}{SEX}",
            rf"\b{TAKE} (?:gấp )?(?:\d+ )?{WHO}{ONE_SEX}",
            rf"giới tính ?:? ?{ONE_SEX}",
        ),
    ),
    "age": (
        gettext_lazy("sets an age in words; use the age fields and say why"),
        (
            rf"{NOT} {TAKE} {WHO}(?:trên|quá|dưới|ngoài) \d\d(?: tuổi)?",
            r"(?:độ )?tuổi ?:? ?(?:từ )?\d\d ?(?:-|–|đến|tới) ?\d\d",
            r"từ \d\d ?(?:-|–|đến|tới) ?\d\d tuổi",
            r"(?:dưới|không quá|tối đa|chưa quá) \d\d tuổi",
            r"sinh năm \d{4} ?(?:-|–|đến|tới|trở)",
        ),
    ),
    "origin": (
        gettext_lazy("turns people away for where they come from, or for their people or religion"),
        (
            rf"{NOT} {TAKE} {WHO}(?:tỉnh|quê|dân tộc|ngoại tỉnh|miền|vùng|theo đạo|có đạo)",
            rf"{NOT} {TAKE} {WHO}(?:thanh hóa|nghệ an|hà tĩnh)",
            rf"chỉ {TAKE} {WHO}(?:kinh|địa phương|trong tỉnh|miền|gốc)\b",
            rf"{NOT} (?:theo đạo|tôn giáo)",
        ),
    ),
    "family": (
        gettext_lazy("asks about marriage, pregnancy or children"),
        (
            r"chưa (?:lập gia đình|kết hôn|có gia đình|có con)",
            r"\bđộc thân",
            rf"{NOT} (?:mang thai|có thai|sinh con|{TAKE} (?:người )?(?:mang thai|có thai|bầu))",
        ),
    ),
    "body": (
        gettext_lazy("asks about looks, height, a disability or an infection"),
        (
            r"ngoại hình (?:đẹp|ưa nhìn|khá|tốt|sáng|cân đối)",
            r"cao (?:từ|trên|tối thiểu) 1 ?m ?\d*",
            rf"{NOT} {TAKE} {WHO}(?:khuyết tật|tàn tật|dị tật)",
            r"\bhiv\b",
        ),
    ),
    "money": (
        gettext_lazy("asks people for money or papers as a pledge; finding work is free"),
        (
            r"(?<!không )(?<!không thu )(?<!không mất )(?<!miễn )phí (?:hồ sơ|giới thiệu|tuyển|môi giới)",
            r"(?<!không )(?<!không cần )(?<!không phải )(?:đặt cọc|đóng tiền|nộp tiền|tiền cọc)",
            r"giữ (?:bằng|giấy tờ|căn cước|cccd|cmnd) gốc",
        ),
    ),
}


@cache
def patterns(*, folded: bool) -> list[tuple[Promise, re.Pattern[str]]]:
    return [(why, re.compile(fold(words) if folded else words)) for why, listed in PHRASES.values() for words in listed]


def warnings_about_wording(*texts: str) -> list[str]:
    """Each phrase as it stands in the text, with what is wrong with it. The reviewer decides.

    Text written without accents is read without them; in accented text "nam" is not "năm".
    """
    found: dict[str, str] = {}
    for text in texts:
        read = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).lower())
        for why, pattern in patterns(folded=read == fold(read)):
            for hit in pattern.finditer(read):
                found.setdefault(hit.group().strip(), str(why))
    longest = [phrase for phrase in found if not any(phrase != other and phrase in other for other in found)]
    return [_("“%(phrase)s”: %(why)s.") % {"phrase": phrase, "why": found[phrase]} for phrase in longest]
