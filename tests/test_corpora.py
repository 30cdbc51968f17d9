"""Readers of treebanks and name corpora."""

import pytest

from kg.errors import InputError
from kg.eval.corpora import read_marked, read_marked_articles, read_name_table, read_treebank
from kg.eval.model import name_spans

SENTENCE = """# text = Der US-Präsident sprach im Bundestag.
1\tDer\tder\tDET\tART\tCase=Nom\t4\tdet\t_\t_
2\tUS\tUS\tPROPN\tNE\t_\t4\tcompound\t_\tSpaceAfter=No
3\t-\t-\tPUNCT\t$(\t_\t2\tpunct\t_\tSpaceAfter=No
4\tPräsident\tPräsident\tNOUN\tNN\tCase=Nom\t5\tnsubj\t_\t_
5\tsprach\tsprechen\tVERB\tVVFIN\tMood=Ind\t0\troot\t_\t_
6-7\tim\t_\t_\t_\t_\t_\t_\t_\t_
6\tin\tin\tADP\tAPPR\t_\t8\tcase\t_\t_
7\tdem\tder\tDET\tART\tCase=Dat\t8\tdet\t_\t_
8\tBundestag\tBundestag\tPROPN\tNE\tCase=Dat\t5\tobl\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t$.\t_\t5\tpunct\t_\t_

"""


@pytest.fixture
def sentence(tmp_path):
    path = tmp_path / "one.conllu"
    path.write_text(SENTENCE, "utf-8")
    return read_treebank(path, "gsd")[0]


def test_contractions_become_one_word(sentence):
    assert sentence.split.words == ("Der", "US", "-", "Präsident", "sprach", "im", "Bundestag", ".")
    assert sentence.split.tree.heads == (4, 4, 2, 5, 0, 7, 5, 5)
    assert sentence.split.tree.labels[5] == "case"


def test_compounds_are_joined_in_the_second_reading(sentence):
    assert sentence.joined.words == ("Der", "US-Präsident", "sprach", "im", "Bundestag", ".")
    assert sentence.joined.tree.heads == (2, 3, 0, 5, 3, 3)
    assert sentence.joined.tree.upos[1] == "NOUN"


@pytest.mark.parametrize(
    ("label", "case", "common"),
    [("obj", "Dat", "obl:arg"), ("obj", "Acc", "obj"), ("iobj", "Dat", "obl:arg"), ("acl:relcl", "", "acl")],
)
def test_labels_of_the_treebanks_agree(tmp_path, label, case, common):
    path = tmp_path / "one.conllu"
    features = f"Case={case}" if case else "_"
    path.write_text(
        f"# text = Hilf ihm\n1\tHilf\thelfen\tVERB\t_\t_\t0\troot\t_\t_\n"
        f"2\tihm\ter\tPRON\t_\t{features}\t1\t{label}\t_\t_\n\n",
        "utf-8",
    )
    assert read_treebank(path, "hdt")[0].split.tree.labels[1] == common


def test_name_tables(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text("#\tquelle\n1\tUS-Präsident\tB-LOCpart\tO\n2\tObama\tB-PER\tO\n\n", "utf-8")
    (found,) = read_name_table(path, "germeval")
    assert found.tags == ("B-LOCpart", "B-PER")


def test_a_table_with_too_few_columns_is_named(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text("1\tObama\n", "utf-8")
    with pytest.raises(InputError, match=r"names\.tsv.*fewer than 3 columns"):
        read_name_table(path, "germeval")


def test_marked_sentences():
    text = "[LOCpart US-Präsident] [PER Barack Obama] sprach."
    places = [(0, 12), (13, 19), (20, 25), (26, 32), (32, 33)]
    found = read_marked(text, "own", lambda plain: places)
    assert found.words == ("US-Präsident", "Barack", "Obama", "sprach", ".")
    assert found.tags == ("B-LOCpart", "B-PER", "I-PER", "O", "O")


def test_marked_articles_are_parted_by_a_line_of_hyphens(tmp_path):
    path = tmp_path / "desk.txt"
    path.write_text("[PER Merkel] reist\n\nSie kam.\n---\nNeues\n", "utf-8")

    def split(text):
        return [(0, len(text))]

    assert [len(article) for article in read_marked_articles(path, "own", split)] == [2, 1]


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["O", "B-LOC", "B-LOC"], [(1, 2, "LOC"), (2, 3, "LOC")]),
        (["B-PER", "I-PER", "I-PER"], [(0, 3, "PER")]),
        (["O", "O"], []),
    ],
)
def test_name_spans(tags, spans):
    assert sorted(name_spans(tags)) == spans
