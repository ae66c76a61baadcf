"""What a clause leaves out comes from the nearest sentence that tells it, and from nowhere else."""

from __future__ import annotations

import pytest

from aidfacts import extract


def parties(text: str, published: str | None = None) -> list[tuple[list[str], list[str]]]:
    """Return givers and receivers of each gift."""
    return [
        ([p.name for p in gift.donors], [p.name for p in gift.recipients])
        for gift in extract(text, published=published).donations
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "锦澄集团来到沐白中学。随后,捐赠课桌椅120套。",
            [(["锦澄集团"], ["沐白中学"])],
            id="topic and place visited",
        ),
        pytest.param(
            "三天里,明屿商会捐款5万元。27日,这笔善款全部汇入禾川县红十字会。",
            [(["明屿商会"], ["禾川县红十字会"])],
            id="where it went is told later",
        ),
        pytest.param(
            "锦澄集团公益大事记\n2014年3月,向沐白敬老院捐赠锅炉一台。",
            [(["锦澄集团"], ["沐白敬老院"])],
            id="chronicle of a company",
        ),
        pytest.param(
            "退休教师周砚秋是沐白中学校友。1990年,他担任锦澄集团董事长。2012年,他向沐白中学捐资200万元。",
            [(["周砚秋"], ["沐白中学"])],
            id="what one presided over does not act",
        ),
        pytest.param(
            "明屿商会捐款5万元,锦澄集团捐款8万元。活动共募得善款13.5万元。",
            [(["明屿商会"], []), (["锦澄集团"], []), ([], [])],
            id="a sum has no single giver",
        ),
        pytest.param(
            "锦澄集团向岚溪镇提供100万元救灾款;明屿市政府宣布提供150万元救灾款。",
            [(["锦澄集团"], ["岚溪镇"]), (["明屿市政府"], ["岚溪镇"])],
            id="who announces gives himself",
        ),
        pytest.param(
            "7月5日,沐白校友会会长、1978届校友周砚秋回到沐白中学,向学校捐赠88万元。",
            [(["周砚秋"], ["沐白中学"])],
            id="a row of titles ends in the man",
        ),
        pytest.param(
            "1月18日,仪式在我校举行。2012年,校友周砚秋捐资40万元设立奖学金。",
            [(["周砚秋"], ["我校"])],
            id="alumni give to the school of the page",
        ),
        pytest.param(
            "锦澄集团捐款5万元,会长周砚秋个人捐款3万元。",
            [(["锦澄集团"], []), (["周砚秋"], [])],
            id="个人 names nobody",
        ),
    ],
)
def test_fillers(text: str, found: list[tuple[list[str], list[str]]]) -> None:
    """An empty role gets the filler named in the case."""
    assert parties(text) == found


def test_a_heading_closes_the_topic_of_places() -> None:
    """Who was visited in one section is no receiver in the next."""
    text = "一、助学\n锦澄集团来到沐白中学,捐赠图书300册。\n二、救灾\n锦澄集团捐款8万元。"
    assert parties(text)[1] == (["锦澄集团"], [])


def test_an_unread_actor_keeps_others_out() -> None:
    """Where the clause has an actor of its own, the one of the clause before does not give again."""
    text = "沐白商会为敬老院送去春联80副;镇上几位老邻居又送来砂糖橘200斤。"
    givers = [donors for donors, _ in parties(text)]
    assert givers[0] == ["沐白商会"]
    assert all(donors != ["沐白商会"] for donors in givers[1:])


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        pytest.param("近日,锦澄集团捐款5万元。", "2020-06-12", None, id="vague"),
        pytest.param(
            "6月11日,仪式举行。近日,锦澄集团捐款5万元。", "2020-06-12", None, id="vague bars the event"
        ),
        pytest.param("6月11日,仪式举行。锦澄集团捐款5万元。", "2020-06-12", "2020-06-11", id="event"),
        pytest.param(
            "6月11日,仪式举行。锦澄集团今年捐款5万元。", "2020-06-12", "2020-06-11", id="year of the event"
        ),
        pytest.param("本报明屿6月10日电 昨天,锦澄集团捐款5万元。", "2020-06-12", "2020-06-09", id="dateline"),
        pytest.param("2012年,仪式举行;同年锦澄集团捐款5万元。", "2020-06-12", "2012", id="counted on"),
        pytest.param("2015年以来,锦澄集团累计捐款50万元。", "2020-06-12", None, id="since"),
    ],
)
def test_dates(text: str, published: str, date: str | None) -> None:
    """A gift has the day its sentence tells, else the day of the event that the page tells."""
    [gift] = extract(text, published=published).donations
    assert (gift.date.value if gift.date else None) == date


def test_a_day_for_each_sum() -> None:
    """Two days and two sums of one giver go together in order."""
    text = "8月20日和26日,锦澄集团分别向北塘村捐款40万元、30万元。"
    days = [gift.date.value for gift in extract(text, published="2021-08-31").donations if gift.date]
    assert days == ["2021-08-20", "2021-08-26"]


def test_a_short_form_introduced_is_its_party_everywhere() -> None:
    """沐商 is a party only because (简称沐商) says so; it has the full name."""
    text = "沐白商会(简称沐商)与锦澄集团来访。沐商、锦澄集团各捐赠5万元。"
    assert [donors for donors, _ in parties(text)] == [["沐白商会"], ["锦澄集团"]]
