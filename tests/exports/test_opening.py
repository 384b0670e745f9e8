"""Files are opened as they are, pipes are copied, devices are refused."""

from __future__ import annotations

import os
import threading
from io import BytesIO
from pathlib import Path

import pytest

from align.errors import InputError
from exports import opening
from exports.opening import copied, opened


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/urandom"])
def test_a_device_is_refused_by_whatever_name(device: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").symlink_to(device)
    for path in (device, tmp_path / "x.csv"):
        with pytest.raises(InputError, match="is a device, not a file"), opened(path):
            pass


def test_a_pipe_is_read_as_a_file_is(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"three firsts",))
    writer.start()
    with opened(path) as stream:
        stream.seek(6)
        assert stream.read() == b"firsts"
    writer.join()


def test_what_does_not_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_STREAMED", 1_000_000)
    with pytest.raises(InputError, match="standard input: gives more"):
        copied(BytesIO(b"\0" * 2_000_000), "standard input").__enter__()
    with copied(BytesIO(b"x"), "standard input") as stream:
        assert stream.read() == b"x"
