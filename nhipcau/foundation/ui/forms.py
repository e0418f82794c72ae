"""How forms are drawn: `{{ form }}` gives a summary of errors, hints before and errors beside each field."""

from typing import Any, Final

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy, gettext_noop

DAY_FORMATS: Final = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y", "%Y-%m-%d"]


class Renderer(TemplatesSetting):
    """Named in settings as FORM_RENDERER."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    formset_template_name = "ui/formset.html"


class DayField(forms.DateField):
    """One field, typed as people write a day: 20/5/1998, 20-5-1998 or 20051998."""

    def __init__(self, *, example: str = "", **kwargs: Any) -> None:
        about = {"inputmode": "numeric", "class": "short", **({"placeholder": example} if example else {})}
        box = forms.DateInput(format=DAY_FORMATS[0], attrs=about)
        super().__init__(input_formats=DAY_FORMATS, widget=box, **kwargs)


class BirthDateField(DayField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Date of birth"))
        kwargs.setdefault("help_text", gettext_lazy("Day, month, year; for example 20/05/1998"))
        super().__init__(**kwargs)


class Combobox(forms.TextInput):
    """Words to type, with suggestions fetched from `url` (`?q=`); without JavaScript a plain text field.

    What was picked from the list arrives beside the words, as `<name>-picked`.
    """

    template_name = "ui/combobox.html"

    def __init__(self, *, url: Any, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.url = url

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["url"] = str(self.url)
        context["widget"]["picked_name"] = picked_name(name)
        return context


def picked_name(name: str) -> str:
    return f"{name}-picked"


def picked(form: forms.BaseForm, field: str) -> str:
    """The data-value of the suggestion that was chosen for a field, or nothing."""
    return str(form.data.get(picked_name(form.add_prefix(field)), ""))


# Sentences of Django's own that the catalogue here says more plainly.
PLAINER = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("The submitted file is empty."),
    gettext_noop("Ensure this value is greater than or equal to %(limit_value)s."),
    gettext_noop("Ensure this value is less than or equal to %(limit_value)s."),
    gettext_noop("Please correct the duplicate data for %(field)s."),
    gettext_noop(
        "Please correct the duplicate data for %(field_name)s which must be unique for the %(lookup)s in %(date_field)s."
    ),
)
