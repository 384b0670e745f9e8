"""Files of folders matched by name, and what of a folder is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.folders import Listed, Matched, match_files


def folder(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    return root


def shown(root: Path, matched: Matched) -> list[tuple[str, ...]]:
    return [tuple(str(path.relative_to(root)) for path in text.paths) for text in matched.texts]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("s.zh.txt", "s.en.txt"),
        ("s_zh.docx", "s_en.docx"),
        ("s-CN.md", "s-EN.md"),
        ("zh-s.txt", "en-s.txt"),
        ("ZH s.txt", "EN s.txt"),
        ("s（中文）.docx", "s（英文）.pdf"),
        ("s（中）.docx", "s（英）.docx"),
        ("s 中.docx", "s 英.docx"),
        ("s(中文版).docx", "s(英文版).docx"),
        ("s [zh].txt", "s [en].txt"),
        ("s.zh-CN.txt", "s.en-US.html"),
        ("s_zh_Hans.txt", "s_en_GB.txt"),
        ("s.zhcn.txt", "s.enus.txt"),
        ("s.zh-Hant-TW.txt", "s.en.txt"),
        ("s.chs.txt", "s.eng.txt"),
        ("s.sc.txt", "s.en.txt"),
        ("s_Chinese.docx", "s_English.docx"),
        ("Chinese - s.docx", "English - s.docx"),
        ("s Simplified Chinese.docx", "s English.docx"),
        ("政府工作报告中文版.docx", "政府工作报告英文版.docx"),
        ("中文_政府工作报告.docx", "英文_政府工作报告.docx"),
        ("政府工作报告cn.docx", "政府工作报告en.docx"),
        ("政府工作报告-简体.docx", "政府工作报告-英译本.docx"),
        ("s原文.docx", "s译文.docx"),
        ("s original.docx", "s translation.docx"),
        ("s.src", "s.tgt"),
        ("corpus.zh", "corpus.en"),
        ("zh.txt", "en.txt"),
        ("reportCN.docx", "reportEN.docx"),
        ("2024cn.pdf", "2024en.pdf"),
        ("s_zh_final.docx", "s_en_final.docx"),
        ("s（中文）(1).docx", "s（英文）(1).docx"),
        ("CN policy.zh.txt", "CN policy.en.txt"),
        ("S_ZH.docx", "s_en.docx"),
        ("gov report_zh.docx", "gov-report_en.docx"),
        ("s.txt", "s.en.txt"),
        ("s.zh.txt", "s.txt"),
        ("s.docx", "s 译文.docx"),
        ("zh/s.txt", "en/s.txt"),
        ("中文/s.docx", "英文/s.pdf"),
        ("Chinese/s_zh.docx", "English/s_en.docx"),
        ("e\u0301t\u0065.zh.txt", "\u00e9te.en.txt"),
    ],
)
def test_the_files_of_one_folder_are_paired_by_the_marks_of_their_languages(
    tmp_path: Path, zh: str, en: str
) -> None:
    matched = match_files(folder(tmp_path, zh, en))
    assert shown(tmp_path, matched) == [(zh, en)]
    assert matched.unmatched == ()


@pytest.mark.parametrize(
    "names",
    [
        ("s.zh.txt", "t.en.txt"),
        ("s.txt", "s.docx"),
        ("s.zh.txt", "s.zh-TW.txt"),
        ("frozen.txt", "froz.txt"),
        ("中国.txt", "国.txt"),
        ("讲话（上）.txt", "讲话（中）.txt", "讲话（下）.txt", "讲话.txt"),
        ("s.zh.txt", "s.zh-en.txt"),
        ("s 中英对照.docx", "s.docx"),
        ("children.txt", "childr.txt"),
        ("s_zh_final.docx", "s_final.docx"),
    ],
)
def test_what_is_no_mark_pairs_nothing(tmp_path: Path, names: tuple[str, ...]) -> None:
    matched = match_files(folder(tmp_path, *names))
    assert matched.texts == ()
    assert {path.name for path, _ in matched.unmatched} == set(names)


def test_of_several_files_that_may_be_meant_none_is_guessed(tmp_path: Path) -> None:
    names = "a.zh.txt", "a.zh.docx", "a.en.txt", "b.zh-CN.md", "b.zh-TW.md", "b.en.md", "c_zh.md"
    matched = match_files(folder(tmp_path, *names, "c_en.md"))
    assert shown(tmp_path, matched) == [("c_zh.md", "c_en.md")]
    reasons = {path.name: reason for path, reason in matched.unmatched}
    assert reasons == dict.fromkeys(names[:-1], "several files have this name")


def test_a_mark_on_both_sides_outweighs_a_name_without_one(tmp_path: Path) -> None:
    matched = match_files(folder(tmp_path, "s.txt", "s.zh.txt", "s.en.txt"))
    assert shown(tmp_path, matched) == [("s.zh.txt", "s.en.txt")]
    assert [path.name for path, _ in matched.unmatched] == ["s.txt"]


def test_pairs_that_would_be_called_the_same_are_called_as_their_first_file(
    tmp_path: Path,
) -> None:
    one = folder(tmp_path / "one", "a.txt", "a.zh.txt")
    other = folder(tmp_path / "other", "a.txt", "a.en.txt")
    assert [text.name for text in match_files(one, other).texts] == ["a", "a.zh"]


def test_a_file_that_holds_both_languages_has_no_partner_and_needs_none(tmp_path: Path) -> None:
    matched = match_files(folder(tmp_path, "s.zh.tmx", "s.en.tmx", "t.zh.txt"))
    assert matched.texts == ()
    assert [path.name for path in matched.whole] == ["s.en.tmx", "s.zh.tmx"]
    assert [path.name for path, _ in matched.unmatched] == ["t.zh.txt"]


def test_folders_within_are_said_and_not_read(tmp_path: Path) -> None:
    (listed,) = match_files(folder(tmp_path, "a.zh.txt", "drafts/a.en.txt")).listed
    assert [path.name for path, _ in listed.passed] == ["drafts"]
    assert listed.skipped == ()


def links(root: Path) -> Listed:
    return match_files(root).listed[0]


def test_links_out_of_the_folder_are_followed_only_where_that_is_said(tmp_path: Path) -> None:
    folder(tmp_path / "elsewhere", "s.en.txt", "t.txt")
    root = folder(tmp_path / "texts", "s.zh.txt")
    (root / "s.en.txt").symlink_to(tmp_path / "elsewhere/s.en.txt")
    (root / "en").symlink_to(tmp_path / "elsewhere")
    matched = match_files(root)
    assert matched.texts == ()
    assert not matched.is_whole
    assert {path.name for path, _ in matched.listed[0].skipped} == {"s.en.txt", "en"}
    assert all("out of the folder" in reason for _, reason in matched.listed[0].skipped)
    matched = match_files(root, follow_links=True)
    assert shown(root, matched) == [("s.zh.txt", "en/s.en.txt")]
    assert matched.is_whole


def test_links_within_the_folder_are_followed_and_each_text_is_read_once(tmp_path: Path) -> None:
    root = folder(tmp_path / "texts", "s.zh.txt", "store/s", "b.txt")
    (root / "s.en.txt").symlink_to(root / "store/s")
    (root / "again.txt").symlink_to("b.txt")
    matched = match_files(root)
    assert shown(root, matched) == [("s.zh.txt", "s.en.txt")]
    assert matched.is_whole
    reasons = {path.name: reason for path, reason in matched.listed[0].passed}
    assert reasons["again.txt"] == f"is a link to {root / 'b.txt'}, which is read already"


def test_links_in_a_circle_and_to_nothing_end(tmp_path: Path) -> None:
    root = folder(tmp_path / "texts", "s.zh.txt", "en/s.en.txt")
    (root / "one").symlink_to("two")
    (root / "two").symlink_to("one")
    (root / "gone.txt").symlink_to("nowhere")
    (root / "zh").symlink_to(".")
    (root / "en" / "en").symlink_to("..")
    for follow in (False, True):
        matched = match_files(root, follow_links=follow)
        assert shown(root, matched) == [("s.zh.txt", "en/s.en.txt")]
        reasons = {path.name: reason for path, reason in matched.listed[0].skipped}
        assert reasons == {
            "one": "is a link in a circle",
            "two": "is a link in a circle",
            "gone.txt": "is a link to nothing",
        }


def test_a_folder_that_is_itself_a_link_is_read(tmp_path: Path) -> None:
    folder(tmp_path / "texts", "s.zh.txt", "s.en.txt")
    (tmp_path / "link").symlink_to("texts")
    assert len(match_files(tmp_path / "link").texts) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("s.zh.txt", "s.en.txt", "s.fr.txt", "s.ru.docx"),
        ("s_zh.md", "s_fr.md", "s_pt-BR.md"),
        ("zh/s.txt", "fr/s.txt", "ru/s.docx"),
        ("中文/s.txt", "français/s.txt", "Русский/s.txt", "日本語/s.txt", "العربية/s.txt"),
        ("讲话（中文）.docx", "讲话（法文）.docx", "讲话（俄文版）.docx", "讲话-韩语.docx"),
        ("講話.中文.txt", "講話.法語.txt"),
        ("s.txt", "s.en.txt", "s.fr.txt"),
        ("s original.txt", "s.de.txt", "s.es.txt"),
        ("zh-s.txt", "es-AR-s.txt", "ar-s.txt"),
        ("reportZH.docx", "reportFR.docx", "reportDE.docx"),
        ("s.de.txt", "s.pt.txt"),
    ],
)
def test_a_text_has_translations_into_several_languages(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    matched = match_files(folder(tmp_path, *names))
    (found,) = shown(tmp_path, matched)
    assert found[0] == names[0]
    assert sorted(found) == sorted(names)
    assert matched.unmatched == ()


def test_of_two_files_in_one_language_neither_is_guessed_and_the_others_stay(
    tmp_path: Path,
) -> None:
    matched = match_files(folder(tmp_path, "s.zh.txt", "s.fr.txt", "s.fr-CA.txt", "s.ru.txt"))
    assert shown(tmp_path, matched) == [("s.zh.txt", "s.ru.txt")]
    assert [path.name for path, _ in matched.unmatched] == ["s.fr-CA.txt", "s.fr.txt"]


@pytest.mark.parametrize(
    "names",
    [
        ("plan de accion.txt", "plan en accion.txt"),
        ("s.fr.txt", "s.zh-fr.txt"),
        ("ares.txt", "s.txt"),
        ("s.fr.txt", "s.fr-CA.txt"),
    ],
)
def test_words_and_pairs_of_languages_in_names_are_no_marks(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    assert match_files(folder(tmp_path, *names)).texts == ()


def test_folders_in_several_languages_are_matched_by_name(tmp_path: Path) -> None:
    zh, fr, ru = (
        folder(tmp_path / code, *names)
        for code, names in (
            ("a", ("s.txt", "t.zh.txt", "u.txt")),
            ("b", ("s.md", "t.fr.txt")),
            ("c", ("s.docx", "t.ru.txt", "v.txt")),
        )
    )
    matched = match_files(zh, fr, ru)
    assert shown(tmp_path, matched) == [
        ("a/s.txt", "b/s.md", "c/s.docx"),
        ("a/t.zh.txt", "b/t.fr.txt", "c/t.ru.txt"),
    ]
    assert {path.name for path, _ in matched.unmatched} == {"u.txt", "v.txt"}
