"""A user's own names, frames, relations and stop lists: reading, errors, effect."""

import pytest

from kg.config import DataFiles
from kg.errors import ConfigError, VocabularyError
from kg.lang.de.frame_data import load_frames
from kg.lang.de.gazetteer import institution_of_name
from kg.model import Claim, Entity, Evidence, Mention, Relation, Span
from kg.userdata import (
    OwnName,
    StopLists,
    UserData,
    check_file,
    check_files,
    drop_stopped,
    load_user_data,
    read_names,
    rename,
    use_data,
)
from kg.vocab import load_catalogue

NAMES = """
[[name]]
label = "Amt für Strahlen"
type = "Organization"
aliases = ["AfS", "Strahlenamt"]
wikidata = "Q42"
same_as = ["https://d-nb.info/gnd/1"]

[[name]]
label = "Anna Beispiel"
type = "Person"
id = "Anna_B"
"""
RELATIONS = """
[irradiates]
en = "irradiates"
de = "bestrahlt"
definition = "The subject exposes the object to rays."
subject = ["Organization"]
object = ["any"]
"""
FRAMES = """
[[frame]]
lemma = "bestrahlen"
relation = "irradiates"
example = "Das Amt bestrahlt Hamburg."
expect = "Amt irradiates Hamburg"

[[frame]]
lemma = "besuchen"
relation = "meets"
example = "Anna besucht Otto."
expect = "Anna meets Otto"
"""
STOP = 'entities = ["dpa", "Weißes Haus"]\nrelations = ["isA"]\n'
TEXTS = {"names": NAMES, "relations": RELATIONS, "frames": FRAMES, "stop": STOP}


@pytest.fixture
def files(tmp_path):
    for kind, text in TEXTS.items():
        (tmp_path / f"{kind}.toml").write_text(text)
    return DataFiles(**{kind: tmp_path / f"{kind}.toml" for kind in TEXTS})


def test_everything_is_read_into_frozen_values(files):
    data = load_user_data(files)
    same = ("http://www.wikidata.org/entity/Q42", "https://d-nb.info/gnd/1")
    aliases = ("AfS", "Strahlenamt")
    assert data.names == (
        OwnName("Amt für Strahlen", "Organization", aliases, "entity/Amt_für_Strahlen", same),
        OwnName("Anna Beispiel", "Person", (), "entity/Anna_B"),
    )
    assert [entry.id for entry in data.relations] == ["irradiates"]
    assert [(frame.lemma, frame.relation) for frame in data.frames] == [
        ("bestrahlen", "irradiates"),
        ("besuchen", "meets"),
    ]
    assert data.stop == StopLists(frozenset({"dpa", "Weißes Haus"}), frozenset({"isA"}))
    assert hash(data) == hash(load_user_data(files))


def test_data_are_in_force_inside_the_context_only(files):
    assert "irradiates" not in load_catalogue()
    shipped = load_frames()["besuchen"]
    with use_data(load_user_data(files)):
        assert load_catalogue()["irradiates"].label_de == "bestrahlt"
        assert load_catalogue()["meets"].symmetric
        assert [frame.relation for frame in load_frames()["bestrahlen"]] == ["irradiates"]
        plain = [frame for frame in load_frames()["besuchen"] if not any(frame.specificity)]
        assert plain[0].relation == "meets"  # the user's comes before the shipped ones of its kind
        assert set(load_frames()["besuchen"]) == {*shipped, plain[0]}
        assert institution_of_name("Strahlenamts").label == "Amt für Strahlen"
        assert load_user_data(files).relations == load_user_data(files).relations  # not its own rival
        with use_data(UserData()):
            assert "irradiates" not in load_catalogue()
        assert "irradiates" in load_catalogue()
    assert "irradiates" not in load_catalogue()
    assert load_frames()["besuchen"] == shipped
    assert institution_of_name("Strahlenamt") is None


