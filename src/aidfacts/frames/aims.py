"""Tells who stands in a clause that only says what an act is for, or upon what somebody acts."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.model.mention import Mention
from aidfacts.model.span import last_of

# 近日,|为关爱女童成长,|激励|女童自强不息,锦澄集团…: what else an act is for, told behind the first aim
_FIRST_AIM = compile_late(r"(?:[^,。;]{0,24}[,:)】\s])?为(?![期何止首主])")
_FURTHER_AIM = compile_late(
    r"(?:并|进一步|切实|不断|更好地?|有效|充分|真正|积极|大力|努力|共同)*(?:激励|激发|鼓励|引导|让|使|帮助|帮扶|解决|助力|增进|增强|传递|传播|改善|推动|推进|促进|营造|培养|缓解|减轻|提升|提高|关爱|关心"
    r"|支持|丰富|满足|保障|打造|凝聚|动员|团结|发挥|展示|表达|体现|感谢|弘扬|倡导|落实|做好|搭建|确保|维护|拓宽|加强|深化|送|圆|温暖|扶持|救助|拉近|密切|畅通|巩固|回报|回馈|感恩|形成|实现|破解|守护|践行)"
)


def is_aimed_at(text: str, mention: Mention) -> bool:
    """Tell whether a party stands in a clause that only tells what for or upon what: 为做好|困难群众|慰问工作, 得知|北塘村|受灾,锦澄集团…"""
    start = last_of(text, ",。;!?\n", mention.span.start) + 1
    if text.startswith(("为", "得知", "获悉", "听说", "了解到", "看到"), start):
        return True
    opens = last_of(text, "。;!?\n", mention.span.start) + 1
    return (
        not mention.named
        and _FURTHER_AIM.match(text, start, mention.span.start) is not None
        and _FIRST_AIM.match(text, opens, start) is not None
    )
