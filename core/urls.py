"""Routes of the kernel's pages, by audience; one line per capability."""

from core.health import urls as health
from core.pages import urls as pages

staff: list = [*pages.staff]
org: list = [*pages.org]
public: list = [*health.public, *pages.public]
api: list = []
