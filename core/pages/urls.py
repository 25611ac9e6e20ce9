from django.urls import path

from core.pages import public_views, staff_views

staff = []
org = []
public = [
    path("", public_views.landing, name="landing"),
    path("display/", public_views.change_display, name="display"),
    path("sitemap/", public_views.site_map, name="site_map"),
    path("accessibility/", public_views.accessibility, name="accessibility"),
    path("help/keyboard/", public_views.keyboard_help, name="keyboard_help"),
    path("ie/", public_views.ie, name="ie"),
    path("_styleguide/", staff_views.styleguide, name="styleguide"),
]
