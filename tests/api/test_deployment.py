import re
import subprocess
import sys
from pathlib import Path

from api.settings import Settings
from db.engine import open_engine
from db.migrate import require_current

PAGE = Path(__file__).parents[2] / "docs" / "deployment.md"


def test_the_backup_in_the_documentation_is_a_whole_database(
    settings: Settings, tmp_path: Path
) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (command,) = [block for block in blocks if "backup.db" in block]
    (tmp_path / "data").mkdir()
    database = settings.database_url.removeprefix("sqlite:///")
    (tmp_path / "data" / "event-knowledge.db").symlink_to(database)
    writer = open_engine(settings.database_url)

    # As while the service runs: what is written last is still in the file -wal.
    with writer.connect():
        here = command.replace(".venv/bin/python", sys.executable)
        subprocess.run(["sh", "-c", here], cwd=tmp_path, check=True)

    copy = open_engine(f"sqlite:///{tmp_path}/backup.db", read_only=True)
    require_current(copy)
    copy.dispose()
    writer.dispose()
