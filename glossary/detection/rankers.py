"""The models that detection bounds and ranks candidates with."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.detection.chinese.joints import Joints, shipped_joints
from glossary.detection.chinese.memory import Memory, shipped_memory
from glossary.detection.english.spans import SpanModel, shipped_spans
from glossary.ranking import Model, model
from glossary.ranking.axes import Axes, shipped_axes


@dataclass(frozen=True, slots=True)
class Rankers:
    """The models that extraction ranks with.

    Attributes:
        joints: bounds the forms of Chinese texts.
        memory: what is remembered of terms elsewhere.
        chinese: judges these forms.
        bilingual: judges them with their renderings.
        axes: along which it is told what they are about.
        english: judges English phrases.
        runs: chooses these phrases.
    """

    joints: Joints
    memory: Memory
    chinese: Model
    bilingual: Model
    axes: Axes
    english: Model
    runs: SpanModel


def shipped() -> Rankers:
    """The models in the package."""
    return Rankers(
        shipped_joints(),
        shipped_memory(),
        model("chinese"),
        model("bilingual"),
        shipped_axes(),
        model("english"),
        shipped_spans(),
    )
