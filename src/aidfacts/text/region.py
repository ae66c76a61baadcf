"""Tells whose money a bare 元 is on a page."""

from __future__ import annotations

import re
from collections import Counter

from aidfacts.lexicon import cache, join_words, read_table
from aidfacts.model.source import Script, Source

HOME = "CNY"
# A sum of the mainland beside others, and the provinces: a page that names more of them is no page of the three.
_MAINLAND = re.compile(
    "人民币|内地|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州"
    "|云南(?!路)|西藏|陕西|甘肃|青海|宁夏|新疆|北京|天津|上海"
)

# 三亿(港币,下同): the page says itself what its bare sums are
_SAME_BELOW = re.compile(
    r"[(（](?:单位:?)?(?P<word>[^()（）,，、;\d]{1,6})[,，、;]? ?(?:以下同|下同|后同)[)）,，;；]"
)


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["word"]: row["currency"] for row in read_table("regions")}
    return re.compile(join_words(rows)), rows


def find_currency(source: Source) -> str:
    """
    Return the ISO 4217 code of a bare 元 on the page: of Hong Kong, Macau or Taiwan where it belongs there.

    Script alone does not tell that (overseas pages, mainland pages in traditional script): the page must name the
    region, and at least as often as provinces of the mainland. What the page says itself goes first: 50万元(人民币,下同).

    Source: data/regions.tsv; "Amounts" in docs/facts.md.
    """
    told = _SAME_BELOW.search(source.text) if "下同" in source.text or "后同" in source.text else None
    codes = {row["word"]: row["code"] for row in read_table("currencies")} if told else {}
    if told is not None and told["word"] in codes:
        return codes[told["word"]]
    if source.script is not Script.TRADITIONAL:
        return HOME
    pattern, rows = _words()
    named = Counter(rows[match.group()] for match in pattern.finditer(source.text))
    if not named:
        return HOME
    # The first told wins a tie: a masthead stands at the top.
    currency, times = named.most_common(1)[0]
    return currency if times >= sum(1 for _ in _MAINLAND.finditer(source.text)) else HOME
