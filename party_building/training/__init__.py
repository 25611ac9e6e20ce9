"""党校培训: a course menu by stage, classes, sign-up, attendance and hours."""
