from django.urls import path

from registry.disclosures import public_views

public = [
    path("search/", public_views.search, name="search"),
    path("o/<str:number>/", public_views.organization, name="organization"),
    path("o/<str:number>/qr.svg", public_views.qr_code, name="qr_code"),
    path("guide/", public_views.guide, name="guide"),
    path("data-notes/", public_views.data_notes, name="data_notes"),
    path("robots.txt", public_views.robots, name="robots"),
    path("sitemap.xml", public_views.sitemap, name="sitemap"),
]
