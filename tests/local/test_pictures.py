"""The pictures of README.md: each is taken by script/pictures, stands in the repository and stays small."""

import re

from config.demo.accounts import PASSWORD
from script.local import pictures
from script.local.places import ROOT

SHOWN = re.findall(r"docs/pictures/([\w-]+)\.png", (ROOT / "README.md").read_text())
KEPT = {path.stem: path.stat().st_size for path in pictures.FOLDER.glob("*.png")}


def test_every_picture_of_the_readme_is_there_and_can_be_taken_again():
    assert SHOWN
    assert set(SHOWN) == set(KEPT) == {shot.name for shot in pictures.SHOTS}


def test_pictures_stay_small():
    assert {name: size for name, size in KEPT.items() if size > 200 * 1024} == {}
    assert sum(KEPT.values()) < 2 * 1024 * 1024


def test_the_pictures_sign_in_as_the_demo_says():
    assert pictures.PASSWORD == PASSWORD
