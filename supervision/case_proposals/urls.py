from django.urls import include, path

from supervision.case_proposals import staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("of-organization/<int:pk>/new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/evidence/<int:row>/", staff_views.document, name="document"),
    path("<int:pk>/accept/", staff_views.accept, name="accept"),
    path("<int:pk>/refuse/", staff_views.refuse, name="refuse"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
]
staff = [path("case-proposals/", include((_staff, "case_proposals")))]
