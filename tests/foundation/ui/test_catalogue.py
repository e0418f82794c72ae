import pytest
from django.urls import reverse

from nhipcau.foundation.ui import web

PAGES = ["ui:catalogue", "ui:board", "ui:paper", "ui:suggestions"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everyone_may_look_and_nothing_is_asked_of_the_database(client, name, language):
    response = client.get(reverse(name), headers={"accept-language": language})

    assert response.status_code == 200


@pytest.mark.parametrize("view", [web.catalogue, web.board, web.paper, web.suggestions])
def test_the_pages_say_that_they_are_open_to_all(view):
    assert view.access_declared == "public"


@pytest.mark.parametrize("theme", ["light", "dark", "unknown"])
def test_a_theme_can_be_chosen(client, theme):
    html = client.get(reverse("ui:catalogue"), {"theme": theme}).text
    opening = html[html.index("<html") : html.index("<head>")]

    assert ("data-theme" in opening) == (theme != "unknown")


def test_the_page_says_that_it_is_a_demo(client, settings):
    settings.DEMO = True
    assert "tên đều là hư cấu" in client.get(reverse("ui:catalogue")).text

    settings.DEMO = False
    assert "tên đều là hư cấu" not in client.get(reverse("ui:catalogue")).text


def test_suggestions_understand_words_without_accents(client):
    html = client.get(reverse("ui:suggestions"), {"q": "dien tu"}).text

    assert html.count('role="option"') == 1
    assert 'data-value="8212" data-label="Lắp ráp điện tử"' in html.replace("\n", " ").replace("  ", "")


def test_nothing_asked_nothing_suggested(client):
    assert 'role="option"' not in client.get(reverse("ui:suggestions")).text
