"""Pictures for eyes: `make look` leaves them under var/look/ (papers in var/look/papers/), main screens in docs/look/."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import CHROMIUM, SCREENS

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "var" / "look"
PAGES = {"components": "ui:catalogue", "home": "home"}
THEMES = ("light", "dark")
KEPT = ROOT / "docs" / "look"
MOST_BYTES = 150_000
# The main screens, each as some journey meets it.
SCREENS_KEPT = {
    "seeker-first-page": "seeker-01-home-360-vi",
    "seeker-finds-work": "seeker-02-found-360-vi",
    "seeker-wishes": "seeker-11-wishes-360-vi",
    "seeker-ticket": "seeker-13-ticket-360-vi",
    "seeker-is-called": "called-2-called-360-vi",
    "front-desk-welcome": "desk-4-welcome-360-vi",
    "recruiter-sheet": "recruiter-3-three-bad-1280-vi",
    "recruiter-calls": "recruiter-8-idle-360-vi",
    "recruiter-talks": "recruiter-10-talk-1280-vi",
    "operator-cockpit": "operator-8-under-way-1280-vi",
    "hall-board": "operator-4-board-1280-vi",
    "manager-report": "manager-3-report-1280-vi",
    "card-is-read": "card-1-filled-1280-vi",
    "slip-to-take-along": "card-3-slip-360-vi",
    "commune-officer": "commune-4-people-360-vi",
    "counselling-questions": "counsel-2-questions-1280-vi",
    "counselling-openings": "counsel-3-openings-360-vi",
    "duties-after-a-fair": "duties-1-owed-1280-vi",
    "week-readiness": "week-15-readiness-1280-vi",
    "linked-invitation": "linked-c-invitation-1280-vi",
    "orders": "order-20-trouble-1280-vi",
    "order-progress": "order-18-progress-360-vi",
    "record-of-the-day": "record-2-papers-360-vi",
    "suggested-work": "suited-1-list-360-vi",
    "suggested-why": "suited-2-why-360-vi",
    "search-understood": "search-2-understood-360-vi",
    "people-who-fit": "people-1-who-fit-1280-vi",
    "invited-to-a-fair": "people-4-asked-360-vi",
    "more-doors": "advice-3-more-360-vi",
    "spreading": "spreading-2-measured-360-vi",
    "order-map": "people-9-map-360-vi",
    "timetable-certificate": "timetable-2-certificate-1280-vi",
    "timetable-certificate-phone": "timetable-2-certificate-360-vi",
    "timetable-who-meets-whom": "timetable-4-who-meets-whom-360-vi",
    "timetable-of-our-people": "timetable-11-of-a-linked-centre-1280-vi",
    "timetable-of-our-people-phone": "timetable-11-of-a-linked-centre-360-vi",
    "person-day": "timetable-8-my-day-1280-vi",
    "person-day-phone": "timetable-8-my-day-360-vi",
    "recruiter-hours": "timetable-10-hours-1280-vi",
    "recruiter-hours-phone": "timetable-10-hours-360-vi",
    "operator-cockpit-phone": "operator-8-under-way-360-vi",
    "hall-board-phone": "operator-4-board-360-vi",
    "front-desk-welcome-wide": "desk-4-welcome-1280-vi",
    "door-without-network": "door-4-already-1280-vi",
    "door-without-network-phone": "door-4-already-360-vi",
}
# What is looked at beside the journeys: the door whose network is cut.
WALKED = ("tests/journeys", "tests/fairs/web/test_offline_browser.py")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for(address: str) -> None:
    for _attempt in range(100):
        try:
            urllib.request.urlopen(address, timeout=5)
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"{address} does not answer.")


def shoot(browser: Browser, address: str) -> None:
    from django.urls import reverse

    for width, language in SCREENS:
        for theme in THEMES:
            page = browser.new_page(
                viewport={"width": width, "height": 800},
                color_scheme=theme,
                extra_http_headers={"Accept-Language": language},
            )
            for name, route in PAGES.items():
                page.goto(address + reverse(route))
                path = FOLDER / f"{name}-{width}-{language}-{theme}.png"
                page.screenshot(path=path, full_page=True)
                print(path.relative_to(ROOT))
            page.close()


def keep_main_screens() -> None:
    """The journeys are walked once more in Vietnamese, with a camera."""
    walked = [sys.executable, "-m", "pytest", *WALKED, "-p", "no:randomly", "-k", "360-vi or 1280-vi"]
    subprocess.run(walked, check=True, cwd=ROOT, env={**os.environ, "LOOK_FOLDER": str(FOLDER)})
    KEPT.mkdir(parents=True, exist_ok=True)
    for name, picture in SCREENS_KEPT.items():
        path = shutil.copy(FOLDER / f"{picture}.png", KEPT / f"{name}.png")
        print(path.relative_to(ROOT))
        if path.stat().st_size > MOST_BYTES:
            sys.exit(f"{path.name} is larger than {MOST_BYTES} bytes: show less of it.")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    manage = [sys.executable, str(ROOT / "manage.py")]
    for words in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([*manage, *words], check=True)
    import django

    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "config.wsgi", "--no-control-socket"]
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        with sync_playwright() as playwright:
            arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
            shoot(browser, f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait()
    papers = [sys.executable, "-m", "tests.look_papers"]
    subprocess.run(papers, check=True, cwd=ROOT, env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"})
    keep_main_screens()


if __name__ == "__main__":
    main()
