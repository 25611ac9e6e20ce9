from django.urls import include, path, re_path

from supervision.credit_listings import entry_views, org_views, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("clues/", staff_views.clues, name="clues"),
    path("entries/", staff_views.entries, name="entries"),
    path("entries/export/", staff_views.export_entries, name="export_entries"),
    path("entries/<int:pk>/", entry_views.entry, name="entry"),
    path("of-organization/<int:pk>/new/", entry_views.create, name="create"),
    path("of-organization/<int:pk>/take-over/", entry_views.take_over, name="take_over"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/notify/", staff_views.notify, name="notify"),
    path("<int:pk>/statement/", staff_views.statement, name="statement"),
    path("<int:pk>/certificate/", staff_views.certificate, name="certificate"),
    path("<int:pk>/prepare/", staff_views.prepare, name="prepare"),
    path("<int:pk>/decide/", staff_views.decide, name="decide"),
    path("<int:pk>/decide-not/", staff_views.decide_not, name="decide_not"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
    re_path(r"^(?P<pk>[0-9]+)/(?P<kind>evidence|statement)/(?P<row>[0-9]+)/$", staff_views.document, name="document"),
]
_org = [
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/state/", org_views.state, name="state"),
    path("<int:pk>/statements/<int:row>/", org_views.document, name="document"),
]
staff = [path("credit-listings/", include((_staff, "credit_listings")))]
org = [path("credit-listings/", include((_org, "credit_listings")))]
