"""The Python API on graphs made by hand."""

from decimal import Decimal

import pytest
import spacy

import kg
from kg.api.component import make_claim_finder
from kg.api.inputs import articles_of
from kg.api.magic import Rows, sparql
from kg.config import Config
from kg.errors import ConfigError, InputError, QueryError
from kg.model import Article, Attribution, Claim, Entity, Evidence, Relation, Value
from kg.model import KnowledgeGraph as Data
from tests.building import make_doc

KERRY = Entity("entity/John_Kerry", "John Kerry", "Person", aliases=("Kerry",))
PUTIN = Entity("entity/Wladimir_Putin", "Wladimir Putin", "Person", aliases=("Putin",))
MOSCOW = Entity("entity/Moskau", "Moskau", "Location")
KREML = Entity("entity/Kreml", "Kreml", "Organization")
USA = Entity("entity/USA", "USA", "Location")


def evidence(article: str, start: int) -> Evidence:
    return Evidence(article, start, start + 4, "text", (start, start + 4), "de.test")


def relation(name: str) -> Relation:
    return Relation(name, name, name)


MEETS = Claim(KERRY, relation("meets"), PUTIN, (evidence("a", 0),), confidence=0.9)
TRAVELS = Claim(
    KERRY,
    relation("travelsTo"),
    MOSCOW,
    (evidence("a", 10),),
    modality="planned",
    attribution=Attribution(KREML, "zufolge", "reported"),
    confidence=0.7,
)
LOSES = Claim(USA, relation("loses"), Value(40, "Prozent"), (evidence("b", 0),), polarity="negative")


@pytest.fixture
def graph() -> kg.KnowledgeGraph:
    entities = tuple(sorted((KERRY, PUTIN, MOSCOW, KREML, USA), key=lambda e: e.id))
    articles = (Article("a", "Kerry trifft Putin."), Article("b", "Die USA verloren nichts."))
    return kg.KnowledgeGraph(Data(articles, entities, (MEETS, TRAVELS, LOSES)))


def test_prints_its_size_and_counts(graph):
    assert repr(graph) == "KnowledgeGraph(3 claims, 5 entities, 2 articles)"
    assert len(graph) == 3
    assert repr(kg.KnowledgeGraph(Data(claims=(MEETS,)))) == "KnowledgeGraph(1 claim, 0 entities, 0 articles)"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"asserted": True}, [MEETS]),
        ({"asserted": False}, [TRAVELS, LOSES]),
        ({"attributed": True}, [TRAVELS]),
        ({"speaker": "Kreml"}, [TRAVELS]),
        ({"speaker": "Putin"}, []),
        ({"relation": "meets"}, [MEETS]),
        ({"relation": ["meets", "loses"]}, [MEETS, LOSES]),
        ({"about": "Putin"}, [MEETS]),
        ({"subject": "Putin"}, []),
        ({"subject": KERRY, "object": "entity/Moskau"}, [TRAVELS]),
        ({"polarity": "negative"}, [LOSES]),
        ({"modality": "planned"}, [TRAVELS]),
        ({"article": "b"}, [LOSES]),
        ({"min_confidence": 0.85}, [MEETS]),
    ],
)
def test_filter(graph, wanted, expected):
    assert list(graph.filter(**wanted).claims) == expected


def test_a_filtered_graph_keeps_what_its_claims_need(graph):
    part = graph.filter(speaker="Kreml")
    assert {e.label for e in part.entities} == {"John Kerry", "Moskau", "Kreml"}
    assert [a.name for a in part.articles] == ["a"]


def test_filter_refuses_values_no_claim_has(graph):
    with pytest.raises(InputError, match="valid: affirmative, negative"):
        graph.filter(polarity="denied")


def test_subgraph_by_steps(graph):
    assert set(graph.subgraph("Putin", 1).claims) == {MEETS}
    assert set(graph.subgraph("Putin", 2).claims) == {MEETS, TRAVELS}
    with pytest.raises(InputError, match="no entity fits 'Merkel'"):
        graph.subgraph("Merkel")


def test_find_by_alias_and_by_several_words(graph):
    assert graph.find("putin") == (PUTIN,)
    assert graph.find("kerry john") == (KERRY,)
    assert graph.find("Merkel") == ()


def test_find_by_the_english_name():
    turkey = Entity("entity/Türkei", "Türkei", "Location", english="Turkey")
    graph = kg.KnowledgeGraph(Data((), (KERRY, turkey)))
    assert graph.find("turkey") == (turkey,)
    assert list(graph.entities_frame().english) == ["", "Turkey"]


