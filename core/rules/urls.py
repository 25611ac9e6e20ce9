from django.urls import include, path

from core.rules import staff_views

_staff = [path("", staff_views.index, name="list"), path("<str:code>/", staff_views.detail, name="detail")]
staff = [path("rules/", include((_staff, "rules")))]
org: list = []
public: list = []
api: list = []