NAME = '[[name]]\nlabel = "A"\ntype = "Person"\n'


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (NAME + "alias = 'B'", "line 4: unknown key 'alias'; valid: label, type, aliases, id, wikidata"),
        (NAME.replace("Person", "Human"), "line 3: unknown type 'Human'; valid: Person, Organization"),
        (NAME + NAME.replace("label", "#"), "line 4: 'label' is missing; required: label, type"),
        (NAME + "aliases = 'B'", "line 4: 'aliases' must be a list of texts, not 'B'"),
        (NAME + "aliases = ['B',\n 3]", "line 4: 'aliases' must be a list of texts"),
        (NAME + "wikidata = '42'", "line 4: bad wikidata '42'; valid: Q42"),
        (NAME + "id = 'a b'", "line 4: bad id 'a b'; valid: a name without blanks"),
        (NAME + "same_as = ['x']", "line 4: 'x' is not an absolute IRI"),
        (NAME + "\n" + NAME, "line 5: 'A' is already a name of 'A'"),
        (
            NAME + '[[name]]\nlabel = "C"\ntype = "Person"\naliases = ["A"]',
            "line 4: 'A' is already a name of 'A'",
        ),
        ("[[names]]\nlabel = 'A'", "line 1: unknown table or key 'names'; valid: [[name]]"),
        ("name = 3", "line 1: 'name' must be tables; write [[name]]"),
        ("", "the file has no [[name]]"),
        ("[[name]\n", "cannot be read as TOML"),
    ],
)
def test_bad_names(tmp_path, text, part):
    path = tmp_path / "n.toml"
    path.write_text(text)
    with pytest.raises(VocabularyError) as caught:
        read_names(path)
    assert part in str(caught.value)
    assert str(path) in str(caught.value)


OWN_FRAME = "\n\n[[frame]]" + FRAMES.split("[[frame]]")[2]


@pytest.mark.parametrize(
    ("kind", "text", "part"),
    [
        ("relations", RELATIONS + "labels = 3", "line 2: irradiates: unknown key 'labels'; valid are en, de"),
        ("relations", RELATIONS.replace("irradiates]", "Irradiates]"), "line 2: bad id 'Irradiates'"),
        ("relations", RELATIONS.replace("irradiates]", "meets]"), "'meets' is a relation of the catalogue"),
        ("relations", "", "the file has no relation"),
        (
            "frames",
            OWN_FRAME + "objekt = 'x'",
            "line 3: frame 'besuchen': unknown key 'objekt'; valid are lemma",
        ),
        ("frames", FRAMES, "line 2: frame 'bestrahlen': unknown relation 'irradiates'; valid are "),
        ("frames", FRAMES.replace('example = "Anna', '# "'), "line 2: frame"),
        ("stop", "entity = ['a']", "line 1: unknown key 'entity'; valid: entities, relations"),
        ("stop", "entities = 'a'", "line 1: 'entities' must be a list of texts"),
        ("stop", "", "the file stops nothing; valid keys: entities, relations"),
        ("words", STOP, "unknown kind of data 'words'; valid: names, frames, relations, stop"),
    ],
)
def test_check_names_line_and_options(tmp_path, kind, text, part):
    path = tmp_path / "x.toml"
    path.write_text(text)
    with pytest.raises((VocabularyError, ConfigError)) as caught:
        check_file(path, kind)
    assert part in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "text", "parts"),
    [
        (
            "names",
            NAME.replace("A", "B")
            + "id = 3\nwikidata = 'x'\nsame_as = ['y', 'z']\n\n"
            + NAME
            + "aliases = ['B']\n"
            + NAME.replace("Person", "Human"),
            [
                "line 4: 'id' must be a text, not 3",
                "line 5: bad wikidata 'x'",
                "line 6: 'y' is not an absolute IRI",
                "line 6: 'z' is not an absolute IRI",
                "line 8: 'B' is already a name of 'B' (",
                "line 12: 'A' is already a name of 'A' (",
                "line 14: unknown type 'Human'",
            ],
        ),
        (
            "names",
            "a = 1\n[[b]]\n" + NAME,
            ["line 1: unknown table or key 'a'", "line 2: unknown table or key 'b'"],
        ),
        (
            "frames",
            OWN_FRAME
            + 'subject = ["agent", 3]\nobject = "patiens"\npolarity = "no"\n'
            + 'subject_types = ["Human", "Work"]\n'
            + "requires = {argument = 3}\nqualifiers = {time = 'wann'}\nmarker = [3]\n",
            [
                "'subject' must be a list of texts",
                "'marker' must be a list of texts",
                "unknown polarity 'no'",
                "requires must have the keys argument and lemmas",
                "meets takes no 'Human' in subject_types",
                "meets takes no 'Work' in subject_types",
                "bad argument 'patiens'",
                "bad argument 3",
                "bad argument 'wann'",
            ],
        ),
        (
            "relations",
            "labels = 3\n"
            + RELATIONS.replace("irradiates]", "Irradiates]")
            + "same_as = ['x', 'schema:y', 'z']\ncolour = 3\ninverse = 'sees'\nsymmetric = true\n",
            [
                "line 1: labels: not a table",
                "line 3: bad id 'Irradiates'",
                "line 3: Irradiates: unknown key 'colour'",
                "line 3: Irradiates: bad same_as 'x'",
                "line 3: Irradiates: bad same_as 'z'",
                "line 3: Irradiates: symmetric with inverse 'sees'",
                "line 3: Irradiates: unknown inverse 'sees'",
            ],
        ),
        (
            "stop",
            "a = 1\nentities = [1]\n",
            ["line 1: unknown key 'a'", "line 2: 'entities' must be a list of texts"],
        ),
    ],
)
def test_every_mistake_is_told(tmp_path, kind, text, parts):
    path = tmp_path / "x.toml"
    path.write_text(text)
    (found,) = check_files([(path, kind)])
    assert (found.path, found.kind, found.entries) == (path, kind, None)
    assert [part for part, mistake in zip(parts, found.mistakes, strict=True) if part not in mistake] == []
    assert all(mistake.startswith(f"{path}, line ") and "\n" not in mistake for mistake in found.mistakes)
    with pytest.raises(VocabularyError) as caught:
        check_file(path, kind)
    assert caught.value.mistakes == found.mistakes
    assert str(caught.value).startswith(found.mistakes[0]) and "\n" not in str(caught.value)


