"""Fine-tune the network on all corpora at once; keeps a running average of the weights."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from kg.annotate.labels import Labels
from kg.eval.corpora import Sentence
from kg.train.batches import (
    IGNORED,
    MASKED_SCORE,
    SINGLE_SHARE,
    Batch,
    Batcher,
    group_windows,
    make_windows,
)
from kg.train.network import Network, Scores

AVERAGE_EVERY = 4
MORPH_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to learn; the defaults are those of the shipped model."""

    epochs: int = 8
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    weight_decay: float = 0.01
    average: float = 0.998
    name_share: float = 0.5
    bundestag_share: float = 0.17
    masked: float = 0.08
    single_share: float = SINGLE_SHARE
    starts_weight: float = 1.0
    constructed: int = 800
    seed: int = 0
    bfloat16: bool = False


class Average:
    """Exponential moving average of all parameters (Polyak averaging)."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self._decay = decay**AVERAGE_EVERY
        self.weights = {k: v.detach().clone() for k, v in network.state_dict().items()}
        self._steps = 0

    def update(self, network: nn.Module) -> None:
        """Move a little towards the network's present weights; fast at first."""
        self._steps += 1
        keep = min(self._decay, self._steps / (self._steps + 10))
        for name, value in network.state_dict().items():
            self.weights[name].lerp_(value, 1 - keep)


def batch_loss(
    network: Network, scores: Scores, batch: Batch, labels: Labels, starts_weight: float = 1.0
) -> Tensor:
    """Sum of the tasks' losses on one batch."""
    inside = batch.starts != IGNORED
    loss = torch.zeros(())
    if inside.any():
        loss = loss + starts_weight * F.binary_cross_entropy_with_logits(
            scores.starts.float()[inside], batch.starts[inside].float()
        )
    if not batch.has_tree:
        return loss + _entropy(scores.tags, batch.tags)
    arcs = scores.arcs.float().masked_fill(batch.outside, MASKED_SCORE)
    loss = loss + _entropy(arcs, batch.heads) + 0.5 * _entropy(scores.upos, batch.upos)
    related = network.label_scores(scores, batch.heads.clamp(min=0))
    loss = loss + _entropy(related, batch.deprel)
    at = 0
    for column, (_, values) in enumerate(labels.morph):
        part = scores.morph[..., at : at + len(values)]
        loss = loss + MORPH_WEIGHT * _entropy(part, batch.morph[..., column])
        at += len(values)
    return loss


def _entropy(scores: Tensor, targets: Tensor) -> Tensor:
    """Mean over the words that have a target; 0, not 0/0, where a whole batch has none."""
    flat = scores.float().reshape(-1, scores.shape[-1])
    total = F.cross_entropy(flat, targets.reshape(-1), ignore_index=IGNORED, reduction="sum")
    return total / (targets != IGNORED).sum().clamp(min=1)


def epoch_groups(
    sentences: Sequence[Sentence], schedule: Schedule, rng: random.Random
) -> list[list[tuple[Sentence, ...]]]:
    """The batches of one epoch in random order, one task and source each."""
    by_source: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        if rng.random() < _share(sentence, schedule):
            by_source.setdefault(sentence.source, []).append(sentence)
    groups = [
        group
        for source in sorted(by_source)
        for group in group_windows(make_windows(by_source[source], rng, schedule.single_share), rng)
    ]
    rng.shuffle(groups)
    return groups


def _share(sentence: Sentence, schedule: Schedule) -> float:
    """Trees are read in every epoch; of the name corpora, each epoch draws a part."""
    if sentence.tree is not None:
        return 1.0
    return schedule.bundestag_share if sentence.source == "bundestag" else schedule.name_share


def fit(
    network: Network,
    batcher: Batcher,
    sentences: Callable[[], Sequence[Sentence]],
    labels: Labels,
    schedule: Schedule,
    checkpoint: Path,
    report: Callable[[str], None],
) -> None:
    """Train and write the averaged weights to ``checkpoint`` after each epoch.

    ``sentences`` is asked anew for each epoch, so that it may vary its readings.
    """
    rng = random.Random(schedule.seed)
    steps = schedule.epochs * len(epoch_groups(sentences(), schedule, random.Random(0)))
    optimiser, rates = _optimiser(network, schedule, steps)
    average = Average(network, schedule.average)
    began = time.monotonic()
    done = 0
    for epoch in range(schedule.epochs):
        network.train()
        total = 0.0
        groups = epoch_groups(sentences(), schedule, rng)
        for group in groups:
            loss = _step(network, batcher.batch(group, rng), labels, optimiser, schedule)
            if not math.isfinite(loss):
                raise FloatingPointError(f"epoch {epoch + 1}, step {done + 1}: the loss is {loss}")
            total += loss
            rates.step()
            done += 1
            if done % AVERAGE_EVERY == 0:
                average.update(network)
        torch.save(average.weights, checkpoint)
        seconds = time.monotonic() - began
        report(f"epoch {epoch + 1}/{schedule.epochs} loss {total / len(groups):.3f} {seconds:.0f} s")


def _step(
    network: Network,
    batch: Batch,
    labels: Labels,
    optimiser: torch.optim.Optimizer,
    schedule: Schedule,
) -> float:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=schedule.bfloat16):
        scores = network(batch.ids, batch.bias, batch.first, batch.last, batch.tree_source, batch.name_source)
        loss = batch_loss(network, scores, batch, labels, schedule.starts_weight)
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    return loss.item()


def _optimiser(
    network: Network, schedule: Schedule, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    inner = list(network.encoder.parameters())
    known = {id(p) for p in inner}
    heads = [p for p in network.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": inner, "lr": schedule.encoder_rate}, {"params": heads, "lr": schedule.head_rate}],
        weight_decay=schedule.weight_decay,
        betas=(0.9, 0.98),
        fused=True,
    )
    warm = max(1, math.ceil(schedule.warm_up * steps))

    def factor(step: int) -> float:
        return min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, factor)
