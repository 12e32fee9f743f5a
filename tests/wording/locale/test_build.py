"""The catalogues hold exactly what the code says, and every wheel carries them compiled."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from wording.locale import build

HEAD = build.HEADING.format(locale="zh_CN", plurals="nplurals=1; plural=0;")
CODE = """
TABLE = {"a": says("One."), "b": counts("{n} day", "{n} days", "n"), "c": mark("word")}
def said():
    return _("Buyer {id}") + plural("{n} row", "{n} rows", 2) + other("not for people")
"""


def _project(root: Path, catalogue: str) -> Path:
    for package in build.PACKAGES:
        (root / package).mkdir()
    (root / "tui" / "screen.py").write_text(CODE, encoding="utf-8")
    source = root / "wording" / "locale" / "zh_CN" / "LC_MESSAGES" / "dunnage.po"
    source.parent.mkdir(parents=True)
    source.write_text(HEAD + catalogue, encoding="utf-8")
    return source


def test_the_catalogues_of_this_product_are_complete() -> None:
    assert build.check() == []


def test_every_way_to_mark_a_sentence_is_found(tmp_path: Path) -> None:
    _project(tmp_path, "")
    found = {message.id for message in build.extracted(tmp_path) if message.id}
    assert found == {"One.", ("{n} day", "{n} days"), "word", "Buyer {id}", ("{n} row", "{n} rows")}


def test_an_update_adds_what_is_new_keeps_what_is_translated_and_drops_the_rest(tmp_path: Path) -> None:
    source = _project(tmp_path, 'msgid "word"\nmsgstr "词"\n\nmsgid "gone"\nmsgstr "旧"\n')
    build.update(tmp_path)
    text = source.read_text(encoding="utf-8")
    assert 'msgid "word"\nmsgstr "词"' in text
    assert 'msgid "Buyer {id}"\nmsgstr ""' in text
    assert "gone" not in text
    build.update(tmp_path)
    assert source.read_text(encoding="utf-8") == text
    assert min(build.check(tmp_path)).endswith("dunnage.po: empty: 'Buyer {id}'")


def _catalogue(*messages: tuple[str | tuple[str, str], str | tuple[str, ...]]) -> Catalog:
    made = Catalog(locale="zh_CN")
    for id, string in messages:
        made.add(id, string)
    return made


WANTED = _catalogue(("Buyer {id}", ""), (("{n} day", "{n} days"), ("", "")))
WHOLE = (("Buyer {id}", "客户 {id}"), (("{n} day", "{n} days"), ("{n} 天",)))


def test_a_whole_catalogue_has_no_fault() -> None:
    assert list(build.faulty(_catalogue(*WHOLE), WANTED)) == []


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (_catalogue(WHOLE[0]), "missing: '{n} day'"),
        (_catalogue(*WHOLE, ("gone", "旧")), "unused: 'gone'"),
        (_catalogue(WHOLE[0], (WHOLE[1][0], ("",))), "empty: '{n} day'"),
        (_catalogue(("Buyer {id}", "客户"), WHOLE[1]), "other placeholders: 'Buyer {id}'"),
        (_catalogue(("Buyer {id}", "客户 {name}"), WHOLE[1]), "other placeholders: 'Buyer {id}'"),
        (_catalogue(WHOLE[0], (WHOLE[1][0], ("一天",))), "other placeholders: '{n} day'"),
    ],
)
def test_each_fault_of_a_catalogue_is_named(known: Catalog, told: str) -> None:
    assert list(build.faulty(known, WANTED)) == [told]


def test_a_guess_is_no_translation() -> None:
    known = _catalogue(*WHOLE)
    known["Buyer {id}"].flags.add("fuzzy")
    assert list(build.faulty(known, WANTED)) == ["fuzzy: 'Buyer {id}'"]


def test_compiling_leaves_one_file_beside_the_words(tmp_path: Path) -> None:
    source = _project(tmp_path, 'msgid "word"\nmsgstr "词"\n')
    (made,) = build.compile_all(tmp_path)
    with made.open("rb") as file:
        assert GNUTranslations(file).gettext("word") == "词"
    assert sorted(path.name for path in source.parent.iterdir()) == ["dunnage.mo", "dunnage.po"]


@pytest.mark.parametrize(("target", "taken"), [("wheel", ["/wording/locale/zh_CN/LC_MESSAGES/dunnage.mo"]), ("sdist", [])])
@pytest.mark.parametrize("version", ["standard", "editable"])
def test_the_packager_compiles_and_takes_the_catalogue_into_the_wheel(
    target: str, taken: list[str], version: str, tmp_path: Path
) -> None:
    source = _project(tmp_path, 'msgid "word"\nmsgstr "词"\n')
    hook = build.get_build_hook()(str(tmp_path), {}, None, None, str(tmp_path), target)
    data: dict[str, list[str]] = {"artifacts": []}
    hook.initialize(version, data)
    assert source.with_suffix(".mo").is_file()
    assert data["artifacts"] == taken


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["--chek"]) == 2
    assert "--check" in capsys.readouterr().err
