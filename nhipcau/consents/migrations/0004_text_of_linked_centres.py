"""The first words about other centres."""

from datetime import date

from django.db import migrations

VI = (
    "Tôi đồng ý cho trung tâm dịch vụ việc làm khác xem hồ sơ của tôi khi trung tâm của tôi chuyển hồ sơ đi để tìm việc cho tôi. "
    "Trung tâm đó chỉ xem, không sửa, không thấy số căn cước và thông tin nhạy cảm. "
    "Tôi biết trung tâm nào đang xem được và dừng bất cứ lúc nào."
)
EN = (
    "I agree that another public job centre sees my file when my centre passes it on to find work for me. "
    "That centre only reads it; it changes nothing and sees neither my citizen number nor sensitive data. "
    "I can see which centres may read it, and stop it at any time."
)


def write(apps, schema_editor):
    apps.get_model("consents", "ConsentText").objects.get_or_create(
        purpose="linked_centres",
        version=1,
        defaults={"text_vi": VI, "text_en": EN, "in_force_from": date(2026, 1, 1)},
    )


class Migration(migrations.Migration):
    dependencies = [("consents", "0003_linked_centres")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
