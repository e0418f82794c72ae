"""People are found by the work they wish for: its folded words, and the mark of the trade they name."""

from typing import Any

from django.db import migrations, models

from nhipcau.foundation.text.api import search_text
from nhipcau.reference.api import occupation_code_of_title

BATCH = 1_000


def fill(apps: Any, _schema: Any) -> None:
    seekers = apps.get_model("seekers", "Seeker").objects
    some: list[Any] = []
    for seeker in seekers.only("wished_work", "skills", "languages", "wished_occupation_id").iterator(BATCH):
        code = seeker.wished_occupation_id or occupation_code_of_title(seeker.wished_work)
        said = search_text(seeker.wished_work, seeker.skills, seeker.languages)
        seeker.work_search = f"{said}@{code} " if code else said
        some.append(seeker)
        if len(some) == BATCH:
            seekers.bulk_update(some, ["work_search"])
            some = []
    seekers.bulk_update(some, ["work_search"])


class Migration(migrations.Migration):
    dependencies = [
        ("reference", "0001_initial"),
        ("seekers", "0003_people_sheet"),
    ]

    operations = [
        migrations.AddField(
            model_name="seeker",
            name="work_search",
            field=models.CharField(default="", editable=False, max_length=700),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
