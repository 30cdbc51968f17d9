import pytest

from kg.errors import InputError
from kg.eval.open import find_gold, judge, matches, parse_fact_clusters, read_fact_clusters, total
from kg.model import Triple

GOLD = """sent_id:1\tEr diente als erster Premierminister und starb in Rom.
1--> Cluster 1:
Er --> diente als --> [erster] Premierminister
Er --> diente --> als [erster] Premierminister [von Australien]
1-> Cluster 2:
[Er] --> starb -->  in [dem schönen] Rom

sent_id:7\tSie kam.
7--> Cluster 1:
Morgenshow-Moderator] Sie --> kam --> [ganz]allein
"""


@pytest.fixture(scope="module")
def gold():
    return parse_fact_clusters(GOLD)


@pytest.mark.parametrize(
    ("sentence", "cluster", "triple", "right"),
    [
        (0, 0, ("Er", "diente als", "Premierminister"), True),
        (0, 0, ("Er", "diente als", "erster Premierminister"), True),
        (0, 0, ("Er", "diente", "als erster Premierminister von Australien"), True),
        (0, 0, ("Er", "diente", "als Premierminister von"), False),
        (0, 0, ("Er", "diente", "Premierminister"), False),
        (0, 0, ("er", "diente als", "Premierminister"), False),
        (0, 1, ("", "starb", "in dem schönen Rom"), True),
        (0, 1, ("Er", "starb", "in   Rom"), True),
        (0, 1, ("Er", "starb", "in schönen Rom"), False),
        (0, 1, ("Er", "starb", "in Rom gern"), False),
        (1, 0, ("Morgenshow-Moderator Sie", "kam", "ganz allein"), True),
        (1, 0, ("Sie", "kam", "allein"), False),
    ],
)
def test_optional_words_may_be_left_out_and_no_others(gold, sentence, cluster, triple, right):
    wordings = gold[sentence].clusters[cluster]
    assert any(matches(pattern, Triple(1, *triple)) for pattern in wordings) is right


def test_precision_counts_extractions_and_recall_counts_clusters(gold):
    found = [
        Triple(1, "Er", "diente als", "Premierminister"),
        Triple(1, "Er", "diente", "als Premierminister"),  # the same fact: right, but no second cluster
        Triple(1, "Er", "starb", "gern"),
        Triple(7, "Er", "starb", "in Rom"),  # right in another sentence only
        Triple(9, "Er", "starb", "in Rom"),  # a sentence without gold does not count
    ]
    verdicts = judge(gold, found)
    scores = total(verdicts)
    assert (scores.right, scores.extractions, scores.hit, scores.clusters) == (2, 4, 1, 3)
    assert (scores.precision, round(scores.recall, 3), scores.f1) == (0.5, 0.333, 0.4)
    assert [len(verdict.missed) for verdict in verdicts] == [1, 1]
    assert verdicts[0].wrong == (found[2],)


def test_nothing_found_scores_nothing(gold):
    assert total(judge(gold, [])).f1 == total([]).f1 == 0.0


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Er --> ist --> da\n", "line 1"),
        ("sent_id:1\tEr ist da.\nEr --> ist --> da\n", "line 2"),
        ("sent_id:1\tEr ist da.\n1--> Cluster 1:\nEr --> ist da\n", "line 3"),
    ],
)
def test_an_unreadable_line_is_named(text, place):
    with pytest.raises(InputError, match=place):
        parse_fact_clusters(text)


def test_gold_files_are_found_without_the_sentence_files(tmp_path):
    with pytest.raises(InputError, match="openie"):
        find_gold(tmp_path)
    folder = tmp_path / "openie"
    folder.mkdir()
    for name in ("benchie_de_2.txt", "benchie_de_1.txt", "benchie_de_1.sentences.txt"):
        (folder / name).write_text(GOLD, encoding="utf-8")
    assert [path.name for path in find_gold(tmp_path)] == ["benchie_de_1.txt", "benchie_de_2.txt"]
    assert [s.number for s in read_fact_clusters(find_gold(tmp_path)[0])] == [1, 7]
    with pytest.raises(InputError, match="absent"):
        read_fact_clusters(tmp_path / "absent.txt")
