from django.http import HttpResponse


def _plain(status):
    def view(request, exception=None, reason=""):
        return HttpResponse(status=status)

    return view


csrf_failure = _plain(403)
bad_request = _plain(400)
forbidden = _plain(403)
not_found = _plain(404)


def server_error(request):
    return HttpResponse(status=500)
