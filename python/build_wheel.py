"""Builds the wheel: the package as npm publishes it, the packages that it depends on, and a little Python round them.

A build backend (PEP 517), and a script: `python3 python/build_wheel.py [FOLDER]`. What the lock file names is taken from
the checkout's node_modules, so the wheel holds the versions that were tested, and a build needs no network. The same
checkout gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Any, Iterator, NoReturn, Optional

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

#: Where in the Python package the one of npm stands.
CARRIED = "zenbun/package"


def build_wheel(
    wheel_directory: str,
    config_settings: Optional[dict[str, Any]] = None,
    metadata_directory: Optional[str] = None,
) -> str:
    """Writes the wheel into the folder and returns its name."""
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    dist_info = f"{project['name']}-{project['version']}.dist-info"
    files = {**_python_files(), **_npm_files(), **_installed_files()}
    files[f"{dist_info}/METADATA"] = _metadata(project).encode()
    files[f"{dist_info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: zenbun\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{dist_info}/entry_points.txt"] = _entry_points(project).encode()
    files[f"{dist_info}/licenses/LICENSE"] = files[f"{CARRIED}/LICENSE"]
    record = f"{dist_info}/RECORD"
    files[record] = _record(files, record).encode()
    name = f"{project['name']}-{project['version']}-py3-none-any.whl"
    _write_wheel(Path(wheel_directory) / name, files)
    return name


def build_sdist(sdist_directory: str, config_settings: Optional[dict[str, Any]] = None) -> NoReturn:
    raise RuntimeError("zenbun is built from its repository, with Node; there is only a wheel (python -m build --wheel)")


def _python_files() -> dict[str, bytes]:
    sources = sorted(path for path in (HERE / "zenbun").iterdir() if path.suffix == ".py" or path.name == "py.typed")
    return {f"zenbun/{path.name}": path.read_bytes() for path in sources}


def _npm_files() -> dict[str, bytes]:
    """What `npm pack` packs."""
    if not (ROOT / "dist" / "cli" / "main.js").is_file():
        raise RuntimeError("dist/ is not built: run npm run build first")
    # On Windows it is npm.cmd, which only a search finds.
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm was not found; the wheel carries what npm pack lists")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--ignore-scripts", "--pack-destination", folder]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        (tarball,) = Path(folder).iterdir()
        with tarfile.open(tarball) as packed:
            return {
                f"{CARRIED}/{member.name[len('package/'):]}": content.read()
                for member in packed
                # None for what is no file.
                if (content := packed.extractfile(member)) is not None
            }


def _installed_files() -> dict[str, bytes]:
    """The packages of the lock file that are needed at run time, as they are installed."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    files: dict[str, bytes] = {}
    for place, locked in lock["packages"].items():
        # An optional peer is heavy, native, and the user's own choice.
        if place == "" or any(locked.get(kind) for kind in ("dev", "devOptional", "optional", "peer")):
            continue
        folder = ROOT / place
        installed = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
        if installed != locked["version"]:
            raise RuntimeError(f"{place} is {installed}, the lock file says {locked['version']}: run npm ci")
        for path in _walk(folder):
            files[f"{CARRIED}/{place}/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return files


def _walk(folder: Path) -> Iterator[Path]:
    """The files of one package; those that are installed inside it have a line of the lock file to themselves."""
    for path in folder.iterdir():
        if path.is_dir():
            if path.name != "node_modules":
                yield from _walk(path)
        else:
            yield path


def _metadata(project: dict[str, Any]) -> str:
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {project['version']}",
        f"Summary: {project['description']}",
        f"Keywords: {','.join(project['keywords'])}",
        f"License-Expression: {project['license']}",
        "License-File: LICENSE",
        *(f"Classifier: {classifier}" for classifier in project["classifiers"]),
        f"Requires-Python: {project['requires-python']}",
    ]
    for extra, requirements in project["optional-dependencies"].items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f'Requires-Dist: {requirement}; extra == "{extra}"' for requirement in requirements]
    lines.append("Description-Content-Type: text/markdown")
    readme = (HERE / project["readme"]).read_text(encoding="utf-8")
    return "\n".join(lines) + f"\n\n{readme}"


def _entry_points(project: dict[str, Any]) -> str:
    scripts = (f"{name} = {target}\n" for name, target in project["scripts"].items())
    return "[console_scripts]\n" + "".join(scripts)


def _record(files: dict[str, bytes], record: str) -> str:
    def line(name: str, content: bytes) -> str:
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        return f"{name},sha256={digest},{len(content)}\n"

    return "".join(line(name, content) for name, content in sorted(files.items())) + f"{record},,\n"


def _write_wheel(place: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as wheel:
        # The metadata stand last, as the specification asks.
        for name in sorted(files, key=lambda name: (".dist-info/" in name, name)):
            # Without a time of its own, so that it does not depend on when it was built.
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            wheel.writestr(entry, files[name])


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "dist"
    target.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{target / build_wheel(os.fspath(target))}\n")
