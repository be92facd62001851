from pathlib import Path

import pytest

from api.settings import BadSettings, Settings

TABLE = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_documentation_has_each_setting_with_its_default_and_its_meaning() -> None:
    expected = [
        f"| `{name.upper()}` | {shown(field.default)} | {one_line(field.description)} |"
        for name, field in Settings.model_fields.items()
    ]

    lines = TABLE.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line.startswith("| `")] == expected


def one_line(description: str | None) -> str:
    assert description
    return " ".join(description.split())


def shown(default: object) -> str:
    text = str(default).lower() if isinstance(default, bool) else str(default)
    return f"`{text}`" if text else "empty"


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8001")
    monkeypatch.setenv("WEB_DIST", "/page")
    monkeypatch.setenv("ACCESS_LOG", "true")

    settings = Settings.from_environment()

    assert (settings.port, settings.web_dist, settings.access_log) == (8001, Path("/page"), True)


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")

    assert Settings.from_environment() == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("ACCESS_LOG", "perhaps"),
        ("CORS_ORIGINS", "desk.example"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(BadSettings) as refused:
        Settings.from_environment()

    assert refused.value.message.startswith(f"{name}: ")
