"""What a check found, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something in a graph that is not as it should be.

    Attributes:
        severity: a violation breaks the contract, a warning is odd.
        message: what would be right.
        node: what the finding is about: an IRI, or an id where there is no RDF yet.
        words: the claim in words (`Barack Obama – visits – Pentagon`), or the node's label, or "".
        sentence: a sentence that states the claim, or "".
    """

    severity: Literal["violation", "warning"]
    message: str
    node: str
    words: str = ""
    sentence: str = ""

    def __str__(self) -> str:
        about = f" [{self.words}]" if self.words else ""
        said = f" in: {self.sentence}" if self.sentence else ""
        return f"{self.severity}: {self.message}: {self.node}{about}{said}"

    def lines(self) -> list[str]:
        """The finding on several lines: what is wrong, the claim, its sentence, the node.

        >>> print(*Finding("warning", "odd", "claim/1", "A – meets – B", "A trifft B.").lines(), sep="\\n")
        warning: odd
          claim     A – meets – B
          sentence  A trifft B.
          node      claim/1
        """
        # A claim's words have two dashes; an entity has a label only.
        kind = "claim" if " – " in self.words else "label"
        told = ((kind, self.words), ("sentence", " ".join(self.sentence.split())), ("node", self.node))
        return [f"{self.severity}: {self.message}", *(f"  {name:<8}  {text}" for name, text in told if text)]
