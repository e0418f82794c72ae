import gettext
import re
from pathlib import Path

import django
from django import forms
from django.http import QueryDict
from django.utils import translation

from nhipcau.foundation.ui.forms import Combobox, picked


class Sample(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Như trên thẻ.")
    shift = forms.ChoiceField(label="Ca", choices=[("day", "Ngày")], widget=forms.RadioSelect)
    note = forms.CharField(label="Ghi chú", required=False)
    job = forms.CharField(label="Việc", required=False, widget=Combobox(url="/suggestions/"))


def test_the_hint_stands_before_the_field_and_is_tied_to_it():
    html = str(Sample())

    assert html.index('id="id_name_helptext"') < html.index('name="name"')
    assert 'aria-describedby="id_name_helptext"' in html


def test_what_may_be_left_out_says_so():
    html = str(Sample())

    assert html.count("không bắt buộc") == 2


def test_a_form_without_errors_has_no_summary():
    assert "data-error-summary" not in str(Sample())


def test_errors_stand_on_top_with_a_way_to_each_field_and_beside_it():
    html = str(Sample({"note": "x"}))

    assert "data-error-summary" in html
    assert re.findall(r'href="#(\w+)"', html) == ["id_name", "id_shift_0"]
    assert html.count("Bạn chưa điền mục này.") == 4
    assert 'id="id_name_error"' in html
    assert 'id="id_shift_0"' in html
    assert html.count('aria-invalid="true"') >= 1


def test_a_refusal_of_the_whole_form_is_on_top():
    form = Sample({"name": "A", "shift": "day"})
    form.add_error(None, "Phiên đã đóng.")

    assert html_of_summary(form).count("Phiên đã đóng.") == 1


def html_of_summary(form: forms.Form) -> str:
    return str(form).split("</div>")[0]


def test_a_combobox_is_a_plain_text_field_that_knows_where_to_ask():
    html = str(Sample()["job"])

    assert 'data-url="/suggestions/"' in html
    assert 'type="text" name="job"' in html
    assert 'name="job-picked"' in html


def test_what_was_picked_comes_beside_the_words():
    form = Sample(QueryDict("name=A&shift=day&job=May&job-picked=8153"))

    assert form.is_valid()
    assert form.cleaned_data["job"] == "May"
    assert picked(form, "job") == "8153"
    assert picked(form, "name") == ""


class Minutes(forms.Form):
    minutes = forms.IntegerField(min_value=5, max_value=60)


def test_a_number_that_is_too_small_or_too_large_is_said_in_our_own_words():
    said = [Minutes({"minutes": typed}).errors["minutes"] for typed in ("1", "99")]

    assert said == [["Hãy nhập số từ 5 trở lên."], ["Hãy nhập số không quá 60."]]


def test_no_sentence_of_the_framework_has_a_space_before_its_full_stop():
    home = Path(django.__file__).parent / "conf" / "locale" / "vi" / "LC_MESSAGES" / "django.mo"
    with home.open("rb") as compiled:
        theirs = vars(gettext.GNUTranslations(compiled))["_catalog"]
    odd = [said for said, words in theirs.items() if isinstance(words, str) and words.endswith(" .")]

    assert len(odd) == 4
    with translation.override("vi"):
        assert [said for said in odd if translation.gettext(said).endswith(" .")] == []
