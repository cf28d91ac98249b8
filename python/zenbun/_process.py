"""Runs the command that the package carries."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Sequence

from ._errors import ZenbunError
from ._node import find_node, language

_MAIN = str(Path(__file__).parent / "package" / "dist" / "cli" / "main.js")

#: Seconds that an interrupted command has to end in order before it is told to by us.
_GRACE = 2


def run(args: Sequence[str]) -> int:
    """Runs `zenbun` with these arguments on the streams of this process and returns its exit code.

    The code is negative when a signal ended it, as in `subprocess`. Raises ZenbunError only when there is no Node.
    """
    with subprocess.Popen([find_node(), _MAIN, *args]) as child:
        _await(child)
    return child.returncode


def captured(args: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """Runs `zenbun` with these arguments and keeps what it writes."""
    command = [find_node(), _MAIN, *args]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        out, err = _await(child)
    return subprocess.CompletedProcess(command, child.returncode, out, err)


def _await(child: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    try:
        return child.communicate()
    except BaseException:
        # Ctrl+C at a terminal reaches the child too, and a second signal would cut its tidying short. One that reached
        # this process alone leaves the child at work.
        try:
            child.wait(_GRACE)
        except subprocess.TimeoutExpired:
            child.terminate()
        raise


def main() -> int:
    """The command `zenbun`."""
    args = sys.argv[1:]
    try:
        if sys.platform == "win32":
            # The console tells the child of Ctrl+C as well, and its exit code is the one that counts.
            signal.signal(signal.SIGINT, lambda *_: None)
            return run(args)
        node = find_node()
    except ZenbunError as error:
        word = {"en": "error: ", "ja": "エラー："}[language()]
        _say(f"zenbun: {word}{error}\n")
        return error.exit_code
    # Node takes the place of this process: exit codes, signals and streams are its own.
    os.execv(node, [node, _MAIN, *args])


def _say(text: str) -> None:
    # Node writes UTF-8 whatever the locale; a message in Japanese must not fail in a locale that cannot spell it.
    sys.stderr.buffer.write(text.encode())
    sys.stderr.flush()
