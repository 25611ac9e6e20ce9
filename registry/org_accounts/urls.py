from django.urls import path

from registry.org_accounts import org_views, public_views, staff_views

public = [path("activate/", public_views.activate, name="activate")]
org = [
    path("", org_views.list_colleagues, name="list"),
    path("<int:pk>/remove/", org_views.remove, name="remove"),
]
staff = [
    path("", staff_views.list_seats, name="list"),
    path("codes/", staff_views.list_codes, name="codes"),
    path("codes/issue/", staff_views.issue, name="issue"),
    path("codes/<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/revoke/", staff_views.revoke, name="revoke"),
    path("<int:pk>/issue-key/", staff_views.issue_key, name="issue_key"),
]
