"""To whom an occasion of giving goes, of which the givers and their gifts are told behind: 向岚溪灾区捐赠仪式, 基金会成立大会."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span, last_of

# 向岚溪灾区捐赠仪式, 走进北塘村开展爱心捐助活动: the givers come behind
_OCCASION = compile_late(r"(?:捐[赠款资助献书]|赠书|赈灾|义卖|募捐)[^,。;]{0,6}(?:仪式|典礼|大会|活动|晚会)")
# 为帮助|患病的学生周小禾|,学校发起了募捐; 为修建|北塘村|水渠,村民踊跃捐款
_TO_AID = compile_late(
    r"为了?(?:帮助|救助|救治|挽救|拯救|支援|支持|资助|(?:[修新扩改兴重筹翻]|修?)建|重修|修缮|维修|改造|改善|硬化)"
)
_ASKED_FOR = compile_late(
    r"[^,。;]{0,12},[^。;]{0,30}?(?:募捐|捐款|捐资|捐物|筹款|解囊|倡议|义卖|献爱心|伸出援手)[^。;\d]{0,10}[。;]"
)
# 沐白教育基金会|成立大会上, “砚秋助学基金”|正式启动; not 沐白教育基金会|成立于2011年
_FOUNDING = compile_late(
    r"”?(?:正式|今[日天]|昨[日天]|日前|近日|隆重|宣[告布])*(?:成立|启动|揭牌|设立|创立)(?!于|以来|之初|至今|后|[一二两三四五六七八九十\d]+周?年|的)"
)
# 发起成立|砚秋基金会|,得到会员企业积极响应
# 云泽寺|大殿修缮工程启动以来, 沐白小学|食堂重建工程开工: what is given there is for it
_WORKS_BEGIN = compile_late(
    r"[^,。;、]{0,6}?(?:修缮|重建|扩建|重修|维修|修复|改造|兴建)(?:工程|项目)(?:正式|全面)?(?:启动|开工|动工|奠基)"
)
# 祝愿|受灾群众|早日渡过难关: for whom those told beside it gave
_WISHES = compile_late(r"(?:祝愿|祝福|希望|衷心希望|愿|期盼|祈愿|祈祷|盼望|让|帮助)(?:广大|所有|当地)?$")
_WELL = compile_late(
    r"[^,。;]{0,6}(?:早日|尽快|尽早|共同)(?:能够?)?(?:渡过|度过|走出|战胜|克服|重建|恢复|康复|脱离)"
)
# 与|汤加教育部|举行物资交接仪式: to whom things are handed over there
_HANDED_OVER = compile_late(
    r"[^,。;、]{0,8}(?:举行|举办)[^,。;、]{0,8}(?:捐赠|交接|赠送|移交)[^,。;]{0,4}仪式"
)
_SETS_UP = compile_late(r"(?:成立|设立|创立|筹建|筹备|创建|组建|建立)了?“?$")
_ANSWERED = compile_late(r"”?,[^。;]{0,16}?(?:捐款|认捐|捐资|解囊|响应|捐赠)[^。;]{0,6}(?=[。;])")
MAX_SETS_UP = 8  # characters of a verb of founding before the name of a fund
_STRUCK = (PartyKind.GROUP, PartyKind.PLACE)
_NEEDY = (PartyKind.PERSON, PartyKind.PLACE, PartyKind.SCHOOL, PartyKind.HOSPITAL)


def cause_of(
    text: str, sentence: Span, mentions: Sequence[Mention], helped: Sequence[Mention], *, gives: bool
) -> tuple[Mention, ...]:
    """
    Return to whom all give at the occasion that a sentence tells of.

    *helped* are those whom it tells to be helped or visited; *gives* is True where it holds a word of giving.
    """
    occasion = gives or _OCCASION.search(text, sentence.start, sentence.end) is not None
    cause = tuple(m for m in helped if _may_be_cause(m)) if occasion else ()
    cause = cause or tuple(m for m in mentions if _is_handed_over_to(text, m))[-1:]
    return cause or tuple(m for m in mentions if _is_held_for(text, sentence, m))[-1:]


def founded_in(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the fund that is set up at the occasion that a sentence tells of, or the house that work begins on."""
    return tuple(
        m for m in mentions if _is_founded(text, m) or _is_worked_on(text, m) or _is_wished_well(text, m)
    )[-1:]


def _is_founded(text: str, fund: Mention) -> bool:
    """Tell whether a fund is set up at the occasion told, to which those told behind pay in."""
    if not fund.named or not fund.name.strip("“”").endswith(("基金", "基金会")):
        return False
    start, end = fund.span.start, fund.span.end
    if _FOUNDING.match(text, end) is not None:
        return True
    sets_up = _SETS_UP.search(text, max(0, start - MAX_SETS_UP), start)
    return sets_up is not None and _ANSWERED.match(text, end) is not None


def _is_worked_on(text: str, house: Mention) -> bool:
    """Tell whether a house is one that work begins on: 云泽寺|修缮工程启动."""
    gives = house.kind in (PartyKind.PERSON, PartyKind.COMPANY, PartyKind.PROJECT)
    return house.named and not gives and _WORKS_BEGIN.match(text, house.span.end) is not None


def _is_wished_well(text: str, struck: Mention) -> bool:
    """Tell whether people are wished well whom a disaster struck: 大家祝愿|受灾群众|早日走出困境."""
    if struck.kind not in _STRUCK or _WELL.match(text, struck.span.end) is None:
        return False
    return _WISHES.search(text, max(0, struck.span.start - MAX_SETS_UP), struck.span.start) is not None


def _is_held_for(text: str, sentence: Span, mention: Mention) -> bool:
    """Tell whether people are asked to give for somebody, or for what he lacks: 为帮助患病的|周小禾|,学校发起募捐."""
    if not mention.named or mention.kind not in _NEEDY:
        return False
    clause = max(sentence.start, last_of(text, ",。;:!?\n", mention.span.start) + 1)
    return (
        _TO_AID.match(text, clause, mention.span.start) is not None
        and _ASKED_FOR.match(text, mention.span.end, sentence.end) is not None
    )


def _is_handed_over_to(text: str, party: Mention) -> bool:
    """Tell whether somebody holds a ceremony with a party at which things are handed over to it."""
    with_whom = party.named and text.endswith(("与", "和", "同"), 0, party.span.start)
    return with_whom and _HANDED_OVER.match(text, party.span.end) is not None


def _may_be_cause(mention: Mention) -> bool:
    """Tell whether a party may be the one to whom all give; a project is no one, but a fund is paid into."""
    return mention.named and (
        mention.kind is not PartyKind.PROJECT or mention.name.strip("“”").endswith("基金")
    )
