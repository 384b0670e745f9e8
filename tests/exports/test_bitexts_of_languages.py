"""What is written of a text with translations into all languages is read again as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from texts import document

from align.bitexts import BY_SUFFIX, read_bitexts
from align.languages import Language, languages
from align.model import JointBead, Multitext
from align.uniting import unite
from exports.beads import bead_texts
from exports.registry import BITEXT_FORMATS, Format, bitext_writer

READ = [form for form in BITEXT_FORMATS.values() if form.suffix in BY_SUFFIX]
#: Three sentences in each language; the second is missing in every other translation.
SIDES = tuple(
    document(each, *(f"{each.profile.own_name} {number}" for number in "123"))
    for each in languages()
)
SEVERAL = Multitext(
    SIDES,
    tuple(
        JointBead(
            tuple(() if number == 1 and place % 2 else (number,) for place in range(len(SIDES))),
            0.5 + number / 10,
        )
        for number in range(3)
    ),
)


@pytest.mark.parametrize("form", READ, ids=[form.name for form in READ])
def test_a_text_with_translations_into_all_languages_comes_back(
    form: Format, tmp_path: Path
) -> None:
    path = tmp_path / f"text{form.suffix}"
    with path.open("wb") as stream:
        bitext_writer(form.name).write(SEVERAL, stream)
    bitexts = read_bitexts(str(path))
    assert bitexts is not None
    again = unite(bitexts)
    assert [side.language for side in again.sides] == [*languages()]
    assert [bead_texts(again, bead) for bead in again.beads] == [
        bead_texts(SEVERAL, bead) for bead in SEVERAL.beads
    ]
    assert [bead.score for bead in again.beads] == [bead.score for bead in SEVERAL.beads]


def test_the_order_of_the_columns_is_kept_where_no_text_is_chinese(tmp_path: Path) -> None:
    sides = tuple(document(Language(code), f"{code} 1") for code in ("ru", "fr", "en"))
    path = tmp_path / "text.tsv"
    with path.open("wb") as stream:
        texts = Multitext(sides, (JointBead(((0,), (0,), (0,)), 0.9),))
        bitext_writer("tsv").write(texts, stream)
    bitexts = read_bitexts(str(path))
    assert bitexts is not None
    assert [str(side.language) for side in unite(bitexts).sides] == ["ru", "fr", "en"]
