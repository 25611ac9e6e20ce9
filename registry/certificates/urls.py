from django.urls import path

from registry.certificates import api as api_views
from registry.certificates import org_views, panels, staff_views

staff = [
    path("", staff_views.list_certificates, name="list"),
    path("export/", staff_views.export, name="export"),
    path("organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("organization/<int:pk>/issue/", staff_views.issue, name="issue"),
    path("<int:pk>/hand-over/", staff_views.hand_over, name="hand_over"),
    path("<int:pk>/take-in/", staff_views.take_in, name="take_in"),
    path("<int:pk>/correct/", staff_views.correct, name="correct"),
]
org = [path("", org_views.detail, name="detail")]
api = api_views.api
