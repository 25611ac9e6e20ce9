"""A developer's machine and `script/manage` without other settings: the demo's switches, fixed local keys."""

from config.settings.demo import *  # noqa: F403
