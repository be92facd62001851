"""Dates and times in the words of overviews."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.dates import fuzzy
from seeds.reader.moments import Moment, moments
from seeds.reader.timewords import vocabulary

NOV_4 = date(2020, 11, 4)  # A Wednesday.

Told = tuple[str, str | None, str | None, str | None, str, bool]
"""Words, start, end, part of the day, precision, whether ongoing."""


def told(text: str, moment: Moment) -> Told:
    """What a moment says, its date made whole as loading does it."""
    columns = fuzzy(moment.date, "at")
    start, end, part, precision, ongoing = (
        columns[f"at_{name}"] for name in ("start", "end", "part", "precision", "ongoing")
    )
    words = text[moment.start : moment.end]
    return words, start, None if end == start else end, part, precision, ongoing


def day(words: str, start: str) -> Told:
    return words, start, None, None, "DAY", False


def days(words: str, start: str, end: str, precision: str = "DAYS") -> Told:
    return words, start, end, None, precision, False


def since(words: str, start: str, part: str | None = None) -> Told:
    return words, start, None, part, "PART_OF_DAY" if part else "LONGER", True


def by(words: str, end: str, part: str | None = None, precision: str = "LONGER") -> Told:
    return words, None, end, part, "PART_OF_DAY" if part else precision, False


def part(words: str, start: str, name: str) -> Told:
    return words, start, None, name, "PART_OF_DAY", False


def night(words: str, start: str, end: str) -> Told:
    return words, start, end, "NIGHT", "PART_OF_DAY", False


def hour(words: str, start: str, end: str | None = None, ongoing: bool = False) -> Told:
    return words, start, end, None, "HOUR", ongoing


def minute(words: str, start: str, end: str | None = None) -> Told:
    return words, start, end, None, "INSTANT", False


CASES: list[tuple[str, list[Told]]] = [
    # Days.
    ("Overview as of November 4", [day("November 4", "2020-11-04")]),
    ("It began on 4 November.", [day("on 4 November", "2020-11-04")]),
    ("It began on Nov. 4 in Baku.", [day("on Nov. 4", "2020-11-04")]),
    ("NOVEMBER 4", [day("NOVEMBER 4", "2020-11-04")]),
    ("It ended on November 4, 2016.", [day("on November 4, 2016", "2016-11-04")]),
    ("Photo: 4 Nov 2016", [day("4 Nov 2016", "2016-11-04")]),
    ("November 4th, 2020", [day("November 4th, 2020", "2020-11-04")]),
    ("It began on 04.11.2020.", [day("on 04.11.2020", "2020-11-04")]),
    ("Published 2020-11-04 here", [day("2020-11-04", "2020-11-04")]),
    ("On the 4th, shelling went on.", [day("On the 4th", "2020-11-04")]),
    ("the 4th of November", [day("the 4th of November", "2020-11-04")]),
    ("On the fourth of November it ended.", [day("On the fourth of November", "2020-11-04")]),
    ("the ceasefire of October 26 was violated", [day("October 26", "2020-10-26")]),
    ("On Tuesday, November 3, it rained.", [day("On Tuesday, November 3", "2020-11-03")]),
    ("Sat., Nov. 7", [day("Sat., Nov. 7", "2020-11-07")]),
    # The year.
    ("On November 6, they will meet.", [day("On November 6", "2020-11-06")]),
    ("on April 30", [day("on April 30", "2020-04-30")]),
    ("on December 25", [day("on December 25", "2020-12-25")]),
    ("on 1 January", [day("on 1 January", "2021-01-01")]),
    ("on February 29", [day("on February 29", "2020-02-29")]),
    # Lists and ranges.
    (
        "three times – on October 10, 18 and 26, but",
        [
            day("on October 10", "2020-10-10"),
            day("18", "2020-10-18"),
            day("26", "2020-10-26"),
        ],
    ),
    (
        "October 27 and 28, 2019",
        [day("October 27", "2019-10-27"), day("28, 2019", "2019-10-28")],
    ),
    ("on May 6-8", [days("on May 6-8", "2020-05-06", "2020-05-08")]),
    ("on 10 and 11 May", [day("on 10", "2020-05-10"), day("11 May", "2020-05-11")]),
    ("On October 10, 18 people died.", [day("On October 10", "2020-10-10")]),
    ("Since September 27, 58 civilians died", [since("Since September 27", "2020-09-27")]),
    ("On November 3-4 it rained.", [days("On November 3-4", "2020-11-03", "2020-11-04")]),
    ("October 10–18", [days("October 10–18", "2020-10-10", "2020-10-18")]),
    (
        "From October 10 to 18 it rained.",
        [days("From October 10 to 18", "2020-10-10", "2020-10-18")],
    ),
    (
        "between 3 and 5 November",
        [days("between 3 and 5 November", "2020-11-03", "2020-11-05")],
    ),
    (
        "from October 30 to November 2",
        [days("from October 30 to November 2", "2020-10-30", "2020-11-02")],
    ),
    (
        "from Monday to Wednesday",
        [days("from Monday to Wednesday", "2020-11-02", "2020-11-04")],
    ),
    # Hours.
    ("At 8 am they left.", [hour("At 8 am", "2020-11-04T08:00")]),
    ("At 16:40 rockets fell.", [minute("At 16:40", "2020-11-04T16:40")]),
    ("At 16.40 rockets fell.", [minute("At 16.40", "2020-11-04T16:40")]),
    ("At 16,00 rockets fell.", [hour("At 16,00", "2020-11-04T16:00")]),
    ("at 8:30 p.m. he said", [minute("at 8:30 p.m.", "2020-11-04T20:30")]),
    ("8:30pm", [minute("8:30pm", "2020-11-04T20:30")]),
    ("at 12 am", [hour("at 12 am", "2020-11-04T00:00")]),
    ("at 12 pm", [hour("at 12 pm", "2020-11-04T12:00")]),
    ("at noon", [hour("at noon", "2020-11-04T12:00")]),
    ("around 3 am", [hour("around 3 am", "2020-11-04T03:00")]),
    ("by 18:00", [by("by 18:00", "2020-11-04T18:00", precision="HOUR")]),
    ("lasted until 4 am", [by("until 4 am", "2020-11-04T04:00", precision="HOUR")]),
    ("by midnight", [by("by midnight", "2020-11-05T00:00", precision="HOUR")]),
    ("At 3 o'clock in the morning", [hour("At 3 o'clock in the morning", "2020-11-04T03:00")]),
    ("At 16:40 on May 12", [minute("At 16:40 on May 12", "2020-05-12T16:40")]),
    ("begin at 8,00 on October 26", [hour("at 8,00 on October 26", "2020-10-26T08:00")]),
    ("November 4, 09:00", [hour("November 4, 09:00", "2020-11-04T09:00")]),
    ("2020-11-03T08:15:00Z", [minute("2020-11-03T08:15", "2020-11-03T08:15")]),
    (
        "at about 11:30 a.m. on Tuesday, November 3",
        [minute("at about 11:30 a.m. on Tuesday, November 3", "2020-11-03T11:30")],
    ),
    ("at 8:15 this morning", [minute("at 8:15 this morning", "2020-11-04T08:15")]),
    ("at 8:15 this evening", [minute("at 8:15 this evening", "2020-11-04T20:15")]),
    ("at 11 last night", [hour("at 11 last night", "2020-11-03T23:00")]),
    (
        "This morning, from 5:30 am until 7:15 am, it was shelled.",
        [
            minute(
                "This morning, from 5:30 am until 7:15 am",
                "2020-11-04T05:30",
                "2020-11-04T07:15",
            )
        ],
    ),
    (
        "from 8 to 10 am on May 12",
        [hour("from 8 to 10 am on May 12", "2020-05-12T08:00", "2020-05-12T10:00")],
    ),
    (
        "between 8 and 9 am",
        [hour("between 8 and 9 am", "2020-11-04T08:00", "2020-11-04T09:00")],
    ),
    (
        "from 10 pm on November 3 until 2 am on November 4",
        [
            hour(
                "from 10 pm on November 3 until 2 am on November 4",
                "2020-11-03T22:00",
                "2020-11-04T02:00",
            )
        ],
    ),
    (
        "at 12:00 local time on Oct. 10",
        [hour("at 12:00 local time on Oct. 10", "2020-10-10T12:00")],
    ),
    # What began and goes on.
    (
        "From 8 am on November 4, the forces have been shelling villages",
        [hour("From 8 am on November 4", "2020-11-04T08:00", ongoing=True)],
    ),
    (
        "Villages have been under fire from 7 am.",
        [hour("from 7 am", "2020-11-04T07:00", ongoing=True)],
    ),
    ("From 7 am the village was under fire.", [hour("From 7 am", "2020-11-04T07:00")]),
    ("not running since noon", [hour("since noon", "2020-11-04T12:00", ongoing=True)]),
    ("Since September 27, they fight", [since("Since September 27", "2020-09-27")]),
    ("since yesterday", [since("since yesterday", "2020-11-03")]),
    ("since the morning", [since("since the morning", "2020-11-04", "MORNING")]),
    ("since the beginning of the year", [since("since the beginning of the year", "2020-01-01")]),
    # Parts of the day.
    (
        "on the evening of November 3",
        [part("on the evening of November 3", "2020-11-03", "EVENING")],
    ),
    (
        "in the afternoon of November 3",
        [part("in the afternoon of November 3", "2020-11-03", "AFTERNOON")],
    ),
    ("November 3, in the evening", [part("November 3, in the evening", "2020-11-03", "EVENING")]),
    ("by the evening of October 20", [by("by the evening of October 20", "2020-10-20", "EVENING")]),
    ("In the morning, it was calm", [part("In the morning", "2020-11-04", "MORNING")]),
    ("this morning", [part("this morning", "2020-11-04", "MORNING")]),
    ("Yesterday evening", [part("Yesterday evening", "2020-11-03", "EVENING")]),
    ("on Sunday morning", [part("on Sunday morning", "2020-11-01", "MORNING")]),
    ("After midnight, a group", [part("After midnight", "2020-11-04", "AFTER_MIDNIGHT")]),
    (
        "after midnight on May 12",
        [part("after midnight on May 12", "2020-05-12", "AFTER_MIDNIGHT")],
    ),
    (
        "Early on Sunday morning, shots",
        [part("Early on Sunday morning", "2020-11-01", "MORNING")],
    ),
    (
        "from the evening of November 2 to the morning of November 4",
        [
            days(
                "from the evening of November 2 to the morning of November 4",
                "2020-11-02",
                "2020-11-04",
            )
        ],
    ),
    (
        "in the early hours of November 4",
        [part("in the early hours of November 4", "2020-11-04", "AFTER_MIDNIGHT")],
    ),
    ("in the early hours", [part("in the early hours", "2020-11-04", "AFTER_MIDNIGHT")]),
    ("At dawn, shots", [part("At dawn", "2020-11-04", "MORNING")]),
    ("late on November 3", [part("late on November 3", "2020-11-03", "EVENING")]),
    # Nights.
    ("At night, tension remained", [night("At night", "2020-11-03", "2020-11-04")]),
    ("During the night", [night("During the night", "2020-11-03", "2020-11-04")]),
    ("last night", [night("last night", "2020-11-03", "2020-11-04")]),
    ("Overnight, it rained", [night("Overnight", "2020-11-03", "2020-11-04")]),
    ("spent the night in boats", [night("the night", "2020-11-03", "2020-11-04")]),
    ("On the night of May 3", [night("On the night of May 3", "2020-05-02", "2020-05-03")]),
    (
        "On the night of November 3-4",
        [night("On the night of November 3-4", "2020-11-03", "2020-11-04")],
    ),
    (
        "On the night of October 20 to 21",
        [night("On the night of October 20 to 21", "2020-10-20", "2020-10-21")],
    ),
    (
        "the night from 3 to 4 November",
        [night("the night from 3 to 4 November", "2020-11-03", "2020-11-04")],
    ),
    (
        "the night of October 31 to November 1",
        [night("the night of October 31 to November 1", "2020-10-31", "2020-11-01")],
    ),
    ("overnight into November 4", [night("overnight into November 4", "2020-11-03", "2020-11-04")]),
    ("the night before May 3", [night("the night before May 3", "2020-05-02", "2020-05-03")]),
    ("on Sunday night", [night("on Sunday night", "2020-11-01", "2020-11-02")]),
    ("tonight", [night("tonight", "2020-11-04", "2020-11-05")]),
    # Seen from the publication.
    ("today", [day("today", "2020-11-04")]),
    ("said yesterday.", [day("yesterday", "2020-11-03")]),
    ("from yesterday's attack", [day("yesterday", "2020-11-03")]),
    ("The day before yesterday", [day("The day before yesterday", "2020-11-02")]),
    ("tomorrow", [day("tomorrow", "2020-11-05")]),
    ("On Sunday, a farmer", [day("On Sunday", "2020-11-01")]),
    ("on Wednesday", [day("on Wednesday", "2020-11-04")]),
    ("last Wednesday", [day("last Wednesday", "2020-10-28")]),
    ("next Sunday", [day("next Sunday", "2020-11-08")]),
    ("They will meet on Friday", [day("on Friday", "2020-11-06")]),
    ("two days ago", [day("two days ago", "2020-11-02")]),
    ("a week ago", [("a week ago", "2020-10-28", None, None, "WEEK", False)]),
    ("In the last 24 hours", [days("In the last 24 hours", "2020-11-03", "2020-11-04")]),
    ("over the past day", [days("over the past day", "2020-11-03", "2020-11-04")]),
    ("over the past week", [days("over the past week", "2020-10-28", "2020-11-04")]),
    ("earlier this month", [days("earlier this month", "2020-11-01", "2020-11-04")]),
    ("last week", [days("last week", "2020-10-26", "2020-11-01", "WEEK")]),
    ("In October, it rained", [days("In October", "2020-10-01", "2020-10-31", "MONTH")]),
    ("in October 2019", [days("in October 2019", "2019-10-01", "2019-10-31", "MONTH")]),
    ("adopted in 1993", [days("in 1993", "1993-01-01", "1993-12-31", "LONGER")]),
    ("from 1991 to 1994", [days("from 1991 to 1994", "1991-01-01", "1994-12-31", "LONGER")]),
    ("in early November", [days("in early November", "2020-11-01", "2020-11-10")]),
    ("by the end of October", [by("by the end of October", "2020-10-31")]),
    ("until November 10", [by("until November 10", "2020-11-10")]),
]

NO_TIMES = [
    "For the third day in a row, it rained.",
    "A 44-year-old farmer, aged 44",
    "Resolution 822",
    "Resolution 4 May not pass",
    "Two days of mourning were declared.",
    "16,000 people at 120 mm",
    "the 3rd Army Corps",
    "on the 3rd and 4th brigades, on the 3rd floor",
    "T-72 tanks and S-300 on Route 4",
    "The troops march on 4 villages",
    "They may 4 times; may you. March on!",
    "It is 24/7 and 9/11.",
    "50% at 10.50 percent, $5 and 3.5",
    "It ended 3:1.",
    "Call +994 12 404-05-06 or 555-12-34.",
    "https://example.org/2020-11-04/at-16:40",
    "example.org/2020/11/04 and x-2020-11-04",
    "On February 30 it rained, at 25:70.",
    "on 2020-13-01 and 31.02.2020",
    "He told the Evening Beacon and the Morning Courier.",
    "a Long March 5 rocket",
    "on the evening of the same day",
    "Russia Today, day and night",
    "every Sunday",
    "in the 1990s",
    "said Theresa May",
    "in the Sunday Times",
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_the_words_for_a_time_give_its_date(text: str, expected: list[Told]) -> None:
    assert [told(text, moment) for moment in moments(text, NOV_4)] == expected


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert [told(text, moment) for moment in moments(text, NOV_4)] == []


@pytest.mark.parametrize("text", ["Street of May 28", "the 28 May metro"])
def test_a_date_that_is_a_street_is_hardly_believed(text: str) -> None:
    [moment] = moments(text, NOV_4)

    assert moment.confidence < 0.5


def test_a_night_of_one_date_is_less_sure_than_one_of_two() -> None:
    one, two = moments("the night of November 4; the night of November 3-4", NOV_4)

    assert one.date == two.date
    assert one.confidence < two.confidence


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("since noon", True),
        ("from 8 am", True),
        ("from 8 to 10 am", False),
        ("from October 10 to 18", False),
        ("until noon", False),
    ],
)
def test_what_since_and_from_open_is_marked(text: str, begun: bool) -> None:
    assert [moment.since for moment in moments(text, NOV_4)] == [begun]


PARTICLES = vocabulary("en")["particles"]
PIECES = [
    *(word for words in vocabulary("en").values() for word in words if words is not PARTICLES),
    *(word for words in PARTICLES.values() for word in words),
    *("4", "18", "31", "99", "1993", "16:40", "16,40", "25:70", "04.11.2020", "2020-11-04"),
    *("3rd", "8am", ",", "-", "–", ".", "’s", "$", "%", "\n", "\0"),
]

TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text("0123456789:.,-/Tt apmMay", max_size=200),
    st.integers(0, 6000).map(lambda length: f"on {'9' * length} May"),
)


@settings(max_examples=500, deadline=None)
@given(text=TEXTS, published_on=st.dates())
def test_any_text_gives_moments_in_order_with_real_dates(text: str, published_on: date) -> None:
    end = 0
    for moment in moments(text, published_on):
        words = text[moment.start : moment.end]
        assert end <= moment.start < moment.end <= len(text)
        assert words == words.strip()
        assert "\n" not in words
        assert 0 < moment.confidence <= 1
        fuzzy(moment.date, "at")
        end = moment.end


@pytest.mark.parametrize(
    "piece",
    ["1, ", "3-4-", "October 1, ", "from 1 to ", "the night of ", "9", "have at 8 am ", "x", "\0 "],
)
def test_the_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    short, long = (piece * (length // len(piece)) for length in (5_000, 40_000))

    assert work(long) < 25 * work(short) + 0.01


def work(text: str) -> float:
    """Seconds of the processor, at best."""
    runs = []
    for _ in range(3):
        begun = process_time()
        moments(text, NOV_4)
        runs.append(process_time() - begun)
    return min(runs)
