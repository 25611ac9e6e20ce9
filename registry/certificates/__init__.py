"""Registration certificates with the two dates they print, and the panel of an organization's papers."""
