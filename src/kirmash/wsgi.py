"""The door for web servers; on SQLite a worker of the background jobs stands behind it."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kirmash.settings")
application = get_wsgi_application()
if settings.WORKER_IN_WEB:
    import_module("kirmash.jobs.worker").start_thread()  # it needs the tables, which are known only now
