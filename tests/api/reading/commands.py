"""The commands of a desk, run as a shell runs them."""

import pytest

from api import cli

TEXT = """\
The day in [brief]
Armenia said: it rained “hard”.
Unknown Somebody said: it did not.
It was quiet; nobody: fell #1.
"""
READ = ["read", "day.txt", "--published-on", "2020-11-05", "--reader", "read"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    told = capsys.readouterr()
    return code, told.out, told.err