def test_joining_graphs_joins_the_evidence_of_the_same_claim(graph):
    again = Claim(KERRY, relation("meets"), PUTIN, (evidence("c", 5),), confidence=0.8)
    other = kg.KnowledgeGraph(Data((Article("c", "Noch einmal."),), (KERRY, PUTIN), (again,)))
    joined = graph | other
    assert [a.name for a in joined.articles] == ["a", "b", "c"]
    met = joined.filter(relation="meets").claims
    assert len(met) == 1
    assert [e.article for e in met[0].evidence] == ["a", "c"]
    assert len(joined) == 3


def test_joining_keeps_every_alias():
    first = Data((), (KERRY,), (Claim(KERRY, relation("leads"), USA, (evidence("a", 0),)),))
    renamed = Entity(KERRY.id, "John Kerry", "Person", aliases=("John F. Kerry",))
    second = Data((), (renamed,), (Claim(renamed, relation("leaves"), USA, (evidence("b", 0),)),))
    joined = kg.join(kg.KnowledgeGraph(first), kg.KnowledgeGraph(second))
    assert joined.find("Kerry")[0].aliases == ("John F. Kerry", "Kerry")


def test_texts_paths_and_articles_are_read(tmp_path):
    path = tmp_path / "kerry.txt"
    path.write_text("John Kerry traf am Dienstag in Moskau den Präsidenten Wladimir Putin.", "utf-8")
    text = "Die Kanzlerin reiste am Montag nach Paris."
    sources = [path, str(path.parent), text, Article("x", "…")]
    found = articles_of(sources, Config(skip_duplicates=False))
    assert [a.name for a in found] == ["kerry", "kerry-2", "text", "x"]


def test_the_source_of_a_page_is_read_as_a_page():
    body = "<p>John Kerry traf am Dienstag in Moskau den Präsidenten Wladimir Putin.</p>" * 3
    page = f"<!DOCTYPE html><html><head><title>Kerry in Moskau</title></head><body>{body}</body></html>"
    [article] = articles_of(page, Config())
    assert (article.name, article.title) == ("page", "Kerry in Moskau")
    assert "<p>" not in article.text and "John Kerry traf" in article.text
    [text] = articles_of("Sie zeigte auf <b> und <i>.", Config())
    assert text.text == "Sie zeigte auf <b> und <i>."


def test_duplicates_are_left_out_with_a_warning_at_the_callers_line():
    text = "Die Kanzlerin reiste am Montag nach Paris."
    articles = [Article("a", text), Article("b", text.replace(" am ", "  am ")), Article("c", "Neues.")]
    with pytest.warns(UserWarning, match="b: the same text as 'a', left out") as noted:
        assert [a.name for a in (lambda: articles_of(articles, Config()))()] == ["a", "c"]
    assert [note.filename for note in noted] == [__file__]
    assert len(articles_of(articles, Config(skip_duplicates=False))) == 3


def test_what_cannot_be_read_beside_the_rest_gives_a_warning(tmp_path):
    text = "John Kerry traf am Dienstag in Moskau den Präsidenten Wladimir Putin."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.warns(UserWarning, match=r"b\.txt: the file is empty"):
        assert [a.name for a in articles_of(tmp_path, Config())] == ["a"]


def test_a_script_that_asks_for_workers_cannot_bring_its_own_pipeline():
    with pytest.raises(ConfigError, match="leave out nlp or workers"):
        kg.build([Article("a", "Eins."), Article("b", "Zwei.")], nlp=object(), workers=2)  # type: ignore[arg-type]


@pytest.mark.parametrize(("source", "words"), [("missing.txt", "missing.txt"), ("  \n ", "empty")])
def test_sources_that_cannot_be_read(source, words):
    with pytest.raises(InputError, match=words):
        articles_of(source, Config())


def test_a_number_is_no_source():
    with pytest.raises(TypeError, match="expected path, text or Article"):
        articles_of(7, Config())  # type: ignore[arg-type]


def test_the_magic_finds_the_only_graph_and_names_several(graph):
    with pytest.raises(QueryError, match="none; make one"):
        sparql("", "ASK {}", {})
    with pytest.raises(QueryError, match="known: g, h"):
        sparql("", "ASK {}", {"g": graph, "h": graph})


