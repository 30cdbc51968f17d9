"""Settings: their values, where each comes from, and what a wrong one is told."""

from datetime import date
from pathlib import Path

import pytest

from kg.config import KEYS, Config, DataFiles, load_config, resolve_settings, with_options
from kg.config.settings import find_config_file
from kg.config.toml_lines import read_toml
from kg.errors import ConfigError


def written(folder, text, name="kg.toml"):
    path = folder / name
    path.write_text(text)
    return path


def test_published_option():
    assert with_options(Config(), published="2015-12-14").published == date(2015, 12, 14)
    assert with_options(Config(published=date(2000, 1, 1))).published == date(2000, 1, 1)


@pytest.mark.parametrize("day", ["", "2015-13-01", "14.12.2015", "2020-12"])
def test_bad_published_option(day):
    with pytest.raises(ConfigError, match="YYYY-MM-DD"):
        with_options(Config(), published=day)


def test_config_file(tmp_path):
    path = tmp_path / "kg.toml"
    path.write_text('published = 2015-12-14\nbase = "https://example.org/kg/"\nmin_confidence = 0.25\n')
    expected = Config(published=date(2015, 12, 14), base="https://example.org/kg/", min_confidence=0.25)
    assert load_config(path) == expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (
            "langs = 'de'",
            "line 1: unknown key 'langs'; valid: lang, check_language, published, base, min_confidence",
        ),
        ("lang = 5", "line 1: lang must be a text, not 5"),
        ("x.y = 1", "line 1: unknown key 'x'; valid: lang"),
        ("\n[data]\n\nname = 'a'", "line 4: unknown key 'data.name'; valid: lang"),
        ("[data]\nnames = 3", "line 2: data.names must be a path, not 3"),
        ("data = 3", "line 1: unknown key 'data'"),
        ("check_language = 1", "check_language must be true or false, not 1"),
        ("min_confidence = true", "min_confidence must be a number, not True"),
        ("lang = 'fr'", "line 1: language 'fr' is not known; valid: de"),
        ("base = 'example'", "not an absolute IRI"),
        ("base = 'https://example.org/kg#'", "ends with /"),
        ("base = 'https://example.org/<x>/'", "not an absolute IRI"),
        ("min_confidence = 1.5", "not between 0 and 1"),
        ("published = 2015-12-14T10:00:00", "line 1: published must be a day"),
        ("lang = ", "cannot be read as TOML"),
    ],
)
def test_bad_config_file(tmp_path, text, part):
    with pytest.raises(ConfigError) as caught:
        load_config(written(tmp_path, text))
    assert part in str(caught.value)


def test_every_setting_has_a_key_and_says_its_default():
    entries = resolve_settings().entries
    assert [entry.key for entry in entries] == [key.name for key in KEYS]
    assert {entry.source for entry in entries} == {"default"}
    assert resolve_settings().config == Config()
    fields = {*Config.__dataclass_fields__, *(f"data.{name}" for name in DataFiles.__dataclass_fields__)}
    assert {key.name for key in KEYS} == fields - {"data"}
    assert len({key.variable for key in KEYS}) == len(KEYS)


def test_later_layers_win_and_say_so(tmp_path):
    file = written(
        tmp_path,
        "# mine\nmin_confidence = 1\nlang = 'de'\nbase = 'https://a.org/'\n[data]\nnames = 'n.toml'\n",
    )
    settings = resolve_settings(
        file,
        {"published": "2015-12-14", "lang": None},
        {"NEWSKG_BASE": "https://b.org/", "NEWSKG_FRAMES": "f.toml", "NEWSKG_STOP": "", "NEWSKG_LANG": "de"},
    )
    assert settings.config == Config(
        base="https://b.org/",
        min_confidence=1,
        published=date(2015, 12, 14),
        data=DataFiles(names=tmp_path / "n.toml", frames=Path("f.toml")),
    )
    origins = {entry.key: (entry.source, entry.place) for entry in settings.entries}
    assert origins["min_confidence"] == ("file", f"{file}, line 2")
    assert origins["data.names"] == ("file", f"{file}, line 6")
    assert origins["base"] == ("environment", "NEWSKG_BASE")
    assert origins["lang"] == ("environment", "NEWSKG_LANG")
    assert origins["published"] == ("option", "--published")
    assert origins["data.stop"] == ("default", "")


def test_naming_the_language_switches_its_check_off():
    settings = resolve_settings(options={"lang": "de"})
    assert not settings.config.check_language
    assert resolve_settings(environment={"NEWSKG_LANG": "de"}).config.check_language
    places = {entry.key: entry.place for entry in settings.entries}
    assert places["check_language"] == places["lang"] == "--lang"


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"NEWSKG_LANG": "fr"}, "NEWSKG_LANG: language 'fr' is not known; valid: de"),
        ({"NEWSKG_MIN_CONFIDENCE": "2"}, "NEWSKG_MIN_CONFIDENCE: min_confidence 2.0 is not between 0 and 1"),
        ({"NEWSKG_MIN_CONFIDENCE": "viel"}, "NEWSKG_MIN_CONFIDENCE 'viel' is not a number"),
        ({"NEWSKG_CHECK_LANGUAGE": "ja"}, "NEWSKG_CHECK_LANGUAGE 'ja' is not true or false"),
        ({"NEWSKG_PUBLISHED": "heute"}, "NEWSKG_PUBLISHED 'heute' is not a day, YYYY-MM-DD"),
    ],
)
def test_bad_variable(variables, message):
    with pytest.raises(ConfigError) as caught:
        resolve_settings(environment=variables)
    assert str(caught.value) == message


def test_config_file_is_found(tmp_path):
    assert find_config_file({}, tmp_path) is None
    file = written(tmp_path, "min_confidence = 0.75")
    assert find_config_file({}, tmp_path) == file
    other = written(tmp_path, "min_confidence = 0.25", "other.toml")
    assert find_config_file({"NEWSKG_CONFIG": str(other)}, tmp_path) == other
    assert resolve_settings(environment={"NEWSKG_CONFIG": str(other)}).config.min_confidence == 0.25


TOML = """# [no] key = 1
top = 1
[[name]]
label = "a # [x] = "
aliases = [
  "key = 2",   # ]
]
[[name]]   # second
text = \"\"\"
label = 3
\"\"\"
"q k" = 1
[other.table]
a.b = 2
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("top",), 2),
        (("name", 0), 3),
        (("name", 0, "aliases"), 5),
        (("name", 0, "key"), 3),
        (("name", 1), 8),
        (("name", 1, "label"), 8),
        (("name", 1, "q k"), 12),
        (("other", "table", "a", "b"), 14),
    ],
)
def test_lines_of_toml_keys(tmp_path, place, line):
    file = read_toml(written(tmp_path, TOML), ConfigError)
    assert file.at(*place) == f"{file.path}, line {line}"


def test_every_setting_is_documented():
    page = (Path(__file__).parents[1] / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = {
        line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `") and "NEWSKG_" in line
    }
    assert list(rows) == [key.name for key in KEYS]
    for key in KEYS:
        assert f"`{key.variable}`" in rows[key.name]
