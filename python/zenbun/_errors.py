from __future__ import annotations


class ZenbunError(Exception):
    """What went wrong and, on the lines after it, what to do next, as the command says it.

    `exit_code` is that of the command: 2 for usage and unreadable input, 3 for what was not completed, and negative
    when a signal ended it.
    """

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[type[ZenbunError], tuple[str, int]]:
        # Pools of processes send errors as pickles, and an exception pickles its message alone.
        return ZenbunError, (str(self), self.exit_code)
