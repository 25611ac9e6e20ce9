"""What the browser journeys and documents need from the machine: Chromium, Pango, a font with Chinese letters."""

import ctypes.util
import os
import shutil
import subprocess
from pathlib import Path

PACKAGES = {
    "chromium": "a Chromium browser",
    "fonts-noto-cjk": "a font with Chinese letters",
    "libpango-1.0-0": "Pango, which sets the text of PDF documents",
    "libpangoft2-1.0-0": "Pango's part for fonts in files",
}
LIBRARIES = {"libpango-1.0-0": "pango-1.0", "libpangoft2-1.0-0": "pangoft2-1.0"}


def chromium() -> str | None:
    """Path of the browser: PORTAL_CHROMIUM, or the first one the PATH has."""
    given = os.environ.get("PORTAL_CHROMIUM")
    if given:
        return given
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def missing() -> list[str]:
    """Debian packages that would help."""
    wanted = [] if chromium() else ["chromium"]
    wanted += [name for name, library in LIBRARIES.items() if not ctypes.util.find_library(library)]
    return wanted if has_chinese_font() else [*wanted, "fonts-noto-cjk"]


def provide(log: Path) -> list[str]:
    """Install what is missing when we may; return, in words, what is missing still."""
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' '.join(packages)} for the browser journeys and documents …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
        with log.open("ab") as output:
            for command in (["apt-get", "update"], install):
                subprocess.run(command, env=environment, stdout=output, stderr=output, check=False)
        packages = missing()
    return [f"{PACKAGES[name]} (Debian package {name})" for name in packages]
