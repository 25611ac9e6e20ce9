"""Routes of the kernel's pages, by audience; one line per capability."""

from core.pages import urls as pages

staff: list = [*pages.staff]
org: list = [*pages.org]
public: list = [*pages.public]
api: list = []
