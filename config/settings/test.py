"""The tests: the demo's openness, fixed keys, cheap passwords."""

import os
from pathlib import Path

from config.settings.demo import *

SECRET_KEY = "only for tests"
FIELD_KEYS = ["11" * 32]
INDEX_KEY = "22" * 32
SIGN_IN_SENDS_PER_ADDRESS = 20
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests of the index give it a folder of their own, and name it to processes that they start.
SEARCH_ROOT = Path(os.environ["TEST_SEARCH_ROOT"]) if "TEST_SEARCH_ROOT" in os.environ else None
RELAY_URLS, RELAY_SECRET = [], ""  # tests that need a relay ask for one: tests/relaying.py
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Which addresses the tests opened: tests/reached.py names those that none did.
MIDDLEWARE = [*MIDDLEWARE, "tests.reached.Remember"]
