from django.urls import include, path

from supervision.rectifications import org_views, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/take-in/", staff_views.take_in, name="take_in"),
    path("<int:pk>/verify/", staff_views.verify, name="verify"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/extend/", staff_views.extend, name="extend"),
    path("<int:pk>/cancel/", staff_views.cancel, name="cancel"),
    path("<int:pk>/files/<int:file>/", staff_views.file, name="file"),
]
_org = [
    path("", org_views.index, name="list"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/report/", org_views.report, name="report"),
    path("<int:pk>/files/<int:file>/", org_views.file, name="file"),
]
staff = [path("rectifications/", include((_staff, "rectifications")))]
org = [path("rectifications/", include((_org, "rectifications")))]
