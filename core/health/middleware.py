"""Machines are answered before everything else: no session, no transaction, no redirect to HTTPS, any host name."""

from core.health import public_views

PAGES = {
    "/health/": public_views.health,
    "/health/ready/": public_views.ready,
    "/metrics": public_views.metrics,
}


class MachinePagesMiddleware:
    """First in the list. The database may be away while these answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        page = PAGES.get(request.path_info)
        return page(request) if page else self.get_response(request)
