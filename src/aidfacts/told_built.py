"""What the sentences before say was opened or finished: the thing that the money of a giver has built."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Item
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_BUILT = "大楼|[楼馆桥路堂亭场站室渠塔井坝园舍院]|课堂|教室|路灯"
# 沐白中学|“见山楼”|昨日落成, 北塘村|文化广场|近日启用
_OPENED = compile_late(
    rf"(?:“(?P<named>[^“”,。;]{{2,14}})”|(?P<name>[^,。;:“”的\d]{{1,16}}(?:{_BUILT})))(?:项目|工程|建设项目)?"
    r"(?:[^,。;捐赠由]{0,8}?)(?:落成|启用|竣工|建成|通车|揭牌|投用|投入使用|交付|奠基|开工|动工|通水|供水|开馆|开园)"
)
# 该楼建筑面积…, 大桥全长…, 项目总投资…: what the sentence of the gift goes on about
_GOES_ON = compile_late(
    rf"(?:据(?:了解|悉|介绍),?)?(?:(?:该|这|此|新)[座栋条所个处口]?(?P<head>{_BUILT})|(?P<bare>大[楼桥]|[广操]场|公路|校舍|食堂)(?=总|全|占|建|由|长|共)"
    r"|(?:该|这个|此|整个)?(?:项目|工程)(?=总|全|占|建|由|共|计划|概算)|(?:总投资|总造价|总工程款))"
)
MAX_OPENED = 200  # characters between what was opened and the gift that built it
_KINDS = (FrameKind.GIVE, FrameKind.FUND)


def with_opened(text: str, frame: Frame, paragraph: int, mentions: Iterable[Mention]) -> Frame:
    """
    Return *frame*, of which only a sum is told, with the building that its paragraph, from *paragraph*, goes on about.

    沐白中学“见山楼”昨日落成。该楼总投资820万元,由周砚秋捐资500万元: the building, and its house where nobody else gets it.
    """
    objects = frame.objects
    if frame.kind not in _KINDS or objects is None or objects.amount is None or objects.items:
        return frame
    goes_on = _GOES_ON.match(text, frame.sentence)
    if goes_on is None:
        return frame
    every = [*_OPENED.finditer(text, max(paragraph, frame.sentence - MAX_OPENED), frame.sentence)]
    if not every:
        return frame
    opened = every[-1]
    name = Span(*opened.span("named" if opened["named"] else "name"))
    owners = [m for m in mentions if m.named and m.span.start < name.end and name.start <= m.span.end + 1]
    if owners and owners[-1].span.end > name.start:
        name = Span(min(owners[-1].span.end, name.end), name.end)
    head = (goes_on["head"] or goes_on["bare"] or "")[-1:]
    if len(name) < 2 or not name.cut(text).endswith(head):
        return frame
    built = evolve(objects, items=(Item(name.cut(text), name.cut(text), name),))
    recipients = frame.recipients or tuple(m for m in owners[-1:] if m not in frame.donors)
    return evolve(frame, objects=built, recipients=recipients).because("objects/opened")
