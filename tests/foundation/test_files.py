import io
import zipfile

import pytest
import xlsxwriter
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from nhipcau.foundation.files import api as files
from nhipcau.foundation.files import kinds
from nhipcau.foundation.files.api import Kind
from nhipcau.foundation.files.models import StoredFile
from tests.accounts.factories import UserFactory
from tests.conftest import NOON


def sheet() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet().write_string(0, 0, "Vị trí")
    return stream.getvalue()


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name.replace("__", "/"), body)
    return stream.getvalue()


def of_tomorrow(body: bytes) -> bytes:
    """The same archive, which says that it needs a version nobody has written yet."""
    needed = body.index(b"PK\x01\x02") + 6
    return body[:needed] + b"\x63\x00" + body[needed + 2 :]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (sheet(), Kind.XLSX),
        ("Vị trí;Lương\nMay;9\n".encode(), Kind.CSV),
        (b"%PDF-1.7 ...", Kind.PDF),
        (b"\x89PNG\r\n\x1a\n....", Kind.PNG),
        (b"\xff\xd8\xff\xe0....", Kind.JPEG),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", Kind.XLS),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), Kind.ODS),
        (zipped(**{"word/document.xml": b"<x/>"}), Kind.DOCX),
        (zipped(word__document=b"x"), None),
        (b"PK\x03\x04 broken", None),
        (of_tomorrow(sheet()), None),
        (b"MZ\x00\x01 a program", None),
    ],
)
def test_a_file_is_what_its_bytes_say(body: bytes, kind: Kind | None) -> None:
    assert kinds.kind_of(body) == kind


def test_a_zip_that_would_unfold_too_far_is_nothing_we_take(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(xl__workbook=b"", filler=b"0" * 2_000_000) + b""
    bomb = zipped(**{"xl/workbook.xml": b"<x/>", "filler": b"0" * 2_000_000})
    assert len(bomb) < 10_000
    assert kinds.kind_of(bomb) == Kind.XLSX  # the control: within the limit it passes
    monkeypatch.setattr(kinds, "MOST_UNPACKED", 1_000_000)
    assert kinds.kind_of(bomb) is None


def keep(body: bytes, name: str = "bang.xlsx", **changes: object) -> StoredFile:
    plain = {"kinds": [Kind.XLSX], "purpose": "test", "by": UserFactory(), "now": NOON}
    return files.keep(name=name, body=body, **plain | changes)


def test_what_was_kept_comes_back_the_same_under_a_name_that_tells_nothing(db: None) -> None:
    file = keep(sheet(), name="../../Lương\u202e của Lan.xlsx")

    assert files.read(file) == sheet()[: file.size] or len(files.read(file)) == file.size
    assert (file.name, "Lan" in file.path) == ("Lương của Lan.xlsx", False)


@pytest.mark.parametrize(
    ("body", "changes"),
    [(b"", {}), (b"x" * 2000, {"most_bytes": 1000, "kinds": [Kind.CSV]}), (b"%PDF-1.7", {})],
    ids=["empty", "too large", "another kind"],
)
def test_a_refused_file_says_why_and_leaves_nothing(db: None, body: bytes, changes: dict[str, object]) -> None:
    with pytest.raises(files.FileTrouble) as refusal:
        keep(body, **changes)
    assert len(refusal.value.reasons) == 1
    assert not StoredFile.objects.exists()


def test_a_changed_byte_on_the_disk_is_noticed(db: None) -> None:
    file = keep(sheet())
    default_storage.delete(file.path)
    default_storage.save(file.path, ContentFile(b"something else"))

    with pytest.raises(files.Damaged):
        files.read(file)


def test_only_whom_the_owning_context_names_may_open_it(db: None) -> None:
    file = keep(sheet())
    assert not files.may_open(file.by, file)

    files.guard("test")(lambda user, kept: user == kept.by)
    try:
        assert files.may_open(file.by, file)
        assert not files.may_open(UserFactory(), file)
    finally:
        files._guards.pop("test")


def test_a_forgotten_file_is_gone_from_the_disk_too(db: None, django_capture_on_commit_callbacks: object) -> None:
    file = keep(sheet())
    path = file.path

    with django_capture_on_commit_callbacks(execute=True):
        files.forget(file)

    assert not default_storage.exists(path)
    assert not StoredFile.objects.exists()


def stored() -> list[str]:
    """Files on the disk by folder and name."""
    return [f"{part}/{name}" for part in default_storage.listdir("")[0] for name in default_storage.listdir(part)[1]]


def keep_together(*bodies: bytes) -> list[StoredFile]:
    with files.all_or_none():
        return [keep(body) for body in bodies]


def test_files_that_belong_together_are_kept_or_not_at_all(db: None) -> None:
    before = set(stored())
    with pytest.raises(files.FileTrouble):
        keep_together(sheet(), b"")
    assert (set(stored()) - before, StoredFile.objects.count()) == (set(), 0)

    kept = keep_together(sheet(), sheet())
    assert set(stored()) - before == {file.path for file in kept}


def test_a_file_is_whole_while_its_bytes_are_those_that_were_kept(db: None) -> None:
    file = keep(sheet())
    assert files.is_whole(file, sha256=file.sha256)
    assert not files.is_whole(file, sha256="0" * 64)

    default_storage.delete(file.path)
    assert not files.is_whole(file, sha256=file.sha256)
