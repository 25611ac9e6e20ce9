from django.urls import path

from party_building.training import org_views, panels, pool_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("create/", staff_views.create, name="create"),
    path("hours/", staff_views.hours, name="hours"),
    path("hours/export/", staff_views.export_hours, name="export_hours"),
    path("attendance/", staff_views.attendance_list, name="attendance_list"),
    path("attendance/export/", staff_views.export_attendance, name="export_attendance"),
    path("courses/", pool_views.courses, name="courses"),
    path("courses/export/", pool_views.export_courses, name="export_courses"),
    path("courses/create/", pool_views.new_course, name="new_course"),
    path("courses/<int:pk>/", pool_views.course, name="course"),
    path("lecturers/", pool_views.lecturers, name="lecturers"),
    path("lecturers/export/", pool_views.export_lecturers, name="export_lecturers"),
    path("lecturers/create/", pool_views.new_lecturer, name="new_lecturer"),
    path("lecturers/<int:pk>/", pool_views.lecturer, name="lecturer"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/cancel/", staff_views.cancel, name="cancel"),
    path("<int:pk>/sign-up/", staff_views.sign_up, name="sign_up"),
    path("<int:pk>/withdraw/<int:sign_up>/", staff_views.withdraw, name="withdraw"),
    path("<int:pk>/attendance/", staff_views.record, name="record"),
]
org = [
    path("", org_views.index, name="list"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/sign-up/", org_views.sign_up, name="sign_up"),
    path("sign-ups/<int:pk>/withdraw/", org_views.withdraw, name="withdraw"),
]
