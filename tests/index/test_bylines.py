"""Lines about where and when in English; Chinese ones are tested with the articles that they are of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bylines import closing, label, opening
from index.document import Document
from index.repair import articles

LONG = "The courts heard more than four hundred cases of juveniles in the year, the ministry said."


@pytest.mark.parametrize(
    ("line", "publisher", "date"),
    [
        ("Source: China Daily", "China Daily", ""),
        ("By Li Lei | China Daily | Updated: 2021-06-15 08:00", "China Daily", "2021-06-15"),
        ("Release Date: 2021-06-15", "", "2021-06-15"),
        ("Source: China Daily | Date: June 15, 2021", "China Daily", "June 15, 2021"),
        ("By Li Lei in Hohhot | Hohhot Daily | Published: June 15, 2021", "Hohhot Daily", "June 15, 2021"),
        ("Updated: Jun 15,2021 10:20 Xinhua", "Xinhua", "Jun 15,2021"),
        ("Source: Xinhua| 2021-06-15 10:00:33|Editor: huaxia", "Xinhua", "2021-06-15"),
        ("Published: Tuesday, June 15, 2021", "", "June 15, 2021"),
        ("Published on 15 June 2021", "", "15 June 2021"),
        ("Last updated: June 15th, 2021 10:00 AM (GMT+8)", "", "June 15th, 2021"),
        (
            "Issued by: Ministry of Civil Affairs   Date: June 15, 2021",
            "Ministry of Civil Affairs",
            "June 15, 2021",
        ),
        ("June 15, 2021 | Reuters", "Reuters", "June 15, 2021"),
    ],
)
def test_lines_about_where_and_when(line: str, publisher: str, date: str) -> None:
    found = label(line)
    assert found
    assert found.remark
    assert (line[slice(*found.publisher)], line[slice(*found.date)]) == (publisher, date)


@pytest.mark.parametrize(
    "line",
    [
        "Source: National Bureau of Statistics",  # below a table
        "Updated plan for children",
        "Updated: the plan of June 15, 2021 is no longer in force",
        "Beijing | June 15, 2021",
        "Beijing   34 courts   June 15, 2021",
        "By Land and by Sea",
        "Dates: June 15, 2021 and June 16, 2021",
        "Date: June 15, 2021",  # of a hearing
        "Source: Bloomberg",  # below a chart
        "15 June 2021 First juvenile court opened in Hohhot",
        "June 1 Children's Day Activities",
        "2021-06-15 The Law on Minors takes effect",
        "June 15, 2021 Inner Mongolia counted thirty four courts in all",
        "Regulation on Minors | Issued June 1, 2021",
        "Home | Updated: June 15, 2021",
    ],
)
def test_other_lines(line: str) -> None:
    assert label(line) is None


@pytest.mark.parametrize(
    ("text", "publisher", "date"),
    [
        ("BEIJING, June 15 (Xinhua) -- The courts", "Xinhua", "June 15"),
        ("XI'AN, Jan. 3, 2021 (Xinhua) -- The courts", "Xinhua", "Jan. 3, 2021"),
        ("WASHINGTON (AP) — The courts", "AP", ""),
        ("GENEVA (15 June 2021) – The courts", "", "15 June 2021"),
        ("NEW YORK, Sept. 3, 2021 /PRNewswire/ -- The courts", "PRNewswire", "Sept. 3, 2021"),
        ("On Tuesday, June 15, 2021, the courts", "", "June 15, 2021"),
        ("June 15, 2021 — The courts", "", "June 15, 2021"),
        ("May 15 courts be", "", ""),
        ("Courts – a report", "", ""),
        ("The 15 June deal", "", ""),
    ],
)
def test_openings(text: str, publisher: str, date: str) -> None:
    found = opening(text)
    assert (text[slice(*found.publisher)], text[slice(*found.date)]) == (publisher, date)


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("It ended. (Source: China Daily)", "China Daily"),
        ("It ended. (Xinhua)", "Xinhua"),
        ("It ended. (Table 3)", ""),
        ("Access points (AP)", ""),
        ("2,000 yuan a month. (From 1 July 2021)", ""),
        ("Figure 1: rates (Source: World Bank)", ""),
        ("It ended. (Source: World Bank)", ""),
    ],
)
def test_remarks_at_the_end(text: str, publisher: str) -> None:
    found = closing(text)
    assert (text[slice(*found.publisher)] if found else "") == publisher


def test_an_article_has_its_publisher_and_date() -> None:
    text = f"Courts for Juveniles\nBy Li Lei | China Daily | Updated: 2021-06-15 08:00\n\n{LONG}\n"
    [(article, paragraphs)] = articles(Document("a.txt", "a.txt", "0" * 64, text))
    assert (article.title, article.publisher, article.date) == (
        "Courts for Juveniles",
        "China Daily",
        "2021-06-15",
    )
    assert len(paragraphs) == 1


PIECES = st.sampled_from(
    [
        *("Source: ", "Updated: ", "Date: ", "By ", "Editor: ", "China Daily", "Xinhua", "Li Lei", "On "),
        *(" | ", "   ", ", ", " ", " -- ", "(", ")", "June 15", "15 June", ", 2021", "2021-06-15", "10:00"),
    ]
)


@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=12).map("".join)))
def test_positions_are_of_the_text(text: str) -> None:
    for found in (label(text), opening(text), closing(text)):
        for start, end in (found.publisher, found.date) if found else ():
            assert 0 <= start <= end <= len(text)
            assert text[start:end] == text[start:end].strip()
