"""Child processes that cannot outlive us, and the user-namespace trick PostgreSQL needs."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
NOBODY = 65534
_libc = ctypes.CDLL(None, use_errno=True)


class Problem(Exception):
    """Something the person at the keyboard can put right; the message says how."""


def die_with_parent(signal_number: int = signal.SIGTERM) -> None:
    """Ask Linux to signal us when our parent goes, however it goes. Must run after any change of user."""
    if sys.platform.startswith("linux"):
        _libc.prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)


def become_someone_else() -> None:
    """In a child: our own uid outside, `nobody` inside, so that PostgreSQL agrees to run. Files stay ours."""
    uid, gid = os.geteuid(), os.getegid()
    if _libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {uid} 1")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {gid} 1")


def drop_to_nobody() -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def namespaces_allowed() -> bool:
    try:
        subprocess.run(["/bin/true"], preexec_fn=become_someone_else, check=True, stderr=subprocess.DEVNULL)
    except (subprocess.SubprocessError, OSError):
        return False
    return True


def has_passwd_entry() -> bool:
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return True


def start(
    command: list[str],
    *,
    log: Path,
    env: dict[str, str] | None = None,
    death_signal: int = signal.SIGTERM,
    before: Callable[[], None] | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """A child in its own session, writing to `log`, signalled when we die. Call it from the main thread only:
    Linux counts the death of the *thread* that forked."""
    parent = os.getpid()

    def prepare() -> None:
        if before:
            before()
        die_with_parent(death_signal)
        if os.getppid() != parent:  # we died in between
            os._exit(1)

    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {})},
            cwd=cwd,
            start_new_session=True,
            preexec_fn=prepare,
        )


def wait_until(condition: Callable[[], object], *, seconds: float, every: float = 0.02) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True


def stop(process: subprocess.Popen[bytes], signal_number: int = signal.SIGTERM, *, seconds: float = 15) -> None:
    """Signal, wait, and at last kill the whole group. The process led a session of its own."""
    if process.poll() is None:
        process.send_signal(signal_number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
    try:
        os.killpg(process.pid, signal.SIGKILL)  # whatever is left of its children
    except ProcessLookupError:
        pass
    process.wait()


def is_running(pid: int) -> bool:
    """Alive and not a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def tail(log: Path, lines: int = 12) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except FileNotFoundError:
        return ""
