"""How figures are told."""

import pytest

from benchmarks.load import Sample
from benchmarks.report import figure, put_into, ratio, spread


def sample(rate: float) -> Sample:
    return Sample(rate, p50=1, p99=2, server_cpu=1, database_cpu=1, megabytes=100)


def test_ratios_are_of_the_same_round():
    assert ratio([sample(200), sample(100)], [sample(100), sample(100)]) == "1.00 - 2.00x"


@pytest.mark.parametrize(
    ("value", "told"), [(1234.5, "1234"), (99.94, "99.9"), (9.876, "9.88"), (0, "0.00")]
)
def test_a_figure_has_about_three_digits(value, told):
    assert figure(value) == told


def test_a_range_without_a_difference_is_one_figure():
    assert spread([1.001, 1.002]) == "1.00"


def test_figures_are_put_between_their_marks(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- figures -->\nold\n<!-- end of figures -->\nb\n")

    put_into(page, "figures", "new")

    expected = "a\n<!-- figures -->\n\nnew\n\n<!-- end of figures -->\nb\n"
    assert page.read_text() == expected


def test_a_page_without_marks_is_left_alone(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("a")

    with pytest.raises(ValueError, match="no place"):
        put_into(page, "figures", "new")
    assert page.read_text() == "a"
