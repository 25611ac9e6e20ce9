"""Where a request comes from. Behind the portal's own reverse proxy the last hop it saw is the client."""

from django.conf import settings


def client_ip(request) -> str:
    """The client's address; forged headers do not count, because only the nearest proxies' entries are read.

    settings.PROXY_HOPS says how many proxies of our own stand in front (0: none, the socket's peer is the client).
    """
    hops = settings.PROXY_HOPS
    if hops:
        chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(chain) >= hops:
            return chain[-hops]
    return request.META.get("REMOTE_ADDR") or "127.0.0.1"


def came_through_a_proxy(request) -> bool:
    return any(request.META.get(name) for name in ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"))
