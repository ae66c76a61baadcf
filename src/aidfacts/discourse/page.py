"""Whose page it is: the house that signs it or stands in its title, and whether the page is its ledger of gifts."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.source import Block, BlockKind, Layout, Sentence
from aidfacts.model.span import Span

# A title that accounts for what came in: 接收捐赠情况公示, 捐款芳名; 捐赠仪式 accounts for nothing.
_LEDGER = compile_late(
    r"接收|接受|收到|受赠|收支|鸣谢|致谢|感谢信|芳名|功德(?![会林主])|(?:捐赠|捐款|捐助|募捐|善款|认捐|乐捐|物资)[^,。\n]{0,8}(?:公示|公告|明细|名单|清单|情况|统计|公布|通报)"
)
# What a house gathered among its own for others: 为云沙地震灾区捐款情况通报; 接收云沙地震捐款公示 tells of a house that got it
_FOR_OTHERS = compile_late(
    r"^(?!.*(?:接收|接受|收到|受赠)).*(?:地震|灾区|灾害|洪灾|水灾|洪涝|雪灾|台风|泥石流|疫区|患病|白血病|重病)"
)
# A desk inside a house, which publishes what the house did
_DESK = compile_late(
    r"(?:党委|党政|院|校|行政|综合|院长|校长)?(?:党委|办公室|宣传部|宣传处|新闻中心|编辑部|学工部|团委|组织部)"
)
# A title that accounts for what the house gave: 公益大事记, 社会责任
_CHRONICLE = compile_late(
    r"大事记|(?:年度|工作)(?:工作)?(?:总结|报告|年报)|社会责任|公益(?:行|之路|历程|事业|足迹|慈善|活动|行动|捐赠)"
    r"|回[馈报]社会|履行|爱心足迹|慈善(?:历程|事业|公益|足迹|活动)|发展(?:历程|历史)|光彩事业|企业(?:荣誉|历程|公益)|荣誉与责任"
)
# 锦澄集团简介, 关于锦澄集团: a page of a company tells what it does; one of a school also what others gave it
_ABOUT = compile_late(r"(?:企业|公司|集团)?简介$|^(?:关于|走进)[^,。;的]{2,14}$")
_SCHOOL = compile_late(r"(?<![^,。;\n\s])学校(?=[易迁创始建现占位新原座坐地初][^,。;]{0,6})")
_RUNS_ON = compile_late(r"[,。;]")  # a line that goes on is no title
_HOUSES = frozenset(
    {
        PartyKind.COMPANY,
        PartyKind.GOVERNMENT,
        PartyKind.HOSPITAL,
        PartyKind.NGO,
        PartyKind.OTHER,
        PartyKind.SCHOOL,
    }
)
# 周砚秋,男 | 周砚秋(1950—) | 周砚秋一直; not 周砚秋向学校捐款
_LIFE = compile_late(
    r"[,，(（]|校友[,，]|(?:同志|先生|女士)?(?:是|生于|出生|一直|一生|长期|多年来|自幼|曾任|现任|祖籍|籍贯)"
)
# 【校友名片】|周砚秋, 人物简介:|周砚秋
_CARD = compile_late(r"【[^】\n]{2,8}】|(?:人物|个人|校友|作者|企业家)?(?:简介|名片|小传|档案)[:：]")
# 周砚秋⏎|沐北大学教授、县政协委员: a line with the name alone, above what he is
_HEADS_LIFE = compile_late(
    r"[^\S\n]*\n\s*(?:[男女][,，]|(?:18|19|20)\d\d年[^,。\n]{0,8}(?:生|毕业)"
    r"|[^,。;:\n\d]{2,20}(?:教授|院士|研究员|董事长|总裁|总经理|创始人|会长|主席|委员|代表|校友|侨领|企业家|慈善家|医生|教师)[、,，。(])"
)
_FORMERLY = ("前身为", "前身是", "前身系", "原名", "原称", "初名", "时称")
_SPEAKERS = (PartyKind.COMPANY, PartyKind.NGO)
_DEALT_WITH = ("向", "给", "为", "对", "与", "和", "同", "由", "被", "到", "入", "往", "在", "获", "经")
OPENING = 3  # blocks among which a life opens
SIGNED = 3  # blocks from the end among which a page is signed; the date of signing is one of them
NAMING = 60  # characters of a line that can be a title where the layout found none


_LIVES_ON_GIFTS = compile_late("红十字会|慈善|基金会?$|救助|福利院|敬老院")


@frozen
class Page:
    """
    What the frame of a page tells of its gifts.

    `ledger` are those whose account of gifts received the page is, `chronicle` those whose gifts it tells; both are
    empty for ordinary news. `school` is the one school that the page is about (我校, or the only one named), to which
    its alumni give. `hero` is the person whose life the page tells, `we` the one house that may speak of itself as 我们.
    """

    ledger: tuple[Mention, ...] = ()
    chronicle: tuple[Mention, ...] = ()
    school: tuple[Mention, ...] = ()
    hero: tuple[Mention, ...] = ()
    we: tuple[Mention, ...] = ()

    @property
    def takers(self) -> tuple[Mention, ...]:
        """Those of `ledger` that live on gifts; the list of a 商会 tells what its own people gave to others."""
        return tuple(m for m in self.ledger if _LIVES_ON_GIFTS.search(m.name))


def read_page(
    text: str, layout: Layout, sentences: Mapping[int, Sentence], mentions: Mapping[int, tuple[Mention, ...]]
) -> Page:
    """
    Return whose page it is, as far as its title says that it accounts for gifts.

    禾川县红十字会接收捐赠公示 is a ledger of that society, 锦澄集团公益大事记 a chronicle of what the company gave.
    """
    return evolve(_read(text, layout, sentences, mentions), we=_find_speaker(text, mentions))


def _read(
    text: str, layout: Layout, sentences: Mapping[int, Sentence], mentions: Mapping[int, tuple[Mention, ...]]
) -> Page:
    head = _title(text, layout)
    school = _find_school(text, mentions)
    hero = _find_hero(text, layout, sentences, mentions)
    ledger = _LEDGER.search(head) is not None and not _FOR_OTHERS.search(head)
    if not ledger and not _CHRONICLE.search(head):
        about = _in_title(layout, sentences, mentions) if _ABOUT.search(head) else ()
        firm = tuple(m for m in about if m.kind is PartyKind.COMPANY)
        return Page(school=school, hero=hero, chronicle=firm)
    owner = _signature(layout, sentences, mentions) or _in_title(layout, sentences, mentions)
    if not (owner or ledger):
        owner = _introduced(layout, sentences, mentions)
    return Page(ledger=owner, school=school) if ledger else Page(chronicle=owner, school=school)


def _find_school(text: str, mentions: Mapping[int, tuple[Mention, ...]]) -> tuple[Mention, ...]:
    schools = [m for row in mentions.values() for m in row if m.kind is PartyKind.SCHOOL and m.named]
    schools = [m for m in schools if not _DESK.fullmatch(m.text)]  # 校党委
    own = [m for m in schools if m.anaphor is Anaphor.OWNER and m.text.endswith("校")]
    if own:
        return (own[0],)
    # 前身为青禾书院: what the school was called once
    named = [m for m in schools if m.anaphor is None and not text.endswith(_FORMERLY, 0, m.span.start)]
    if not named and (alone := _SCHOOL.search(text)) is not None:
        # 学校易址新建。…: the page of a school that never names it
        span = Span(*alone.span())
        return (Mention(span, "学校", "学校", PartyKind.SCHOOL, head="学校", anaphor=Anaphor.LAST),)
    longest = max(named, key=lambda m: len(m.name), default=None)
    # 沐白中学 and 明屿市沐白中学 are one; with two schools the page is about neither.
    return (longest,) if longest is not None and all(m.name in longest.name for m in named) else ()


def _find_speaker(text: str, mentions: Mapping[int, tuple[Mention, ...]]) -> tuple[Mention, ...]:
    """Return the only company or society of a page that speaks of 我们, but for those told with whom it has to do: 向县慈善会."""
    if "我们" not in text:
        return ()
    told: dict[str, Mention] = {}
    others: set[str] = set()
    for mention in (m for row in mentions.values() for m in row if m.named and m.kind in _SPEAKERS):
        if mention.anaphor is None:
            told.setdefault(mention.name, mention)
        if text[mention.span.start - 1 : mention.span.start] in _DEALT_WITH:
            others.add(mention.name)
    left = [m for name, m in told.items() if name not in others]
    longest = max(left, key=lambda m: len(m.name), default=None)
    return (longest,) if longest is not None and all(m.name in longest.name for m in left) else ()


def _find_hero(
    text: str, layout: Layout, sentences: Mapping[int, Sentence], mentions: Mapping[int, tuple[Mention, ...]]
) -> tuple[Mention, ...]:
    """Return the person with whom one of the first paragraphs opens as a life does: 周砚秋,1950年生; 周砚秋一直热心公益."""
    body = [at for at, block in enumerate(layout.blocks) if block.kind is not BlockKind.FURNITURE][:OPENING]
    for at in sorted(mentions):
        if sentences[at].block not in body:
            continue
        for mention in [m for m in mentions[at] if m.named][:1]:
            start = layout.blocks[sentences[at].block].span.start
            opens = mention.span.start == start or _CARD.fullmatch(text, start, mention.span.start)
            lives = _LIFE.match(text, mention.span.end) or _HEADS_LIFE.match(text, mention.span.end)
            if opens and mention.kind is PartyKind.PERSON and mention.named and lives:
                return (mention,)
    return ()


def _first(layout: Layout) -> int | None:
    return next((at for at, block in enumerate(layout.blocks) if block.kind is not BlockKind.FURNITURE), None)


def _title(text: str, layout: Layout) -> str:
    if layout.title is not None:
        return layout.title.cut(text)
    at = _first(layout)
    line = layout.blocks[at].span.cut(text) if at is not None and at + 1 < len(layout.blocks) else ""
    return line if len(line) <= NAMING and not _RUNS_ON.search(line) else ""


def _signature(
    layout: Layout, sentences: Mapping[int, Sentence], mentions: Mapping[int, tuple[Mention, ...]]
) -> tuple[Mention, ...]:
    if layout.owner is not None:
        inside = _within(layout.owner, mentions)
        if inside:
            return inside[-1:]
    blocks = {at for at, block in enumerate(layout.blocks) if block.kind is not BlockKind.FURNITURE}
    last = sorted(blocks)[-SIGNED:]
    for at in sorted(mentions, reverse=True):
        if sentences[at].block not in last:
            break
        if sentences[at].block == _first(layout):
            break
        block: Block = layout.blocks[sentences[at].block]
        whole = [m for m in mentions[at] if _is_house(m) and len(block.span) - len(m.span) <= 2]
        if whole:
            return (whole[0],)
    return ()


def _in_title(
    layout: Layout, sentences: Mapping[int, Sentence], mentions: Mapping[int, tuple[Mention, ...]]
) -> tuple[Mention, ...]:
    first = _first(layout)
    title = layout.title or (layout.blocks[first].span if first is not None else None)
    return _within(title, mentions)[:1] if title is not None else ()


def _introduced(
    layout: Layout, sentences: Mapping[int, Sentence], mentions: Mapping[int, tuple[Mention, ...]]
) -> tuple[Mention, ...]:
    """Return the company with which one of the first paragraphs opens: 锦澄科技热心公益。"""
    body = [at for at, block in enumerate(layout.blocks) if block.kind is not BlockKind.FURNITURE][:OPENING]
    for at in sorted(mentions):
        if sentences[at].block in body:
            for mention in mentions[at][:1]:
                opens = mention.span.start == layout.blocks[sentences[at].block].span.start
                if opens and mention.named and mention.kind is PartyKind.COMPANY:
                    return (mention,)
    return ()


def _within(span: Span, mentions: Mapping[int, tuple[Mention, ...]]) -> tuple[Mention, ...]:
    return tuple(m for row in mentions.values() for m in row if _is_house(m) and m.span in span)


def _is_house(mention: Mention) -> bool:
    fund = mention.kind is PartyKind.PROJECT and mention.name.rstrip("”").endswith("基金")
    return mention.named and (fund or mention.kind in _HOUSES) and not _DESK.fullmatch(mention.text)
