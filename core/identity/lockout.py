from django.shortcuts import render


def locked_out(request, credentials, *args, **kwargs):
    """The one lockout page, in plain words, whoever counted the failures."""
    return render(request, "pages/locked_out.html", status=429)
