"""Pictures of the components and the first pages, for eyes: `make look` leaves them under var/look/."""

import os
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


if __name__ == "__main__":
    main()