def test_rows_show_as_a_table_without_markup_from_the_data():
    html = Rows([{"name": "<script>", "n": None}])._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_every_public_name_is_there_and_documented():
    for name in kg.__all__:
        assert name == "__version__" or getattr(kg, name).__doc__, name
    with pytest.raises(AttributeError, match="it has Article"):
        kg.nothing  # noqa: B018


@pytest.mark.model
def test_build_explain_and_component():
    graph = kg.build("Angela Merkel traf am Montag in Paris den Präsidenten François Hollande.")
    [met] = graph.filter(relation="meets").claims
    [explained] = graph.explain(met)
    assert explained.subject.meaning == "Angela Merkel"
    assert explained.object.how == "by its name"
    assert "Angela Merkel" in explained.sentence
    with pytest.raises(InputError, match="no claim with id"):
        graph.explain("0")


@pytest.mark.model
def test_the_spacy_component_puts_claims_on_the_doc():
    nlp = kg.load("de")
    doc = make_claim_finder(nlp, "kg_claims")(nlp("Angela Merkel traf in Paris François Hollande."))
    assert [(c.subject.label, c.relation.id, c.object.label) for c in doc._.claims] == [
        ("Angela Merkel", "meets", "François Hollande")
    ]
    assert {e.label for e in doc._.kg_entities} >= {"Angela Merkel", "François Hollande"}


SAYS = "SELECT ?who ?n { ?c kg:speaker/rdfs:label ?who ; kg:confidence ?n }"


def test_select_gives_rows_in_pythons_own_types(graph):
    assert graph.query(SAYS) == [{"who": "Kreml", "n": Decimal("0.7")}]
    [row, _] = graph.query("SELECT ?a ?x { ?a rel:meets ?b OPTIONAL { ?a rel:loses ?x } } ORDER BY ?a")
    assert row == {"a": "https://newskg.org/entity/John_Kerry", "x": None}


def test_ask_gives_a_truth_and_construct_a_graph(graph):
    assert graph.query("ASK { ?a rel:meets ?b }") is True
    assert graph.query("ASK { ?a rel:travelsTo ?b }") is False  # planned, and only said
    made = graph.query("CONSTRUCT { ?a rel:meets ?b } WHERE { ?a rel:meets ?b }")
    assert len(made) == 2  # meeting holds both ways
    assert graph.stated_by(made).claims == (MEETS,)


def test_the_base_of_the_settings_is_the_base_of_the_answers(graph):
    other = kg.KnowledgeGraph(graph.data, Config(base="https://example.org/"))
    [row, *_] = other.query("SELECT ?a { ?a rel:meets ?b } ORDER BY ?a")
    assert row["a"] == "https://example.org/entity/John_Kerry"


def test_names_that_the_graph_lacks_give_a_warning(graph):
    with pytest.warns(UserWarning, match="did you mean rel:meets"):
        assert graph.query("SELECT ?a { ?a rel:meet ?b }") == []


def test_a_query_that_is_none_names_the_place(graph):
    with pytest.raises(QueryError, match="line 1"):
        graph.query("SELECT ?a { ?a rel:meets ?b")


def test_tables(graph):
    pandas = pytest.importorskip("pandas")
    claims = graph.claims_frame()
    assert isinstance(claims, pandas.DataFrame)
    assert list(claims.relation) == ["meets", "travelsTo", "loses"]
    assert list(claims.object) == ["Wladimir Putin", "Moskau", "40 Prozent"]
    assert list(claims.asserted) == [True, False, False]
    assert dict(zip(graph.entities_frame().label, graph.entities_frame().claims, strict=True)) == {
        "John Kerry": 2,
        "Kreml": 0,
        "Moskau": 1,
        "USA": 1,
        "Wladimir Putin": 1,
    }
    assert list(graph.articles_frame().claims) == [2, 1]
    assert list(graph.query_frame("SELECT ?b { entity:John_Kerry rel:meets ?b }").b) == [
        "entity:Wladimir_Putin"
    ]
    with pytest.raises(ConfigError, match="SELECT"):
        graph.query_frame("ASK {}")


def test_printing_says_what_is_no_plain_fact(graph):
    assert str(graph).splitlines()[1:] == [
        "  John Kerry – meets – Wladimir Putin",
        "  John Kerry – travelsTo – Moskau (planned, says Kreml)",
        "  USA – loses – 40 Prozent (not)",
    ]


