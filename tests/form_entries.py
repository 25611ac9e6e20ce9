"""For every form that a person fills in: what an empty one is answered with.

422 is a page with the errors; everything else says why. A form that is missing here fails tests/test_every_form.py.
"""

TOO_SMALL = 302  # one line of reason beside the row: the refusal is a message on the page it came from
REFUSED = 409  # the page with the refusal's sentence

EMPTY: dict[str, int] = {}
