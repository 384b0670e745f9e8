"""A glossary kept under git: what two people do to it meets without loss."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from entries import AWKWARD, FULL, SPOKEN
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError, OutputError
from align.languages import languages
from align.model import Language
from align.normalise import normalised
from align.text import storable
from exports.git import entry, places
from exports.git.reading import import_folder, lines
from exports.git.writing import export_folder
from glossary.model import Concept, ConceptStatus, Definition, Kind, Term, TermStatus
from glossary.store import Glossary
from glossary.store.changing.importing import BadLinesError
from glossary.store.changing.joining import merge
from glossary.store.changing.judging import Fate
from glossary.store.changing.workflow import decide

ZH, EN = Language.ZH, Language.EN


@pytest.fixture
def glossary(tmp_path: Path) -> Iterator[Glossary]:
    with Glossary.open(str(tmp_path / "mine.sqlite")) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "terms"


def plain(number: int, note: str = "") -> Concept:
    terms = (Term(ZH, f"三首{number}"), Term(EN, f"firsts {number}"))
    return Concept(f"cabcdefghijklmno{number}", terms, note=note)


def exported(glossary: Glossary, folder: Path, **how: bool) -> int:
    return export_folder(glossary, glossary.concepts(), folder, **how)


def contents(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in places.files(folder)}


def the_file(folder: Path, concept: Concept) -> Path:
    return folder / places.path_of(concept.id)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("concept", [FULL, SPOKEN, plain(1)], ids=["full", "ten", "plain"])
def test_a_concept_comes_back_whole_but_for_its_revision(concept: Concept) -> None:
    content = entry.written(concept)
    assert entry.read(content) == (replace(concept, revision=0), 0)
    assert entry.written(replace(concept, revision=99)) == content


@pytest.mark.parametrize("text", AWKWARD.values(), ids=list(AWKWARD))
def test_any_text_comes_back(text: str) -> None:
    concept = Concept(
        "c",
        (Term(ZH, text, source=text, note=text),),
        definitions=(Definition(EN, text, text, members=(text, text)),),
        note=text,
        subject=text,
    )
    said, _ = entry.read(entry.written(concept))
    assert (said.note, said.subject) == (storable(text), storable(text))
    assert said.definitions[0].members == (storable(text), storable(text))
    assert normalised(said.terms[0].text) == normalised(storable(text))


@given(st.text(), st.text())
def test_any_note_and_source_come_back(note: str, source: str) -> None:
    concept = Concept("c", (Term(ZH, "三首", source=source),), note=note)
    said, _ = entry.read(entry.written(concept))
    assert (said.note, said.terms[0].source) == (storable(note), storable(source))


def edits() -> list[tuple[str, Concept]]:
    """Changes of one field each, by the field."""
    terms = [
        (
            f"terms {language}",
            replace(FULL, terms=(*FULL.terms, Term(language, "a new one", TermStatus.ADMITTED))),
        )
        for language in languages()
    ]
    return [
        *terms,
        ("status of a term", with_term(0, status=TermStatus.ADMITTED)),
        ("note on a term", with_term(0, note="formal")),
        ("source of a term", with_term(0, source="国务院")),
        ("note on the last term", with_term(-1, note="old")),
        ("definitions", replace(FULL, definitions=(*FULL.definitions, Definition(ZH, "新的。")))),
        ("members", with_members("one", "two")),
        ("contexts", replace(FULL, contexts=FULL.contexts[1:])),
        ("relations", replace(FULL, relations=FULL.relations[1:])),
        ("note", replace(FULL, note="line one\nline two")),
        ("subject", replace(FULL, subject="trade")),
        ("kind", replace(FULL, kind=Kind.SLOGAN)),
        ("status", replace(FULL, status=ConceptStatus.REJECTED)),
        ("score", replace(FULL, score=0.5)),
        ("frequency", replace(FULL, frequency=77)),
    ]


def with_term(place: int, **changes: Any) -> Concept:
    terms = list(FULL.terms)
    terms[place] = replace(terms[place], **changes)
    return replace(FULL, terms=tuple(terms))


def with_members(*members: str) -> Concept:
    first, *others = FULL.definitions
    return replace(FULL, definitions=(replace(first, members=members), *others))


def merged(tmp_path: Path, mine: Concept, theirs: Concept) -> tuple[int, bytes]:
    """What git makes of two changed files: how many conflicts, and the file."""
    for name, concept in {"base": FULL, "mine": mine, "theirs": theirs}.items():
        (tmp_path / name).write_bytes(entry.written(concept))
    command = ["git", "merge-file", "-p", "mine", "base", "theirs"]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    return answer.returncode, answer.stdout


def test_branches_that_changed_different_fields_never_conflict(tmp_path: Path) -> None:
    changes = edits()
    wrong = []
    for place, (one, mine) in enumerate(changes):
        for other, theirs in changes[place + 1 :]:
            conflicts, content = merged(tmp_path, mine, theirs)
            if conflicts or entry.written(entry.read(content)[0]) != content:
                wrong.append((one, other))
    assert wrong == []


def test_a_field_that_both_changed_conflicts_on_its_lines_and_is_refused_by_them(
    tmp_path: Path,
) -> None:
    ours = replace(FULL, subject="trade", note="ours")
    conflicts, content = merged(tmp_path, ours, replace(FULL, subject="trade", note="theirs"))
    text = content.decode()
    between = text[text.index("<<<<<<<") : text.index(">>>>>>>")]
    assert conflicts == 1
    assert between.splitlines()[1:-1] == ['note = "ours"', "======="]
    line = text[: text.index("<<<<<<<")].count("\n") + 1
    with pytest.raises(InputError, match=rf"two versions .* \(line {line}\)"):
        entry.read(content)


def test_what_has_not_changed_is_not_touched(glossary: Glossary, folder: Path) -> None:
    glossary.save_all([replace(FULL, revision=0), *map(plain, range(300))], who="Li")
    assert exported(glossary, folder) == 301
    before = contents(folder)
    inodes = {path: (folder / path).stat().st_ino for path in before}
    changed = glossary.save(replace(glossary.concept(plain(7).id), note="new"), who="Li")
    exported(glossary, folder)
    after = contents(folder)
    assert {path for path in before if before[path] != after[path]} == {places.path_of(changed.id)}
    assert {path for path in inodes if (folder / path).stat().st_ino != inodes[path]} == {
        places.path_of(changed.id)
    }


def test_another_glossary_that_takes_the_folder_in_writes_the_same_bytes(
    glossary: Glossary, folder: Path, tmp_path: Path
) -> None:
    glossary.save_all([replace(FULL, revision=0), *map(plain, range(20))], who="Li")
    decide(glossary, [plain(3).id], ConceptStatus.REJECTED, who="Li", why="")
    exported(glossary, folder)
    before = contents(folder)
    with Glossary.open(str(tmp_path / "theirs.sqlite")) as theirs:
        assert import_folder(theirs, folder, who="Wang").added == 21
        exported(theirs, folder)
        assert theirs.concept(plain(3).id).status is ConceptStatus.REJECTED
    assert contents(folder) == before


def test_edits_in_the_folder_and_in_the_glossary_meet(glossary: Glossary, folder: Path) -> None:
    stored = glossary.save(plain(1), who="Li")
    exported(glossary, folder)
    edit(the_file(folder, stored), 'note = ""\n\nstatus', 'note = "from git"\n\nstatus')
    glossary.save(replace(stored, subject="industry"), who="Li")
    report = import_folder(glossary, folder, who="Wang")
    both = glossary.concept(stored.id)
    assert (report.changed, both.note, both.subject) == (1, "from git", "industry")
    assert import_folder(glossary, folder, who="Wang").unchanged == 1
    exported(glossary, folder)
    (line,) = lines(folder)
    assert line.concept == replace(both, revision=0)


def test_a_file_that_is_edited_again_before_an_export_is_an_edit_of_what_it_said(
    glossary: Glossary, folder: Path
) -> None:
    stored = glossary.save(plain(1), who="Li")
    exported(glossary, folder)
    glossary.save(replace(stored, subject="industry"), who="Li")
    for old, new in (("firsts 1", "first ones"), ("first ones", "first things")):
        edit(the_file(folder, stored), old, new)
        report = import_folder(glossary, folder, who="Wang")
        both = glossary.concept(stored.id)
        assert (report.changed, report.conflicts, both.subject) == (1, 0, "industry")
        assert [term.text for term in both.terms] == ["三首1", new]


def test_counts_of_a_file_that_is_taken_in_twice_are_added_once(
    glossary: Glossary, folder: Path
) -> None:
    stored = glossary.save(replace(plain(1), frequency=10), who="Li")
    exported(glossary, folder)
    edit(the_file(folder, stored), "frequency = 10", "frequency = 12")
    glossary.save(replace(stored, frequency=15), who="Li")
    reports = [import_folder(glossary, folder, who="Wang") for _ in range(2)]
    assert [(report.changed, report.unchanged) for report in reports] == [(1, 0), (0, 1)]
    assert glossary.concept(stored.id).frequency == 17


def test_a_file_written_by_hand_that_was_taken_in_does_not_take_back_what_came_later(
    glossary: Glossary, folder: Path
) -> None:
    exported(glossary, folder)
    path = the_file(folder, plain(1))
    path.parent.mkdir()
    path.write_bytes(b"# by hand\n" + entry.written(plain(1)))
    import_folder(glossary, folder, who="Wang")
    glossary.save(replace(glossary.concept(plain(1).id), note="ours"), who="Li")
    edit(path, 'subject = ""', 'subject = "industry"')
    import_folder(glossary, folder, who="Wang")
    both = glossary.concept(plain(1).id)
    assert (both.note, both.subject) == ("ours", "industry")


def test_a_file_that_was_skipped_is_not_written_over(glossary: Glossary, folder: Path) -> None:
    stored = glossary.save(plain(1), who="Li")
    exported(glossary, folder)
    edit(the_file(folder, stored), '"三首1"', '"only letters"')
    assert import_folder(glossary, folder, who="Li", skip_bad=True).faults
    with pytest.raises(OutputError, match="1 file edited and not imported"):
        exported(glossary, folder)


def test_each_glossary_has_its_own_base_however_its_path_is_typed(
    glossary: Glossary, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = glossary.save(plain(1), who="Li")
    exported(glossary, folder)
    with Glossary.open(str(tmp_path / "theirs.sqlite")) as theirs:
        import_folder(theirs, folder, who="Wang")
    glossary.save(replace(stored, note="ours"), who="Li")
    monkeypatch.chdir(tmp_path)
    with Glossary.open("mine.sqlite") as again:
        assert import_folder(again, folder, who="Li").unchanged == 1
        assert again.concept(stored.id).note == "ours"


def test_a_field_that_both_changed_stays_and_is_listed_until_somebody_decides(
    glossary: Glossary, folder: Path
) -> None:
    stored = glossary.save(plain(1, "old"), who="Li")
    exported(glossary, folder)
    edit(the_file(folder, stored), '"old"', '"from git"')
    glossary.save(replace(stored, note="ours"), who="Li")
    for _ in range(2):
        (item,) = import_folder(glossary, folder, who="Wang").items
        assert (item.fate, item.place) == (Fate.CONFLICT, places.path_of(stored.id))
    assert glossary.concept(stored.id).note == "ours"
    with pytest.raises(OutputError, match="1 file edited and not imported"):
        exported(glossary, folder)
    exported(glossary, folder, overwrite=True)
    (line,) = lines(folder)
    assert line.concept is not None
    assert line.concept.note == "ours"


def test_what_others_brought_is_not_written_over_before_it_is_imported(
    glossary: Glossary, folder: Path, tmp_path: Path
) -> None:
    glossary.save(plain(1), who="Li")
    exported(glossary, folder)
    theirs = the_file(folder, plain(2))
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_bytes(entry.written(plain(2)))
    with pytest.raises(OutputError, match="import the folder first"):
        exported(glossary, folder)
    assert theirs.exists()
    assert import_folder(glossary, folder, who="Li").added == 1
    assert exported(glossary, folder) == 2


def test_a_file_that_was_deleted_rejects_its_concept_only_where_that_is_asked_for(
    glossary: Glossary, folder: Path
) -> None:
    one, two = glossary.save_all([plain(1), plain(2)], who="Li")
    exported(glossary, folder)
    the_file(folder, one).unlink()
    report = import_folder(glossary, folder, who="Li")
    assert [(item.fate, item.place) for item in report.items] == [
        (Fate.DELETION, places.path_of(one.id))
    ]
    assert import_folder(glossary, folder, who="Li", delete=True).deletions == 1
    assert glossary.concept(one.id).status is ConceptStatus.REJECTED
    assert glossary.concept(two.id).status is ConceptStatus.PROPOSED


def test_a_merge_reaches_colleagues_and_blocks_nobody(
    glossary: Glossary, folder: Path, tmp_path: Path
) -> None:
    one, two = glossary.save_all([plain(1), plain(2)], who="Li")
    exported(glossary, folder)
    with Glossary.open(str(tmp_path / "theirs.sqlite")) as theirs:
        import_folder(theirs, folder, who="Wang")
        merge(glossary, one, two, who="Li")
        exported(glossary, folder)
        assert not the_file(folder, two).exists()
        assert import_folder(theirs, folder, who="Wang", delete=True).deletions == 1
        exported(theirs, folder)
        assert not the_file(folder, two).exists()
        (gone,) = (each for each in theirs.concepts() if each.id == two.id)
        theirs.save(replace(gone, status=ConceptStatus.PROPOSED), who="Wang")
        exported(theirs, folder)
        assert the_file(folder, two).exists()
        theirs.save(replace(theirs.concept(two.id), status=ConceptStatus.REJECTED), who="Wang")
        exported(theirs, folder)
    assert import_folder(glossary, folder, who="Li").conflicts == 0
    assert exported(glossary, folder) == 1


def test_concepts_that_went_lose_their_files_and_those_left_out_keep_them(
    glossary: Glossary, folder: Path
) -> None:
    one, two = glossary.save_all([plain(1), plain(2)], who="Li")
    exported(glossary, folder)
    export_folder(glossary, [one], folder, whole=False)
    assert the_file(folder, two).exists()
    export_folder(glossary, [one], folder)
    assert not the_file(folder, two).exists()


def test_a_broken_file_is_named_in_one_line_and_nothing_is_taken_in(
    glossary: Glossary, folder: Path
) -> None:
    one, two = glossary.save_all([plain(1), plain(2)], who="Li")
    exported(glossary, folder)
    edit(the_file(folder, one), 'kind = "concept"', "kind = concept")
    edit(the_file(folder, two), 'note = ""\n\nstatus', 'note = "new"\n\nstatus')
    with pytest.raises(BadLinesError) as refused:
        import_folder(glossary, folder, who="Li")
    (told,) = refused.value.lines
    assert told.startswith(f"terms, {places.path_of(one.id)}: no TOML (")
    assert "line" in told
    assert glossary.concept(two.id).note == ""
    report = import_folder(glossary, folder, who="Li", skip_bad=True)
    assert (report.changed, len(report.faults)) == (1, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "concept"', 'kind = "poem"', "kind is 'poem'"),
        ("frequency = 0", f"frequency = {'1' * 5000}", "no TOML"),
        ("# definitions", f"{'a.' * 100_000}a = 1", "a key of more than 100 parts"),
        ("[[terms.zh]]", "[terms.zh]", "terms are not in tables"),
        ("[[terms.zh]]", "[[terms.xx]]", "language is 'xx'"),
        ("cabcdefghijklmno1", "cabcdefghijklmno2", "move it there"),
        ("# definitions", "x = 1", "unknown"),
    ],
)
def test_a_file_edited_by_hand_says_what_is_wrong(
    glossary: Glossary, folder: Path, old: str, new: str, said: str
) -> None:
    stored = glossary.save(plain(1), who="Li")
    exported(glossary, folder)
    edit(the_file(folder, stored), old, new)
    (line,) = lines(folder)
    assert line.fault is not None
    assert said in str(line.fault)
    assert "\n" not in str(line.fault)


def test_nothing_outside_the_folder_is_read_or_written(
    glossary: Glossary, folder: Path, tmp_path: Path
) -> None:
    stored = glossary.save(plain(1), who="Li")
    exported(glossary, folder)
    outside = tmp_path / "outside"
    outside.write_bytes(the_file(folder, stored).read_bytes())
    the_file(folder, stored).unlink()
    the_file(folder, stored).symlink_to(outside)
    (line,) = lines(folder)
    assert "is a link" in str(line.fault)
    glossary.save(replace(stored, note="new"), who="Li")
    with pytest.raises(OutputError, match="not imported"):
        exported(glossary, folder)
    exported(glossary, folder, overwrite=True)
    assert b"new" not in outside.read_bytes()
    assert not the_file(folder, stored).is_symlink()

    shard = the_file(folder, stored).parent
    for path in shard.iterdir():
        path.unlink()
    shard.rmdir()
    shard.symlink_to(tmp_path)
    with pytest.raises(InputError, match="is a link"):
        list(lines(folder))
    with pytest.raises(InputError, match="is a link"):
        exported(glossary, folder, overwrite=True)


def test_links_that_git_brings_lead_nowhere(
    glossary: Glossary, folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder.mkdir()
    for name in ("concepts", ".tifa"):
        (folder / name).symlink_to(outside)
        with pytest.raises(InputError, match="is a link"):
            exported(glossary, folder)
        (folder / name).unlink()
    assert not any(outside.iterdir())
    (folder / "tifa.toml").unlink()
    (folder / "tifa.toml").symlink_to("/dev/zero")
    with pytest.raises(InputError, match="is a link"):
        list(lines(folder))


@pytest.mark.parametrize("mark", ["<<<<<<< ours", "=======", ">>>>>>> theirs"])
def test_a_text_that_has_a_mark_of_git_comes_back(mark: str) -> None:
    concept = replace(plain(1), note=f"{mark}\n{mark}\nend")
    assert entry.read(entry.written(concept)) == (concept, 0)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[" * 4000, "cannot be read"),
        ("version = 2", "version 2"),
        ("no toml", "cannot be read"),
        (None, "without tifa.toml"),
    ],
)
def test_a_folder_that_is_not_ours_is_refused(
    glossary: Glossary, folder: Path, content: str | None, said: str
) -> None:
    folder.mkdir()
    if content is not None:
        (folder / "tifa.toml").write_text(content)
    with pytest.raises(InputError, match=said):
        import_folder(glossary, folder, who="Li")
