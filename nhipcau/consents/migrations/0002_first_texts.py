"""The first words of each purpose."""

from datetime import date

from django.db import migrations

TEXTS = {
    "counselling": (
        "Tôi đồng ý để trung tâm lưu và dùng thông tin tôi khai để tư vấn và giới thiệu việc làm cho tôi. "
        "Trong đó có thể có thông tin nhạy cảm như dân tộc, khuyết tật, thai sản nếu tôi tự khai. Dịch vụ này miễn phí.",
        "I agree that the centre keeps and uses what I tell it to advise me and to refer me to work. This may include "
        "sensitive data such as ethnicity, disability or pregnancy if I choose to tell it. The service is free.",
    ),
    "share_profile": (
        "Tôi đồng ý cho doanh nghiệp mà tôi chọn phỏng vấn xem hồ sơ và số điện thoại của tôi. "
        "Doanh nghiệp không nhận tôi thì phải xoá thông tin đó.",
        "I agree that the enterprises I choose to be interviewed by see my profile and phone number. "
        "An enterprise that does not hire me must delete them.",
    ),
    "messages": (
        "Tôi đồng ý nhận tin nhắn về lịch hẹn, kết quả phỏng vấn và phiên giao dịch việc làm. Tôi có thể dừng bất cứ lúc nào.",
        "I agree to receive messages about my appointments, results and job fairs. I can stop them at any time.",
    ),
    "statistics": (
        "Tôi đồng ý cho trung tâm đếm thông tin của tôi trong thống kê, không nêu tên tôi.",
        "I agree that the centre counts my data in statistics without my name.",
    ),
    "national_exchange": (
        "Tôi đồng ý chuyển đăng ký tìm việc của tôi lên Sàn giao dịch việc làm quốc gia.",
        "I agree that my registration for work is passed on to the national job exchange.",
    ),
}


def write(apps, schema_editor):
    texts = apps.get_model("consents", "ConsentText")
    for purpose, (vi, en) in TEXTS.items():
        texts.objects.get_or_create(
            purpose=purpose, version=1, defaults={"text_vi": vi, "text_en": en, "in_force_from": date(2026, 1, 1)}
        )


class Migration(migrations.Migration):
    dependencies = [("consents", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
