"""Fields: which of their texts an editor wrote, and which Word computes again.

A complex field spans runs and even paragraphs: ``begin``, its code, ``separate``, its result, ``end``; fields nest.
"""

from typing import Final, NamedTuple

from lxml import etree

from retranslate.formats.docx.names import w

CHAR, CODE, DELETED_CODE, SIMPLE = w("fldChar"), w("instrText"), w("delInstrText"), w("fldSimple")
_TYPE, _INSTRUCTION = w("fldCharType"), w("instr")
WRITTEN: Final = frozenset(("HYPERLINK", "QUOTE", "FORMTEXT", "PRIVATE"))  # results that are an editor's own words


class Field(NamedTuple):
    """An open field: its instruction so far, and whether its result has begun."""

    instruction: str = ""
    result: bool = False

    @property
    def computed(self) -> bool:
        """Whether Word computes the result again, so that an edit of it would not last."""
        return name(self.instruction) not in WRITTEN


def name(instruction: str) -> str:
    """The field's name: the first word of its instruction."""
    return instruction.split(None, 1)[0].upper() if instruction.strip() else ""


def step(open_fields: tuple[Field, ...], element: etree._Element) -> tuple[Field, ...]:
    """The open fields after ``element``, a field character or a piece of a field's code."""
    if element.tag in (CODE, DELETED_CODE):
        if not open_fields or open_fields[-1].result:
            return open_fields
        return (*open_fields[:-1], Field(open_fields[-1].instruction + (element.text or "")))
    kind = element.get(_TYPE)
    if kind == "begin":
        return (*open_fields, Field())
    if kind == "separate" and open_fields:
        return (*open_fields[:-1], Field(open_fields[-1].instruction, result=True))
    if kind == "end":
        return open_fields[:-1]
    return open_fields


def simple(element: etree._Element) -> Field:
    """The field that a ``w:fldSimple`` is."""
    return Field(element.get(_INSTRUCTION, ""), result=True)
