from django.urls import path

from registry.changes import api as api_views

api = [path("", api_views.ChangeFeedApi.as_view(), name="feed")]
