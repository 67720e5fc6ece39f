"""A file is read whole, and replaced whole or not at all."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from retranslate import files
from retranslate.model import RetranslateError

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def strays(folder: Path, *known: str) -> list[str]:
    """What lies in ``folder`` besides ``known``."""
    return sorted(entry.name for entry in folder.iterdir() if entry.name not in known)


def refusal(path: Path | str, data: bytes = b"new", *, expect: str | None = None) -> str:
    """The one line with which `files.replace` refuses."""
    with pytest.raises(RetranslateError) as caught:
        files.replace(path, data, expect=expect)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_new_file_is_made_with_the_ordinary_mode(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        files.replace(tmp_path / "a", b"one")
    finally:
        os.umask(old)
    assert files.read_bytes(tmp_path / "a") == b"one"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
    assert strays(tmp_path, "a") == []


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o755])
def test_the_mode_stays(tmp_path: Path, mode: int) -> None:
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "a").chmod(mode)
    files.replace(tmp_path / "a", b"two")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == mode


@pytest.mark.skipif(not AS_ROOT, reason="only root may give a file to another user")
def test_the_owner_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    os.chown(tmp_path / "a", 1234, 4321)
    files.replace(tmp_path / "a", b"two")
    found = (tmp_path / "a").stat()
    assert (found.st_uid, found.st_gid) == (1234, 4321)


def test_symbolic_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").write_bytes(b"one")
    (tmp_path / "link").symlink_to("real/a")
    (tmp_path / "second").symlink_to("link")
    files.replace(tmp_path / "second", b"two")
    assert (tmp_path / "real" / "a").read_bytes() == b"two"
    assert (tmp_path / "second").is_symlink()
    assert (tmp_path / "link").is_symlink()


def test_a_dangling_link_gets_its_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("a")
    files.replace(tmp_path / "link", b"one")
    assert (tmp_path / "a").read_bytes() == b"one"


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "x").symlink_to("y")
    (tmp_path / "y").symlink_to("x")
    assert "circle" in refusal(tmp_path / "x")


def test_expect_lets_the_seen_content_through(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    files.replace(tmp_path / "a", b"two", expect=files.digest(b"one"))
    assert (tmp_path / "a").read_bytes() == b"two"
    files.replace(tmp_path / "b", b"new", expect=files.ABSENT)
    assert (tmp_path / "b").read_bytes() == b"new"


def test_expect_refuses_anything_else(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"someone else's")
    assert "changed since it was read" in refusal(tmp_path / "a", expect=files.digest(b"one"))
    assert "changed since it was read" in refusal(tmp_path / "a", expect=files.ABSENT)
    assert "changed since it was read" in refusal(tmp_path / "gone", expect=files.digest(b"one"))
    assert (tmp_path / "a").read_bytes() == b"someone else's"
    assert strays(tmp_path, "a") == []


def test_folders_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refusal(tmp_path / "pipe")
    assert "not a regular file" in refusal("/dev/null")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/null"), tmp_path / "none", Path("a\0b")):
        with pytest.raises(RetranslateError):
            files.read_bytes(path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert "does not exist (make it first)" in refusal(tmp_path / "none" / "a")


def test_names_are_shown_on_one_line(tmp_path: Path) -> None:
    assert "two\\nlines" in refusal(tmp_path / "two\nlines" / "a")
    assert "not a possible file name" in refusal("a\0b")


def test_the_longest_name_and_one_too_long(tmp_path: Path) -> None:
    files.replace(tmp_path / ("x" * 255), b"one")
    assert "choose a shorter name" in refusal(tmp_path / ("x" * 256))


def run_as_nobody(code: str, *args: Path) -> subprocess.CompletedProcess[str]:
    """Run ``code`` as a user without rights, where root may."""
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-c", code]
    return subprocess.run([*command, *map(str, args)], capture_output=True, text=True, check=False)


REPLACE = "import sys; from retranslate import files; files.replace(sys.argv[1], b'new')"


@pytest.mark.skipif(not (AS_ROOT and shutil.which("setpriv")), reason="needs root and setpriv to drop rights")
def test_read_only_files_and_folders(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):  # pytest makes its folders private
        if str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    (tmp_path / "a").write_bytes(b"one")
    result = run_as_nobody(REPLACE, tmp_path / "a")
    if "ModuleNotFoundError" in result.stderr:
        pytest.skip("a user without rights cannot import the package here")
    assert "is read-only" in result.stderr
    result = run_as_nobody(REPLACE, tmp_path / "b")
    assert "cannot be written: Permission denied (check its permissions)" in result.stderr
    result = run_as_nobody(
        "import sys; from retranslate import files; files.lock(sys.argv[1]).__enter__()", tmp_path / "a"
    )
    assert "cannot be locked: Permission denied" in result.stderr
    assert strays(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"one"


def test_a_file_too_large_for_the_disk_leaves_the_old_one(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    (tmp_path / "a").write_bytes(b"one")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, hard))
    try:
        message = refusal(tmp_path / "a", b"x" * 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "cannot be written" in message
    assert (tmp_path / "a").read_bytes() == b"one"
    assert strays(tmp_path, "a") == []


def strace(inject: str, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run Python code with one system call made to fail."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed: faults cannot be injected (apt-get install strace)")
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={inject}", sys.executable, "-c", *argv]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ptrace" in result.stderr:
        pytest.skip(f"strace may not trace here: {result.stderr.strip()}")
    return result


FAULTS = {
    "write": ("pwrite64,write:error=ENOSPC:when=1", "No space left on device (make room, then try again)"),
    "sync": ("fsync:error=EIO:when=1", "Input/output error"),
    "rename": ("rename:error=ENOSPC:when=1", "No space left on device"),
    "mode": ("fchmod:error=EIO:when=1", "Input/output error"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failing_system_call_leaves_the_old_file(tmp_path: Path, fault: str) -> None:
    (tmp_path / "a").write_bytes(b"one")
    inject, message = FAULTS[fault]
    result = strace(inject, REPLACE, str(tmp_path / "a"))
    assert "RetranslateError" in result.stderr
    assert message in result.stderr
    assert (tmp_path / "a").read_bytes() == b"one"
    assert strays(tmp_path, "a") == []


def test_a_folder_that_cannot_be_synced_is_told_with_the_new_file_in_place(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    result = strace("fsync:error=EIO:when=2", REPLACE, str(tmp_path / "a"))
    assert "may not outlive a power cut" in result.stderr
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("call", ["fsync", "fchmod", "rename"])
def test_a_kill_leaves_the_old_file_and_the_next_run_cleans_up(tmp_path: Path, call: str) -> None:
    (tmp_path / "a").write_bytes(b"one")
    strace(f"{call}:signal=KILL:when=1", REPLACE, str(tmp_path / "a"))
    assert (tmp_path / "a").read_bytes() in (b"one", b"new")
    (tmp_path / "other").write_bytes(b"untouched")
    files.replace(tmp_path / "b", b"x")
    assert strays(tmp_path, "a", "b", "other") == []


def test_a_living_writers_temporary_file_is_not_swept(tmp_path: Path) -> None:
    held, handle = files._temporary(tmp_path, private=True)
    try:
        files.replace(tmp_path / "a", b"one")
        assert held.exists()
    finally:
        os.close(handle)
    files.replace(tmp_path / "a", b"two")
    assert not held.exists()


def _append(path: Path, name: str, count: int) -> None:
    for number in range(count):
        with files.lock(path):
            data = path.read_bytes()
            files.replace(path, data + f"{name}{number}\n".encode(), expect=files.digest(data))


def test_two_writers_lose_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append, args=(path, name, 40)) for name in "xy"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(path.read_text().split()) == sorted(f"{name}{number}" for name in "xy" for number in range(40))
    assert strays(tmp_path, "a") == []


def test_a_lock_that_is_held_too_long(tmp_path: Path) -> None:
    second = files.lock(tmp_path / "a", patience=0)
    with files.lock(tmp_path / "a"), pytest.raises(RetranslateError, match="another retranslate"), second:
        pass
    with files.lock(tmp_path / "a", patience=0):
        pass
    assert strays(tmp_path) == []


def test_a_lock_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(RetranslateError, match="does not exist"), files.lock(tmp_path / "none" / "a"):
        pass
    assert strays(tmp_path) == []
