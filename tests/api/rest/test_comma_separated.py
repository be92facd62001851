"""Tables as CSV."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest

from api.rest.comma_separated import AT_ONCE, Cell, lines, plain, written


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode(), newline=""), strict=True))


def test_lines_end_as_rfc_4180_has_it_and_what_needs_quotes_has_them() -> None:
    rows: list[list[Cell]] = [["a, b", 'the "truce"', "one\r\ntwo", "Շուշի, Şuşa"]]

    content = b"".join(lines(["one", "two", "three", "four"], rows))

    assert content.startswith(b'one,two,three,four\r\n"a, b","the ""truce""","one\r\ntwo",')
    assert content.endswith(b"\r\n")
    assert read(content)[1:] == rows


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-2, "-2"),
        (-1.5, "-1.5"),
        (46.0, "46"),
        ("-1.5", "-1.5"),
        ("+7", "+7"),
        ("-1.5 or less", "'-1.5 or less"),
        ("-1.5\n", "'-1.5\n"),
        ("-١", "'-١"),
        ("+1 and more", "'+1 and more"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@name", "'@name"),
        ("\ttab", "'\ttab"),
        ("\rreturn", "'\rreturn"),
        ("\nline", "'\nline"),
        ("＝1+1", "'＝1+1"),
        ("－1", "'－1"),
        ("a=b", "a=b"),
        (" =1", " =1"),
    ],
)
def test_a_cell_is_written_so_that_a_spreadsheet_runs_nothing(cell: Cell, text: str) -> None:
    assert read(b"".join(lines(["value", "more"], [[cell, 1]]))) == [["value", "more"], [text, "1"]]


@pytest.mark.parametrize(
    ("number", "text"),
    [(39.7596, "39.7596"), (-0.5, "-0.5"), (1e16, "10000000000000000"), (2.5e-05, "0.000025")],
)
def test_a_number_has_no_exponent(number: float, text: str) -> None:
    assert plain(number) == text


def test_a_row_of_one_empty_cell_is_a_row_all_the_same() -> None:
    assert read(b"".join(lines(["value"], [[None]]))) == [["value"], [""]]


def test_a_mark_for_excel_comes_first_where_it_is_asked_for() -> None:
    with_mark = b"".join(lines(["value"], [[1]], bom=True))

    assert with_mark == b"\xef\xbb\xbfvalue\r\n1\r\n"
    assert b"".join(lines(["value"], [[1]])) == b"value\r\n1\r\n"


def test_rows_are_taken_only_as_lines_are_asked_for() -> None:
    taken = 0

    def rows() -> Iterator[list[Cell]]:
        nonlocal taken
        for number in range(10 * AT_ONCE):
            taken += 1
            yield [number]

    pieces = lines(["value"], rows())

    assert (next(pieces), taken) == (b"value\r\n", 0)
    assert (next(pieces).count(b"\r\n"), taken) == (AT_ONCE, AT_ONCE)


def test_lines_are_those_of_pythons_own_writer() -> None:
    texts = ["", "a", "a,b", '"', "a\rb", "a\nb", "\u2028", " a ", "'", "\0", "a;b", "Շուշի"]
    rows: list[list[Cell]] = [[one, other] for one in texts for other in texts]
    rows += [[""], [None], [], [1, None]]
    expected = StringIO(newline="")
    csv.writer(expected, lineterminator="\r\n").writerows(rows)

    assert written(rows) == expected.getvalue().encode()
