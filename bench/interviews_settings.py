"""The tests' settings with the relay and the media servers that the environment names, and scripts served from where they lie."""

from config.settings import demo
from config.settings.test import *  # noqa: F403

RELAY_URLS, RELAY_SECRET = demo.RELAY_URLS, demo.RELAY_SECRET
MEDIA_SERVERS, MEDIA_SECRET = demo.MEDIA_SERVERS, demo.MEDIA_SECRET
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
