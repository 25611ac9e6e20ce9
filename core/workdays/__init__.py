"""The calendar of working days; import the questions from `core.workdays.calendar`."""
