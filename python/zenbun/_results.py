"""What the command finds, as Python values."""

from __future__ import annotations

import json
import os
import re
from typing import Any, Mapping, Optional, Sequence, Union

from ._errors import ZenbunError
from ._process import captured

Path = Union[str, "os.PathLike[str]"]
Columns = Union[str, Mapping[str, str]]


def scan(
    path: Union[Path, Sequence[Path]],
    *,
    format: Optional[str] = None,
    map: Optional[Columns] = None,
    fail_on: Optional[str] = None,
    max_skipped: Union[float, str, None] = None,
    rows: Optional[Path] = None,
    sarif: Optional[Path] = None,
    junit: Optional[Path] = None,
    md: Optional[Path] = None,
    clean: Optional[Path] = None,
    quarantine: Optional[Path] = None,
    accept: Optional[Path] = None,
    show: Optional[int] = None,
    jobs: Optional[int] = None,
    config: Optional[Path] = None,
    lang: Optional[str] = None,
) -> dict[str, Any]:
    """Reads every row of a training set, or of several, and returns the result of `zenbun scan --json -`.

    The options are the flags of the command; `map` may be a dict: `{"user": "question", "assistant": "reply"}`.
    A verdict is a result and never raises; what could not be scanned raises ZenbunError.
    """
    paths = [path] if isinstance(path, (str, os.PathLike)) else path
    flags = _flags(
        format=format,
        map=_columns(map),
        fail_on=fail_on,
        max_skipped=max_skipped,
        rows=rows,
        sarif=sarif,
        junit=junit,
        md=md,
        clean=clean,
        quarantine=quarantine,
        accept=accept,
        show=show,
        jobs=jobs,
        config=config,
        lang=lang,
    )
    ended = captured(["scan", "--json", "-", *flags, "--", *_named(paths)])
    # 3 says both that too little could be read, which is a result, and that a report could not be written, which is told.
    told = ended.returncode == 3 and re.search(rb"^zenbun: ", ended.stderr, re.MULTILINE)
    if ended.returncode not in (0, 1, 3) or told or not ended.stdout:
        raise _failure(ended.stderr, ended.returncode)
    result: dict[str, Any] = json.loads(ended.stdout)
    return result


def read(
    path: Path,
    *,
    map: Optional[Columns] = None,
    config: Optional[Path] = None,
    lang: Optional[str] = None,
) -> list[dict[str, Any]]:
    """The outcome of each recorded answer in a file, in order: the lines of `zenbun read`.

    A record without an answer gives `{"line": …, "unread": …}`; a file without any answer raises ZenbunError.
    """
    flags = _flags(map=_columns(map), config=config, lang=lang)
    ended = captured(["read", "--json", "-", "--quiet", *flags, "--", *_named([path])])
    # 3: lines without an answer are among them, and say so.
    if ended.returncode not in (0, 3) or not ended.stdout:
        raise _failure(ended.stderr, ended.returncode)
    # Not splitlines(): separators such as U+2028 stand unescaped inside JSON strings.
    return [json.loads(line) for line in ended.stdout.split(b"\n") if line]


def _flags(**options: Union[Path, float, None]) -> list[str]:
    # In one word, so that a value which begins with a dash is still a value.
    return [
        f"--{name.replace('_', '-')}={os.fspath(value) if isinstance(value, os.PathLike) else value}"
        for name, value in options.items()
        if value is not None
    ]


def _columns(map: Optional[Columns]) -> Optional[str]:
    if map is None or isinstance(map, str):
        return map
    return ",".join(f"{part}={column}" for part, column in map.items())


def _named(paths: Sequence[Path]) -> list[str]:
    return [os.fspath(path) for path in paths]


def _failure(stderr: bytes, exit_code: int) -> ZenbunError:
    said = re.sub(r"\A(?:zenbun: )?(?:error: |エラー：)", "", stderr.decode(errors="replace").strip())
    return ZenbunError(said or f"zenbun exited with {exit_code} and no message", exit_code)
