"""The safety gate for fine-tuned language models, from Python.

Everything is read and judged by the command `zenbun`, which this package carries; it needs Node 20.19 or newer.
"""

from ._errors import ZenbunError
from ._process import run
from ._results import read, scan

__all__ = ["ZenbunError", "read", "run", "scan"]
