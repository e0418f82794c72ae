import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from nhipcau.foundation.ui.words import pay_words
from tests.house.places import PACKAGE

START = datetime(2026, 11, 19, 7, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
NAMED_ICON = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']|icon_name=["']([a-z0-9-]+)["']""")


def drawn(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_an_icon_is_decoration_to_a_screen_reader():
    svg = drawn('{% icon "bus" %}')

    assert svg.startswith('<svg class="icon"')
    assert 'aria-hidden="true"' in svg


def test_an_icon_that_does_not_exist_is_named():
    with pytest.raises(TemplateSyntaxError, match="unicorn"):
        drawn('{% icon "unicorn" %}')


def test_every_icon_that_a_page_names_exists():
    from nhipcau.foundation.ui.templatetags.ui import icon_shapes

    pages = [path for path in PACKAGE.rglob("templates/**/*.html") if "node_modules" not in path.parts]
    named = {
        (path.name, first or second)
        for path in pages
        for first, second in NAMED_ICON.findall(path.read_text(encoding="utf-8"))
    }
    assert named
    assert [use for use in named if use[1] not in icon_shapes()] == []


def test_pay_shows_the_short_form_and_reads_the_long_one():
    html = drawn("{{ low|pay:high }}", low=9_000_000, high=12_000_000)

    assert '<span aria-hidden="true">9–12 triệu/tháng</span>' in html
    assert '<span class="visually-hidden">9.000.000 đến 12.000.000 đồng mỗi tháng</span>' in html
    assert 'title="9.000.000 đến 12.000.000 đồng mỗi tháng"' in html


def test_pay_that_nobody_named_is_by_agreement():
    assert "Thỏa thuận" in drawn("{{ low|pay:high }}", low=None, high=None)
    with override("vi"):
        assert pay_words(None, None) == "Thỏa thuận"


def test_times_and_days_have_their_filters():
    end = START.replace(hour=11)
    words = drawn("{{ s|day_vi }} {{ s|time_vi }} {{ s|until:e }} {{ s|moment_vi }}", s=START, e=end)

    assert words == 'Thứ Năm, 19/11 7:30 <span class="nowrap">7:30–11:30</span> 7:30, Thứ Năm, 19/11'


def test_what_is_not_known_shows_nothing():
    filters = ("day_vi", "time_vi", "until:x", "moment_vi", "count", "phone_vi", "initials", "ago:x")

    assert drawn("".join(f"{{{{ x|{name} }}}}" for name in filters), x=None) == ""


def test_a_qr_code_has_a_name_and_no_style_of_its_own():
    html = drawn('{% qr "NC-041" "Vé số 041" %}')

    assert 'role="img" aria-label="Vé số 041"' in html
    assert "style=" not in html
    assert "<svg" in html


def test_a_chart_is_a_table_with_bars():
    html = drawn('{% bar_chart "Ngành" rows "chỗ" %}', rows=[("May", 200), ("Hàn", 50)])

    assert html.count("<tr>") == 3
    assert re.findall(r'<rect width="([\d.]+)" height="14"', html) == ["100.0", "25.0"]


def test_a_chart_of_nothing_still_stands():
    assert "<caption>Ngành</caption>" in drawn('{% bar_chart "Ngành" rows %}', rows=[])


def test_the_pager_keeps_what_was_searched(client):
    response = client.get("/catalogue/", {"q": "may", "page": "1"})

    assert "?q=may&amp;page=2" in response.text