@pytest.mark.parametrize(("kind", "count"), [("names", 2), ("relations", 1), ("frames", 2), ("stop", 3)])
def test_the_kind_is_told_from_the_file(files, kind, count):
    assert check_file(getattr(files, kind), relations=files.relations) == (kind, count)


def test_a_file_of_no_kind(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("a = 1")
    with pytest.raises(ConfigError, match="neither names, frames, relations nor stop lists"):
        check_file(path)


def mention(start):
    return Mention(Span(start, start + 3, "AfS"), 0, "AfS", "name")


def test_rename_joins_what_is_one():
    own = [
        OwnName(
            "Amt für Strahlen", "Organization", ("AfS", "Strahlenamt"), "entity/Amt", ("https://a.org/1",)
        ),
        OwnName("Anna Beispiel", "Person", ("Beispiel",), "entity/Anna"),
        OwnName("Paula Muster", "Person", ("Muster",), "entity/Paula"),
    ]
    entities = {
        "a": Entity("a", "AfS", "Miscellaneous", (mention(1),)),
        "b": Entity("b", "Strahlenamt", "Organization", (mention(9),), ("Amt",), ("https://b.org/1",)),
        "c": Entity("c", "Beispiel", "Location"),
        "d": Entity("d", "Beispiel", "Person", aliases=("Muster",)),
        "e": Entity("e", "Otto Beispiel", "Person"),
    }
    found = rename(entities, own)
    assert found["a"] == found["b"] == Entity(
        "entity/Amt", "Amt für Strahlen", "Organization", (mention(1), mention(9)),
        ("AfS", "Amt", "Strahlenamt"), ("https://a.org/1", "https://b.org/1"),
    )  # fmt: skip
    # a place is no person; two names fit nobody; half a name is another's
    assert {key: found[key] for key in "cde"} == {key: entities[key] for key in "cde"}


def test_stopped_claims_are_dropped():
    def claim(subject, relation, target):
        sides = [
            Entity(name, name, "Person", aliases=("Weiße Haus",) * (name == "wh"))
            for name in (subject, target)
        ]
        return Claim(sides[0], Relation(relation, "", ""), sides[1], (Evidence("a", 0, 1, "a", (0, 1), "r"),))

    claims = [
        claim("A", "meets", "B"),
        claim("dpa", "meets", "B"),
        claim("A", "isA", "B"),
        claim("A", "meets", "wh"),
    ]
    stop = StopLists(frozenset({"dpa", "Weißes Haus"}), frozenset({"isA"}))
    assert list(drop_stopped(claims, stop)) == claims[:1]
