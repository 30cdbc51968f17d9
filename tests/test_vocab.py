"""The relation catalogue: what is in it and which mistakes the loader names."""

import pytest

from kg.errors import VocabularyError
from kg.vocab import load_catalogue, read_catalogue

# the ids that others rely on
FIXED = """
holdsPosition spokespersonOf leads memberOf worksFor colleagueOf succeeds appoints dismisses resignsFrom
elects marriedTo childOf bornIn diesIn studiesAt speaksWith negotiatesWith criticizes praises accuses
threatens warns urges demands asks thanks congratulates invites promises rejects agreesWith announces
confirms denies meets visits travelsTo arrivesIn leaves returnsTo fleesFrom fleesTo receives accompanies
speaksAt participatesIn supports opposes approves bans sanctions plans decides signs investigates arrests
convicts sentences sues votesFor votesAgainst alliedWith cooperatesWith recognizes hasInSights attacks bombs
kills injures fights fightsIn conducts deploys sends withdrawsFrom controls occupies captures loses liberates
protestsAgainst kidnaps releases owns acquires sells buys invests founds produces employs dismissesStaffOf
finances owes pays competesWith delivers locatedIn partOf capitalOf basedIn bordersOn defeats losesTo playsFor
wins publishes directs portrays isA hasPart causes names uses needs receivesObject shows
"""

GOOD = """
[meets]
en = "meets"
de = "trifft"
definition = "The two come together."
subject = ["Person"]
object = ["Person"]
symmetric = true
"""


def test_size():
    assert len(load_catalogue()) >= 200


@pytest.mark.parametrize("name", FIXED.split())
def test_fixed_ids(name):
    assert load_catalogue()[name].id == name


def test_inverses_mirror_the_types():
    catalogue = load_catalogue()
    for entry in catalogue.values():
        if entry.inverse:
            other = catalogue[entry.inverse]
            assert other.subject_types == entry.object_types, entry.id
            assert other.object_types == entry.subject_types, entry.id


def test_symmetric_relations_take_the_same_types_on_both_sides():
    wrong = [e.id for e in load_catalogue().values() if e.symmetric and e.subject_types != e.object_types]
    assert wrong == []


def test_relations_to_persons_may_take_things(tmp_path):
    takers = {entry.id for entry in load_catalogue().values() if entry.things_as_object}
    assert takers >= {"resignsFrom", "treats", "awards"} and "meets" not in takers
    path = tmp_path / "r.toml"
    things = 'object = ["Person", "Concept"]\nthings_as_object = true\n#'
    path.write_text(GOOD.replace('object = ["Person"]\n', things), encoding="utf-8")
    assert read_catalogue(path)["meets"].things_as_object


def test_relation_and_types(tmp_path):
    path = tmp_path / "r.toml"
    path.write_text(GOOD, encoding="utf-8")
    entry = read_catalogue(path)["meets"]
    assert entry.accepts_object("Person") and not entry.accepts_object("Concept")
    assert entry.relation("traf").label_de == "trifft"
    assert entry.relation("traf").surface == "traf"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('["Person"]\nobject', '["Human"]\nobject', ["meets", "'Human'", "Organization"]),
        ("symmetric = true", 'inverse = "meetsX"', ["meets", "'meetsX'"]),
        ("symmetric = true", 'symmetric = true\ninverse = "meets"', ["symmetric with inverse"]),
        ("symmetric = true", 'symmetric = "yes"', ["'symmetric'", "bool"]),
        ("symmetric = true", 'plover = "WAR"', ["'WAR'", "ASSAULT"]),
        ("symmetric = true", 'same_as = ["meet"]', ["'meet'", "schema:"]),
        ("symmetric = true", "things_as_object = 1", ["'things_as_object'", "bool"]),
        ("symmetric = true", "things_as_object = true", ["things_as_object", "Person and Concept in object"]),
        ("symmetric = true", "colour = 1", ["'colour'", "definition"]),
        ("[meets]", "[Meets_With]", ["'Meets_With'", "lowerCamelCase"]),
        ('de = "trifft"\n', "", ["meets", "'de'"]),
        ("[meets]", "[meets", ["not TOML"]),
    ],
)
def test_mistakes_are_named(tmp_path, old, new, words):
    path = tmp_path / "broken.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(VocabularyError) as error:
        read_catalogue(path)
    message = str(error.value)
    assert "\n" not in message
    for word in ["broken.toml", *words]:
        assert word in message


def test_inverse_must_be_mutual(tmp_path):
    path = tmp_path / "broken.toml"
    first = GOOD.replace("symmetric = true", 'inverse = "sees"')
    path.write_text(first + GOOD.replace("[meets]", "[sees]").replace("symmetric = true", ""))
    with pytest.raises(VocabularyError, match="must name 'meets'"):
        read_catalogue(path)
