"""How a file is read, and replaced whole or not at all.

A replacement goes to a temporary file in the target's own folder, is synced, and takes the target's name in one rename,
so that a crash, a full disk or a kill leaves the old file or the new one, whole. A temporary file is held by ``flock``
while its writer lives: one that nobody holds was left by a crash and goes when the folder is next written to.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from retranslate.model import Problem, RetranslateError

if sys.platform != "win32":
    import fcntl

ABSENT: Final = ""  # the digest of a file that is not there
PATIENCE: Final = 30.0  # seconds to wait for another writer
_PREFIX, _SUFFIX = ".retranslate-", ".tmp"
_HINTS: Final = {
    errno.ENOENT: "check the name",
    errno.EACCES: "check its permissions",
    errno.EPERM: "check its permissions",
    errno.EROFS: "choose another place",
    errno.ENOSPC: "make room, then try again",
    errno.EDQUOT: "make room, then try again",
    errno.EFBIG: "raise the limit on file sizes, then try again",
    errno.ELOOP: "the symbolic links go round in a circle",
    errno.ENAMETOOLONG: "choose a shorter name",
}


def digest(data: bytes) -> str:
    """A name for the content ``data``: 32 hexadecimal figures, made of two checksums and the length.

    It tells what was changed from what was not, and keeps out no forger: whoever can write the one can write the other.
    hashlib would do as well, and takes longer to import than most articles take to read.
    """
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}{len(data):016x}"


def shown(path: Path | str) -> str:
    """``path`` as a message shows it: on one line, whatever characters the name holds."""
    text = str(path)
    return text if text.isprintable() else ascii(text)


def read_bytes(path: Path | str) -> bytes:
    """The whole content of the regular file ``path``; raises RetranslateError for anything that cannot be read."""
    try:
        _must_be_regular(path, Path(path).stat().st_mode)
        return Path(path).read_bytes()
    except OSError as error:
        raise _unusable(path, "cannot be read", error) from error
    except ValueError as error:  # a name with a NUL in it
        raise RetranslateError(Problem(shown(path), "is not a possible file name", "check the name")) from error


def replace(path: Path | str, data: bytes, *, expect: str | None = None, synced: bool = True) -> None:
    """Make ``data`` the content of ``path``, whole or not at all; the file's mode, and its owner where allowed, stay.

    Symbolic links are followed, and the real file is replaced. With ``expect``, the digest of the content the
    caller has seen (`ABSENT`: no file), nothing is written when the file has another content by now. Without
    ``synced`` a power cut may leave less than ``data``: for what can be made again. Raises RetranslateError; the target
    is then untouched and no temporary file is left.
    """
    try:
        target = Path(os.path.realpath(path))
        before = _target_stat(path, target)
        _sweep(target.parent)
        temporary, handle = _temporary(target.parent, private=before is not None)
    except OSError as error:
        raise _unusable(path, "cannot be written", error) from error
    except ValueError as error:
        raise RetranslateError(Problem(shown(path), "is not a possible file name", "check the name")) from error
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            _fill(handle, data, before)
            if synced:
                os.fsync(handle)
            if expect is not None:
                _must_be_unchanged(path, target, expect)
            if sys.platform == "win32":
                file.close()  # an open file cannot be renamed there
            temporary.replace(target)
    except OSError as error:
        raise _unusable(path, "cannot be written", error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    try:
        if synced:
            _sync_folder(target.parent)
    except OSError as error:
        raise _unusable(path, "was written, but may not outlive a power cut", error) from error


@contextmanager
def lock(path: Path | str, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold ``path`` against every other writer of ours, for a change that reads, works and replaces.

    Waits ``patience`` seconds for another holder, then raises RetranslateError. The lock is a hidden file beside the
    real file; it is removed on release, which is safe because filelock takes an unlinked lock file for no lock at all.
    """
    from filelock import FileLock, Timeout

    target = Path(os.path.realpath(path))
    _must_have_folder(path, target)  # filelock would make it
    guard = target.with_name(f".{target.name[:200]}.lock")
    held = FileLock(guard, poll_interval=0.01)
    try:
        held.acquire(timeout=patience)
    except Timeout as error:
        problem = Problem(shown(path), "is being written by another retranslate", "try again when that one is done")
        raise RetranslateError(problem) from error
    except OSError as error:
        raise _unusable(path, "cannot be locked", error) from error
    try:
        yield
    finally:
        with suppress(OSError):
            guard.unlink()
        held.release()


def _must_be_regular(path: Path | str, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise RetranslateError(Problem(shown(path), "is a folder, not a file", "name a file in it"))
    raise RetranslateError(Problem(shown(path), "is not a regular file", "for a pipe, use - instead of a name"))


def _must_have_folder(path: Path | str, target: Path) -> None:
    if not target.parent.is_dir():
        raise RetranslateError(
            Problem(shown(path), f"the folder {shown(target.parent)} does not exist", "make it first")
        )


def _target_stat(path: Path | str, target: Path) -> os.stat_result | None:
    try:
        found = target.stat()
    except FileNotFoundError:
        _must_have_folder(path, target)
        return None
    _must_be_regular(path, found.st_mode)
    if not os.access(target, os.W_OK):
        raise RetranslateError(Problem(shown(path), "is read-only", "make it writable, or choose another name"))
    return found


def _temporary(folder: Path, *, private: bool) -> tuple[Path, int]:
    """A new file in ``folder`` that no sweep will take, and its open handle."""
    while True:
        path = folder / f"{_PREFIX}{os.urandom(6).hex()}{_SUFFIX}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags, 0o600 if private else 0o666)
        _claim(handle, wait=True)
        if path.exists():  # else a sweep took it between its birth and our claim
            return path, handle
        os.close(handle)


def _claim(handle: int, *, wait: bool) -> bool:
    """Whether the open file ``handle`` is now held by us alone; a file system without ``flock`` holds nothing back."""
    if sys.platform == "win32":
        return True  # an open file cannot be removed there
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _fill(handle: int, data: bytes, before: os.stat_result | None) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    if before is not None and sys.platform != "win32":
        for owner in ((-1, before.st_gid), (before.st_uid, -1)):
            with suppress(PermissionError):
                os.fchown(handle, *owner)
        os.fchmod(handle, stat.S_IMODE(before.st_mode))


def _must_be_unchanged(path: Path | str, target: Path, expect: str) -> None:
    """Refuse when ``target`` no longer holds what the caller read; checked last, just before the rename."""
    try:
        now = digest(target.read_bytes())
    except FileNotFoundError:
        now = ABSENT
    if now != expect:
        problem = Problem(shown(path), "was changed since it was read", "nothing was written; run again")
        raise RetranslateError(problem)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # folders cannot be opened there
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some file systems cannot sync a folder
            raise
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove the temporary files of ours in ``folder`` that no living process holds."""
    with os.scandir(folder) as entries:
        strays = [entry.path for entry in entries if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX)]
    for stray in strays:
        with suppress(OSError):
            handle = os.open(stray, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
            try:
                if _claim(handle, wait=False):
                    Path(stray).unlink()
            finally:
                os.close(handle)


def _unusable(path: Path | str, what: str, error: OSError) -> RetranslateError:
    reason = os.strerror(error.errno) if error.errno else str(error)
    return RetranslateError(Problem(shown(path), f"{what}: {reason}", _HINTS.get(error.errno or 0, "")))
