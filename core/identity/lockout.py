"""Too many failures: one page, whoever counted them (axes per account, allauth per address and second factor)."""

from django.shortcuts import render


def locked_out(request, *args, **kwargs):
    return render(request, "pages/locked_out.html", status=429)


def account_key(request, credentials=None) -> str | None:
    """The account a failure counts for. Names are compared without case, so `Wang` and `wang` share one counter."""
    name = (credentials or {}).get("username") or request.POST.get("login")
    return name.strip().lower() if name else None