def test_a_notebook_shows_the_page_in_a_sandbox(graph):
    assert graph._repr_html_().startswith("<iframe ")
    assert "allow-same-origin" not in graph._repr_html_()


def test_what_is_saved_can_be_opened(graph, tmp_path):
    files = graph.save(tmp_path, "g")
    assert sorted(file.suffix for file in files) == [".graphml", ".html", ".jsonl", ".nq", ".ttl"]
    again = kg.open(tmp_path)
    assert set(again.claims) == set(graph.claims)
    assert again.articles == graph.articles


def test_other_forms(graph):
    assert graph.network().number_of_edges() == 3
    assert len(graph.rdf()) > 0
    assert "<html" in graph.html("Title")


def test_the_magic_answers_with_rows_and_graphs(graph):
    rows = sparql("", SAYS, {"g": graph})
    assert rows[0]["who"] == "Kreml"
    made = sparql("g", "CONSTRUCT { ?a rel:meets ?b } WHERE { ?a rel:meets ?b }", {"g": graph})
    assert [claim.relation.id for claim in made.claims] == ["meets"]
    assert sparql("g", "ASK { ?a rel:meets ?b }", {"g": graph}) is True


@pytest.mark.model
def test_a_spacy_pipeline_takes_the_component_by_name():
    nlp = kg.load("de")
    nlp.add_pipe("kg_claims", config={"published": "2015-12-14"})
    doc = nlp("Angela Merkel traf am Montag in Paris François Hollande.")
    [met] = [claim for claim in doc._.claims if claim.relation.id == "meets"]
    assert met.time.start == "2015-12-14"
    assert kg.load("de").pipe_names == ["kg_annotator"]  # what one caller adds is no other's


MERKEL = """
Angela Angela PROPN 3 nsubj Case=Nom|Gender=Fem|Number=Sing B-PER
Merkel Merkel PROPN 1 flat _ I-PER
traf treffen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
François François PROPN 3 obj Case=Acc|Gender=Masc|Number=Sing B-PER
Hollande Hollande PROPN 4 flat _ I-PER
~. . PUNCT 3 punct
"""


def by_hand(table):
    """A pipeline that is not ours: blank German, and a component with trees of its own."""
    nlp = spacy.blank("de")
    nlp.add_pipe("kg_claims")
    return nlp, make_doc(table)


def test_the_component_works_behind_any_pipeline_with_universal_dependencies():
    nlp, doc = by_hand(MERKEL)
    [met] = nlp.get_pipe("kg_claims")(doc)._.claims
    assert (met.subject.label, met.relation.id, met.object.label) == (
        "Angela Merkel", "meets", "François Hollande",
    )  # fmt: skip
    assert doc.text[met.evidence[0].start : met.evidence[0].end] == "Angela Merkel traf François Hollande"


def test_the_component_says_what_trees_it_needs():
    nlp, _ = by_hand(MERKEL)
    assert nlp("")._.claims == ()
    with pytest.raises(ConfigError, match="no component before it sets them"):
        nlp("Angela Merkel traf François Hollande.")
    tiger = MERKEL.replace("nsubj", "sb").replace("obj", "oa").replace("flat", "pnc").replace(" punct", " --")
    with pytest.raises(ConfigError, match="other labels: --, oa, pnc, sb"):
        nlp.get_pipe("kg_claims")(make_doc(tiger))


def test_load_takes_a_folder_of_another_pipeline_and_names_what_is_shipped(tmp_path):
    other = spacy.blank("de")
    other.add_pipe("sentencizer")
    other.to_disk(tmp_path / "own")
    nlp = kg.load(str(tmp_path / "own"))
    assert nlp.pipe_names == ["sentencizer"]
    assert len(list(nlp("Eins kommt. Zwei geht.").sents)) == 2
    with pytest.raises(ConfigError, match="no model 'xx': shipped are de"):
        kg.load("xx")


@pytest.mark.model
def test_claims_of_the_component_go_through_pipes_and_disk(tmp_path):
    nlp = kg.load("de")
    nlp.add_pipe("kg_claims")
    nlp.to_disk(tmp_path / "with-claims")
    again = spacy.load(tmp_path / "with-claims")
    texts = ["Angela Merkel traf François Hollande.", "", "John Kerry besuchte Moskau."]
    relations = [[claim.relation.id for claim in doc._.claims] for doc in again.pipe(texts)]
    assert relations == [["meets"], [], ["visits"]]
