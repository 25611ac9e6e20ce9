from django.urls import include, path

from supervision.talks import staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/hold/", staff_views.hold, name="hold"),
    path("<int:pk>/attach/", staff_views.attach, name="attach"),
    path("<int:pk>/close/", staff_views.close, name="close"),
    path("<int:pk>/cancel/", staff_views.cancel, name="cancel"),
    path("<int:pk>/file/", staff_views.file, name="file"),
]
staff = [path("talks/", include((_staff, "talks")))]
