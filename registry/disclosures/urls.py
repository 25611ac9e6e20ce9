from django.urls import path

from registry.disclosures import public_views, staff_views

staff = [
    path("corrections/<int:pk>/", staff_views.detail, name="detail"),
    path("corrections/<int:pk>/reveal/", staff_views.reveal, name="reveal"),
    path("corrections/<int:pk>/correct/", staff_views.correct, name="correct"),
    path("corrections/<int:pk>/keep/", staff_views.keep, name="keep"),
]
public = [
    path("search/", public_views.search, name="search"),
    path("o/<str:number>/", public_views.organization, name="organization"),
    path("o/<str:number>/annual-reports/<int:year>/", public_views.annual_report, name="annual_report"),
    path("o/<str:number>/qr.svg", public_views.qr_code, name="qr_code"),
    path("o/<str:number>/correction/", public_views.correction, name="correction"),
    path("correction-results/", public_views.correction_result, name="correction_result"),
    path("guide/", public_views.guide, name="guide"),
    path("data-notes/", public_views.data_notes, name="data_notes"),
    path("open-data/", public_views.open_data, name="open_data"),
    path("open-data/public-key.pem", public_views.open_data_key, name="open_data_key"),
    path("open-data/<str:name>", public_views.open_data_file, name="open_data_file"),
    path("robots.txt", public_views.robots, name="robots"),
    path("sitemap.xml", public_views.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", public_views.sitemap_part, name="sitemap_part"),
]
