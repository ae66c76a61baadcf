"""Tells who only speaks, thanks or looks on at what others do, and of which house a sentence only says what it is."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.model.mention import Mention

# What is done at the ceremony of others; a title and a name may stand before it: 岚溪小学|校长何映雪致欢迎辞
_AT_CEREMONY = compile_late(
    r"[^,。;:!?\n]{0,16}?(?:"
    r"致(?:欢迎|答?谢|开幕|贺)?[辞词]|致谢|讲话|[发表]言|[主支]持(?:了)?[^,。;]{0,8}(?:仪式|活动|会)|介绍|表示|说(?![服明])|告诉|坦言|感慨|[感激]动|激动|热泪|泪[水花]|笑容|微笑"
    r"|感[谢激]|谢意|肯定|赞扬|称赞|点赞|祝[贺愿福]|欢迎|接待|勉励|鼓励|叮嘱|嘱咐|希望|要求|强调|指出|认为|回顾|回忆|讲述|分享|讲解|汇报|宣[读布]|朗[读诵]|宣誓"
    r"|承诺|签[署收字]|(?:主办|承办|协办)(?=[,。;]|$)|(?:采访|报道)(?=[,。;了]|$)|清点|合影|交谈|座谈|攀谈|[拉唠]家常|嘘寒问暖|聊天|谈心|询问|叮嘱|问候|表演|演唱|演奏|演出|起舞|游戏|红领巾|颁发|授予|敬献|献花|献上|回赠|锦旗|证书|出席|参加|列席|陪同|见证|观看|参观|带领大家"
    r"|(?:接受|接收|接过|领取|领到|签收)[^,。;]{0,8}(?:捐赠|赠|物资|善款|爱心|书|[。,;]|$)"
    r")"
)
# The row of those who attend: 县委书记周立群、县长何映雪,锦澄集团董事长陈立新等出席仪式
_ATTENDS = compile_late(
    r"[^。;!?\n捐赠送给走到赴看慰]{0,120}(?:出席|参加|参与|列席|陪同|见证)(?:了|此次|本次)?[^,。;]{0,12}(?:仪式|活动|会|座谈|签约|揭牌|参加|[,。;]|$)"
)
# 参加捐赠仪式的领导有:县教育局局长何映雪、
_ROLL = compile_late(
    r"(?:出席|参加|参与|到场|莅临|见证)[^,。;!?\n]{0,16}的[^,。;!?\n]{0,8}(?:还?有|是|包括)[:]?[^。;!?\n]{0,60}$"
)
_LED = compile_late(r"(?:带领|率领|率|组织|携|派出|选派)[^,。;]{0,8}$")
_COMES = compile_late(r"(?:一行)?[^,。;]{0,6}(?:来到|走进|前往|赶到|走访|看望|慰问|深入)")
MAX_LED = 16  # characters of a verb of leading, and of whose people they are
MAX_ROLL = 90  # characters of a row of those who attend
# 走访慰问了老领导、|女企业家|代表等20户: who stands in the row behind is visited
_CALLS_ON = compile_late(
    r"(?:走访|看望|慰问|探望|探访)+了?(?!活动|金|品|组|团|小组|中|时)[^,。;!?\n送捐发]{0,60}$"
)
_CALLER = compile_late(r"(?:(?!(?:走访|看望|慰问|探望|探访)了?)[^,。;:]){0,12}")
MAX_ROW = 70  # characters of such a row
# What a house of care is, told beside what others do for it: 该校位于大山深处; 岚溪小学建于1958年
_CARED_FOR = compile_late(
    r"(?:小学|中学|学校|幼儿园|教学点|卫生院|医院|敬老院|福利院|养老院|[校园院村镇乡]|社区)$"
)
_DESCRIBED = compile_late(
    r"(?:地处|位于|坐落|[始创兴]?[建办]于|建校|创[建办立]|成立|占地|现[有址]|共有|有[\d学在教师近多两三百]|是[一我全该]|属于?|距离?|离|前身|下辖|辖|毗邻|条件|因|由于|缺|海拔|虽然|办学)"
)


def looks_on(text: str, mention: Mention) -> bool:
    """Tell whether the words behind a party only say what it does at the act of others."""
    start, end = mention.span.start, mention.span.end
    if _ROLL.search(text, max(0, start - MAX_ROLL), start):
        return True
    return _AT_CEREMONY.match(text, end) is not None or _ATTENDS.match(text, end) is not None


def is_described(text: str, mention: Mention) -> bool:
    """Tell whether the words behind a house of care, or a place, only say what it is."""
    return (
        _CARED_FOR.search(mention.text) is not None and _DESCRIBED.match(text, mention.span.end) is not None
    )


def comes_with(text: str, people: Mention) -> bool:
    """Tell whether people without a name are led to those who are visited, or come there: 红十字会的|工作人员|来到县福利院."""
    start, end = people.span.start, people.span.end
    led = _LED.search(text, max(0, start - MAX_LED), start)  # 董事长带领|公司志愿服务队|走进小学
    return led is not None or _COMES.match(text, end) is not None


def caller_on(text: str, start: int, people: Mention, before: Sequence[Mention]) -> Mention | None:
    """
    Return who of those *before*, from *start*, calls on *people*, who stand in the row of those called on; None where they do not.

    县妇联|走访慰问了老领导、|女企业家|代表等20户,送去慰问金: she is one of those who get it.
    """
    row = _CALLS_ON.search(text, max(start, people.span.start - MAX_ROW), people.span.start)
    if row is None or people.span.start == row.start():
        return None
    callers = [m for m in before if start <= m.span.start and m.span.end <= row.start() and m.named]
    caller = callers[-1] if callers else None
    near = caller is not None and _CALLER.fullmatch(text, caller.span.end, row.start())
    return caller if near else None
