from django.urls import path

from registry.annual_reports import api as api_views
from registry.annual_reports import (
    attachment_views,
    guest_views,
    org_views,
    panels,
    paste_views,
    print_views,
    season_views,
    section_views,
    sending_views,
    staff_views,
    withdrawal_views,
)

org = [
    path("", org_views.list_years, name="list"),
    path("given/", guest_views.given, name="given"),
    path("given/<int:pk>/<slug:key>/", guest_views.given_section, name="given_section"),
    path("given/<int:pk>/<slug:key>/autosave/", guest_views.given_autosave, name="given_autosave"),
    path("owed/<int:pk>/start/", org_views.start, name="start"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/check/", sending_views.check, name="check"),
    path("<int:pk>/submit/", sending_views.submit, name="submit"),
    path("<int:pk>/ask-declaration/", sending_views.ask_declaration, name="ask_declaration"),
    path("<int:pk>/declare/", sending_views.declare, name="declare"),
    path("<int:pk>/declaration-page/", sending_views.declaration_page, name="declaration_page"),
    path("<int:pk>/attachments/", attachment_views.attachments, name="attachments"),
    path("<int:pk>/attachments/add/", attachment_views.attach, name="attach"),
    path("<int:pk>/attachments/<int:attachment>/remove/", attachment_views.detach, name="detach"),
    path("<int:pk>/files/<int:file>/fetch/", attachment_views.fetch_own, name="fetch_file"),
    path("<int:pk>/guests/", guest_views.guests, name="guests"),
    path("<int:pk>/guests/<int:guest>/end/", guest_views.end_guest, name="end_guest"),
    path("<int:pk>/withdraw/", withdrawal_views.withdraw, name="withdraw"),
    path("<int:pk>/ask-return/", withdrawal_views.ask_return, name="ask_return"),
    path("<int:pk>/print/<int:round>/", print_views.print_own, name="print"),
    path("<int:pk>/print/<int:round>/report.pdf", print_views.pdf_own, name="pdf"),
    path("<int:pk>/receipt/<int:round>/", sending_views.receipt, name="receipt"),
    path("<int:pk>/<slug:key>/", section_views.section, name="section"),
    path("<int:pk>/<slug:key>/autosave/", section_views.autosave, name="autosave"),
    path("<int:pk>/<slug:key>/paste/", paste_views.paste, name="paste"),
]
staff = [
    path("", staff_views.list_reports, name="list"),
    path("export/", staff_views.export, name="export"),
    path("years/", season_views.years, name="years"),
    path("years/<int:year>/open/", season_views.open_year, name="open_year"),
    path("regimes/<int:pk>/move-due/", season_views.move_due, name="move_due"),
    path("owed/<int:pk>/", season_views.owed, name="owed"),
    path("owed/<int:pk>/defer/", season_views.defer, name="defer"),
    path("owed/<int:pk>/waive/", season_views.waive, name="waive"),
    path("organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/files/<int:file>/fetch/", attachment_views.fetch, name="fetch_file"),
    path("<int:pk>/files/<int:file>/preview/", attachment_views.preview, name="preview"),
    path("<int:pk>/print/<int:round>/", print_views.print_filed, name="print"),
    path("<int:pk>/print/<int:round>/report.pdf", print_views.pdf_filed, name="pdf"),
    path("<int:pk>/opened/", withdrawal_views.opened, name="opened"),
]
api = [
    path("", api_views.ReportListApi.as_view(), name="list"),
    path("<int:pk>/", api_views.ReportApi.as_view(), name="detail"),
]
public = [path("<str:receipt>/", print_views.verify, name="verify")]
