"""`script/release NAME`: keep the small demo city of this version, so that later versions can prove they upgrade it.

Writes tests/releases/NAME.dump.xz (pg_dump's custom form, packed); the upgrade test restores and migrates every one.
"""

import argparse
import lzma
import os
import subprocess
import tempfile

from script.local.places import ROOT, Home, with_database
from script.local.postgres import find_binaries
from script.local.processes import Problem
from script.local.servers import held
from script.local.templates import Templates

FOLDER = ROOT / "tests" / "releases"
MOST_BYTES = 4 * 1024 * 1024  # ten report years of the small city take 2.8 MB


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/release", description=__doc__)
    parser.add_argument("name", help="of the release, e.g. 0001-first-light")
    name = parser.parse_args(arguments).name
    home = Home.test()
    with held(home):
        templates = Templates(home)
        database = templates.clone("city", f"release_{os.getpid()}")
        plain, target = FOLDER / f"{name}.dump", FOLDER / f"{name}.dump.xz"
        FOLDER.mkdir(exist_ok=True)
        try:
            _run("pg_dump", "-Fc", "-Z0", "-f", str(plain), with_database(templates.owner_url, database))
        finally:
            templates.drop(database)
    target.write_bytes(lzma.compress(plain.read_bytes()))
    plain.unlink()
    size = target.stat().st_size
    if size > MOST_BYTES:
        target.unlink()
        raise Problem(f"The dump has {size:,} bytes, more than {MOST_BYTES:,}: make the small city smaller.")
    print(f"{target.relative_to(ROOT)}  {size:,} bytes")
    return 0


def restore(dump, owner_url: str) -> None:
    """Load a kept release into the empty database of `owner_url`; the older ones are not packed with xz."""
    with tempfile.NamedTemporaryFile(suffix=".dump") as plain:
        packed = dump.read_bytes()
        plain.write(lzma.decompress(packed) if dump.suffix == ".xz" else packed)
        plain.flush()
        _run("pg_restore", "--no-owner", "--exit-on-error", "-d", owner_url, plain.name)


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run([find_binaries() / program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem(f"{program} failed:\n{done.stderr[-4000:]}")
