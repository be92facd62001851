"""jq as a command, by its library, so that no test needs one that is installed by hand."""

import json
import sys
from pathlib import Path

import jq

ROOT = Path(__file__).parents[2]
COMMAND = f"""#!/bin/sh
PYTHONPATH="{ROOT}" exec "{sys.executable}" -m tests.integrations.jq "$@"
"""


def put_command(folder: Path) -> None:
    """Writes the command into a folder, for a PATH to find."""
    folder.mkdir(exist_ok=True)
    path = folder / "jq"
    path.write_text(COMMAND, "utf-8")
    path.chmod(0o755)


def main() -> None:
    options, (program,) = sys.argv[1:-1], sys.argv[-1:]
    for value in jq.compile(program).input_text(sys.stdin.read()):
        is_raw = "-r" in options and isinstance(value, str)
        print(value if is_raw else json.dumps(value, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
