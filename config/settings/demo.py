"""The demo: base with a visible fake SMS channel, plain http on this machine and keys of its own."""

import hashlib
import os

from config import database
from config.settings.base import *

DEMO = True
CENTRE_NAME = "Trung tâm Dịch vụ việc làm (mẫu)"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *listed("ALLOWED_HOSTS")]
SECRET_KEY = os.environ.get("SECRET_KEY") or database.secret("session")
FIELD_KEYS = [hashlib.sha256(database.secret("fields").encode()).hexdigest()]
INDEX_KEY = hashlib.sha256(database.secret("index").encode()).hexdigest()

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = None
SECURE_HSTS_SECONDS = 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # what it "sent" stands on a page of the demo
SMS_CHANNEL = "nhipcau.messaging.fake.channel.VisibleSms"
SITE_ADDRESS = os.environ.get("SITE_ADDRESS") or f"http://localhost:{os.environ.get('PORT') or 8000}"
ALLAUTH_TRUSTED_PROXY_COUNT = 0
SIGN_IN_SENDS_PER_ADDRESS = 500  # everybody who tries the demo comes from one address
