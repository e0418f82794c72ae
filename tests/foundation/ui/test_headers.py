import pytest
from django.urls import reverse

from tests.accounts.factories import UserFactory

PAGE = reverse("ui:catalogue")


def policy(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in parts}


def test_a_page_may_run_only_its_own_scripts_and_styles(client):
    rules = policy(client.get(PAGE))

    assert rules["default-src"] == rules["style-src"] == "'self'"
    assert rules["script-src"].startswith("'self' 'nonce-")
    assert "unsafe" not in str(rules)
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["form-action"] == "'self'"


def test_the_nonce_is_another_one_for_each_page(client):
    first, second = (policy(client.get(PAGE))["script-src"] for _ in range(2))

    assert first != second


def test_without_a_live_port_the_page_talks_to_its_own_address_only(client, settings):
    settings.LIVE_PORT = 0

    response = client.get(PAGE)

    assert policy(response)["connect-src"] == "'self'"
    assert '<meta name="live-url" content="" />' in response.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8000"])
def test_the_live_process_of_the_same_host_may_be_reached(client, settings, host):
    settings.LIVE_PORT = 8001

    response = client.get(PAGE, headers={"host": host})

    assert policy(response)["connect-src"] == "'self' localhost:8001"
    assert '<meta name="live-url" content="//localhost:8001" />' in response.text


def test_a_host_that_is_not_ours_gets_no_live_address(client, settings):
    settings.LIVE_PORT = 8001

    response = client.get(PAGE, headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert policy(response)["connect-src"] == "'self'"


def test_camera_and_microphone_are_for_our_own_pages(client):
    assert client.get(PAGE).headers["Permissions-Policy"].startswith("camera=(self), microphone=(self)")


@pytest.mark.django_db
def test_pages_of_a_signed_in_person_are_kept_nowhere(client):
    client.force_login(UserFactory())

    assert client.get(PAGE).headers["Cache-Control"] == "no-store"


def test_pages_for_anyone_may_be_kept(client):
    assert "Cache-Control" not in client.get(PAGE).headers
